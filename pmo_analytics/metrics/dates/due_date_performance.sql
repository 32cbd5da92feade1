-- grain: a scope; of all that fell due, how much was finished in time, and beside it the flattering
-- count over finished items only
select
    scope,
    as_of,
    count(*) filter (where has_fallen_due) as n,
    count(*) filter (where has_fallen_due) as fell_due_count,
    count(*) filter (where has_fallen_due and is_on_time) as on_time_count,
    count(*) filter (where has_fallen_due and is_on_time)
        / nullif(count(*) filter (where has_fallen_due), 0) as on_time_share,
    count(*) filter (where has_due_date and state = 'done') as finished_count,
    count(*) filter (where has_due_date and state = 'done' and is_on_time)
        as finished_on_time_count,
    count(*) filter (where has_due_date and state = 'done' and is_on_time)
        / nullif(count(*) filter (where has_due_date and state = 'done'), 0)
        as finished_on_time_share,
    avg(days_late) as mean_days_late,
    count(days_overdue) filter (where days_overdue > 0) as overdue_count,
    max(days_overdue) as longest_overdue_days,
    count(*) filter (where has_due_date) / nullif(count(*), 0) as due_date_share,
    count(*) filter (where not has_due_date) as without_due_date
from due_items
group by scope, as_of
