-- grain: a counted day of a source of a scope; what stood on it, and what was finished and came since
-- the count before. Days on which a column was blank are left out: a blank is not a zero. Where the
-- finished ones became fewer, the table dropped some of them, and nothing is known of that step.
with steps as (
    select
        *,
        count_date - lag(count_date) over each_source as days,
        done_count - lag(done_count) over each_source as done_step,
        open_count + done_count - lag(open_count + done_count) over each_source as total_step
    from counted_days
    where not has_blank
    window each_source as (partition by scope, as_of, source order by count_date)
)

select
    scope,
    as_of,
    source,
    count_date as date,
    days,
    counts,
    to_do_count,
    wip_count,
    unexplained_count,
    done_count,
    if(done_step >= 0, done_step, null) as finished_count,
    if(done_step >= 0, total_step, null) as arrived_count,
    coalesce(done_step < 0, false) as is_fallen
from steps
