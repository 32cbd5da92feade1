-- grain: a period of a scope (day, ISO week, month or quarter, as asked), from its first item to the
-- last day its exports know; a period is partial when the data do not cover all of it. Where items were
-- finished at an unknown time, nothing tells the finishes before the first that is known.
with spans as (
    select
        scope,
        as_of,
        any_value(known_until.is_partial) as is_partial,
        any_value(known_until.known_date) as known_date,
        least(min(created_date), min(done_date), min(started_date)) as first_date,
        if(
            bool_or(state = 'done' and done_date is null),
            coalesce(min(done_date), any_value(known_until.known_date) + 1),
            null
        ) as told_from_date
    from items_as_of
    join known_until using (scope, as_of)
    group by scope, as_of
),

grain as (
    select
        $period as period_grain,
        case $period
            when 'day' then interval 1 day
            when 'week' then interval 7 days
            when 'month' then interval 1 month
            else interval 3 months
        end as step
),

listed as (
    select
        spans.*,
        grain.*,
        cast(unnest(generate_series(
            date_trunc($period, first_date), date_trunc($period, known_date), step
        )) as date) as period_date
    from spans
    cross join grain
),

bounded as (
    select *, cast(period_date + step - interval 1 day as date) as period_end_date from listed
)

select
    scope,
    as_of,
    period_date,
    period_end_date,
    case period_grain
        when 'day' then cast(period_date as varchar)
        when 'week'
            then isoyear(period_date) || '-W'
                || lpad(cast(weekofyear(period_date) as varchar), 2, '0')
        when 'month' then strftime(period_date, '%Y-%m')
        else year(period_date) || '-Q' || quarter(period_date)
    end as period,
    coalesce(period_end_date < told_from_date, false) as is_untold,
    period_date < first_date
        or coalesce(period_date < told_from_date, false)
        or period_end_date > known_date
        or (period_end_date = known_date and is_partial) as is_partial
from bounded
