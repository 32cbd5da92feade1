-- grain: a link between two items, in the direction in which it is read: from_item blocks to_item
with versions as (
    select * from int_newest_versions
),

read_rows as (
    select export_id, row_number, links from raw_rows where links is not null
),

shown as (
    select
        versions.item_id,
        versions.source,
        versions.item_key as own_key,
        unnest(read_rows.links, recursive := true)
    from versions
    join read_rows using (export_id, row_number)
),

written as (
    select * exclude (own_key) replace (linked_key(item_key, own_key) as item_key) from shown
),

known as (
    select distinct source, key_folded, item_id from int_item_ids
),

directed as (
    select
        written.source,
        written.kind,
        case when written.direction = 'out' then written.item_id else other.item_id end
            as from_item_id,
        case when written.direction = 'out' then other.item_id else written.item_id end
            as to_item_id,
        written.item_key as written_key,
        written.item_id as written_on_item_id
    from written
    left join known as other
        on written.source = other.source and same_key(written.item_key) = other.key_folded
),

links as (
    select distinct
        source,
        kind,
        from_item_id,
        to_item_id,
        case when from_item_id is null or to_item_id is null then written_key end as unknown_key
    from directed
)

select * from links
