-- grain: a period of a scope; items finished in it, periods without any included; blank where nothing
-- tells it. week and week_date are the same where periods are weeks, for charts of weeks.
with finished as (
    select
        scope,
        as_of,
        cast(date_trunc($period, done_date) as date) as period_date,
        count(*) as finished_count,
        count(distinct done_date) as active_days
    from items_as_of
    where state = 'done' and done_date is not null
    group by all
)

select
    periods.scope,
    periods.as_of,
    periods.period,
    periods.period_date,
    periods.period_end_date,
    case $period when 'week' then periods.period end as week,
    case $period when 'week' then periods.period_date end as week_date,
    periods.is_partial,
    case when not periods.is_untold then coalesce(finished.finished_count, 0) end as finished_count,
    case when not periods.is_untold then coalesce(finished.active_days, 0) end as active_days
from periods
left join finished using (scope, as_of, period_date)
