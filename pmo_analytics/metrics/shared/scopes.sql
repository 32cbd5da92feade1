-- grain: a project of a scope; of a scope that is a team, as far as the team works on it
select
    unnest($scope_names::varchar[]) as scope,
    unnest($scope_project_ids::varchar[]) as project_id,
    unnest($scope_teams::varchar[]) as scope_team_id
