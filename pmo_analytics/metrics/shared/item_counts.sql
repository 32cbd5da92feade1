-- grain: a scope; its items by where they stand on the day
select
    scope,
    as_of,
    count(*) filter (where state in ('to_do', 'in_progress')) as open_count,
    count(*) filter (where state = 'in_progress') as in_progress_count,
    count(*) filter (where state = 'in_progress' and started_date is null)
        as without_start_count,
    count(*) filter (where state = 'done') as done_count,
    max(done_date) filter (where state = 'done') as last_done_date,
    count(*) filter (where state = 'cancelled') as cancelled_count,
    count(*) filter (where state not in ('cancelled', 'vanished')) as scope_count,
    count(*) as n
from items_as_of
group by scope, as_of
