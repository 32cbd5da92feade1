-- grain: a project of a scope with open items of it, or with some finished in the last weeks
select
    scope,
    as_of,
    project_id,
    count(*) filter (where state = 'to_do') as waiting_item_count,
    count(*) filter (where state = 'in_progress') as begun_item_count,
    count(*) filter (where state = 'done') / $weeks as finished_per_week,
    max(as_of - started_date + 1) filter (where state = 'in_progress') as oldest_days
from items_as_of
where state in ('to_do', 'in_progress') or (state = 'done' and done_date > as_of - 7 * $weeks)
group by scope, as_of, project_id
