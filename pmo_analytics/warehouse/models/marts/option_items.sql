-- grain: an item that an option of a decision takes out or in, as the newest exports place it
with options as (
    select * from register_decision_options
),

reached as (
    select distinct
        cast(reached.owner_id as bigint) as row_number,
        reached.owner_kind as side,
        reached.item_id
    from int_reached as reached
    join int_newest_versions using (item_id, seen_at)
    where reached.owner_kind in ('items out', 'items in')
),

option_items as (
    select options.decision_id, options.option, reached.side, reached.item_id
    from reached
    join options using (row_number)
)

select * from option_items
