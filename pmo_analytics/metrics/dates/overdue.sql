-- grain: a scope; of its open items with a due date, how many are past it, and by how much
with items as (
    select *, state in ('to_do', 'in_progress') as is_open from due_items
)

select
    scope,
    as_of,
    count(*) filter (where days_overdue > 0) as overdue_count,
    count(*) filter (where days_overdue > 0) / nullif(count(due_date) filter (where is_open), 0)
        as overdue_share,
    avg(days_overdue) filter (where days_overdue > 0) as mean_overdue_days,
    max(days_overdue) filter (where days_overdue > 0) as longest_overdue_days,
    coalesce(sum(days_overdue) filter (where days_overdue > 0), 0)::bigint as total_overdue_days,
    count(due_date) filter (where is_open) as n,
    count(*) filter (where is_open and due_date is null) as without_due_date,
    count(due_date) as dated_count
from items
group by scope, as_of
