-- grain: a project of a scope
select
    unnest($scope_names) as scope,
    unnest($scope_project_ids) as project_id
