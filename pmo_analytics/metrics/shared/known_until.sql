-- grain: a scope; the last day its exports know by the day asked for, whether they know only a part of
-- it, and the last day of which they know the most. Before the first export of a source later exports
-- speak for it, so nothing limits what is known; after its last one nothing is known any more, which is
-- not the same as nothing having happened.
with sources as (
    select distinct scope, as_of, source, known_at, is_exported from items_as_of
),

dated as (
    select
        sources.scope,
        sources.as_of,
        sources.is_exported,
        local_date(sources.known_at, setting_portfolio.time_zone) as known_date,
        local_date(
            sources.known_at + interval 1 microsecond, setting_portfolio.time_zone
        ) = known_date as is_partial,
        -- An export taken before noon says little of its day.
        local_date(sources.known_at - interval 12 hour, setting_portfolio.time_zone)
            as covered_date
    from sources
    cross join setting_portfolio
),

newest as (
    select *, max(known_date) over (partition by scope, as_of) as newest_date from dated
)

select
    scope,
    as_of,
    any_value(newest_date) as known_date,
    max(covered_date) as covered_date,
    bool_or(is_partial) filter (where known_date = newest_date) as is_partial,
    as_of - min(known_date) filter (where is_exported) as export_age_days
from newest
group by scope, as_of
