-- grain: a day and a band of a scope; items that had reached the band by the end of the day, counted
-- back from where each item stands on the day asked for, so that bands never fall: an item sent back
-- counts from its last arrival. Finished without a start: started when it finished. Cancelled items
-- are left out.
with items as (
    select * from items_as_of where state <> 'cancelled'
),

reached as (
    select scope, as_of, item_id, 1 as band_order, 'Created' as band,
        least(created_date, started_date, done_date) as reached_date
    from items
    union all
    select scope, as_of, item_id, 2, 'Started', coalesce(started_date, done_date)
    from items
    union all
    select scope, as_of, item_id, 3, 'Finished', done_date
    from items
),

bands as (
    select distinct band_order, band from reached
),

counted as (
    select scope, as_of, band_order, reached_date, count(*) as reached_items
    from reached
    where reached_date is not null
    group by all
),

before as (
    select days.scope, days.as_of, days.day, bands.band_order, bands.band
    from days
    cross join bands
)

select
    before.scope,
    before.as_of,
    before.day,
    before.band_order,
    before.band,
    coalesce(sum(counted.reached_items), 0)::bigint as item_count
from before
left join counted
    on before.scope = counted.scope
    and before.as_of = counted.as_of
    and before.band_order = counted.band_order
    and counted.reached_date <= before.day
group by all
