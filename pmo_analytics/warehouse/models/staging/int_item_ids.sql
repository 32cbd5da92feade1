-- grain: a name under which a source knows an item, and the identity of that item: its id in the
-- tracker where any export tells it, so that an item that moved to another project stays one item
with read_rows as (
    select source, item_key, source_item_id, seen_at, export_rank, row_number from stg_rows
),

known_ids as (
    select
        source,
        item_key,
        max_by(source_item_id, (seen_at, export_rank, row_number)) as source_item_id
    from read_rows
    where source_item_id is not null
    group by source, item_key
),

names as (
    select distinct source, item_key from read_rows
),

identified as (
    select
        names.source,
        names.item_key,
        names.source || ':' || coalesce(known_ids.source_item_id, names.item_key) as item_id
    from names
    left join known_ids using (source, item_key)
)

select * from identified
