-- grain: a person of a scope with items in progress: how many, in how many projects. Only
-- distributions of it are shown.
select
    scope,
    as_of,
    fold(assignee) as person_folded,
    count(*) as wip_count,
    count(distinct project_id) as project_count
from items_as_of
where state = 'in_progress' and assignee is not null
group by scope, as_of, fold(assignee)
