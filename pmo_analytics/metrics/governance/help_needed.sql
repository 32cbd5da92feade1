-- grain: a project of a scope and a kind of help that it needs, by the standards that it breaks without
-- a consent
select
    scope,
    as_of,
    project_id,
    help as kind_name,
    sum(failed_count)::bigint as thing_count,
    count(*) as broken_count,
    count(*) filter (where severity = 'high') as grave_count
from standards_by_project
where is_broken
group by scope, as_of, project_id, help
