-- grain: a name under which a source knows an item, and the identity of that item: its id in the
-- tracker where any export tells it, so that an item that moved to another project stays one item
with read_rows as (
    select source, item_key, source_item_id, tracker_project_key, seen_at, export_rank, row_number
    from stg_rows
),

names as (
    select
        source,
        item_key,
        max(tracker_project_key) as tracker_project_key,
        max_by(source_item_id, (seen_at, export_rank, row_number))
            filter (where source_item_id is not null) as source_item_id
    from read_rows
    group by source, item_key
),

identified as (
    select
        *,
        source || ':' || coalesce(source_item_id, item_key) as item_id,
        max(tracker_project_key) over (partition by item_id) as last_project_key
    from names
),

-- The large tables are sorted by position, so that who asks about one project reads only its part of
-- them, and joined by it, since numbers are compared faster than texts. Another build, another
-- position: outside the warehouse it names nothing.
positioned as (
    select
        source,
        item_key,
        item_id,
        cast(dense_rank() over (order by source, last_project_key, item_id) as integer)
            as item_position
    from identified
)

select * from positioned
