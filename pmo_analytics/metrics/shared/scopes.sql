-- grain: a project of a scope; of a scope that is a team, as far as the team works on it
select
    unnest($scope_names) as scope,
    unnest($scope_project_ids) as project_id,
    unnest($scope_teams) as scope_team_id
