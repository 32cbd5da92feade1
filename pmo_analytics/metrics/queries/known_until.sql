-- grain: a scope; the last day its exports know by the day asked for. Before the first export of a
-- source later exports speak for it, so nothing limits what is known; after its last one nothing is
-- known any more, which is not the same as nothing having happened.
with sources as (
    select distinct scope, as_of, as_of_at, source from items_as_of
),

newest as (
    select
        sources.scope,
        sources.as_of,
        sources.source,
        max(exports.taken_at) as taken_at
    from sources
    left join exports
        on sources.source = exports.source
        and exports.taken_at <= sources.as_of_at
    group by sources.scope, sources.as_of, sources.source
),

dated as (
    select
        newest.scope,
        newest.as_of,
        local_date(newest.taken_at, setting_portfolio.time_zone) as export_date
    from newest
    cross join setting_portfolio
)

select
    scope,
    as_of,
    max(coalesce(export_date, as_of)) as known_date,
    as_of - min(export_date) as export_age_days
from dated
group by scope, as_of
