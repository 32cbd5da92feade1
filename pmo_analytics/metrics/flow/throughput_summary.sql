-- grain: a scope; what it finished a period over the last complete periods, and in all
with recent as (
    select
        *,
        row_number() over (partition by scope, as_of order by period_date desc) <= $periods
            as is_recent
    from throughput
    where not is_partial
),

undated as (
    select scope, as_of, count(*) as without_finish_date
    from items_as_of
    where state = 'done' and done_date is null
    group by all
),

totals as (
    select scope, as_of, sum(finished_count)::bigint as finished_count
    from throughput
    group by all
)

select
    totals.scope,
    totals.as_of,
    avg(recent.finished_count) filter (where recent.is_recent) as mean_count,
    max_by(recent.finished_count, recent.period_date) as last_count,
    totals.finished_count,
    count(recent.period_date) filter (where recent.is_recent) as complete_periods,
    coalesce(sum(recent.finished_count) filter (where recent.is_recent), 0)::bigint
        as recent_finished_count,
    coalesce(sum(recent.active_days) filter (where recent.is_recent), 0)::bigint as active_days,
    totals.finished_count as n,
    coalesce(any_value(undated.without_finish_date), 0) as without_finish_date
from totals
left join recent using (scope, as_of)
left join undated using (scope, as_of)
group by all
