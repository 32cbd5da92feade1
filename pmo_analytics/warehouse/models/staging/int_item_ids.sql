-- grain: a name under which a source knows an item, and the identity of that item: its id in the
-- tracker where any export tells it, so that an item that moved to another project stays one item.
-- Keys are compared without case and blanks; a history may tell that one key became another.
with read_rows as (
    select
        source, item_key, source_item_id, tracker_project_key, kind, seen_at, export_id,
        wide(moment_order(seen_at, export_rank), row_number) as row_order
    from stg_rows
),

names as (
    select
        source,
        item_key,
        same_key(item_key) as key_folded,
        max(tracker_project_key) as tracker_project_key,
        bool_or(kind <> 'changes') as is_listed,
        max_by(source_item_id, row_order) filter (where source_item_id is not null)
            as source_item_id
    from read_rows
    group by source, item_key
),

-- An id that one list gives to two keys numbers something else.
shared_ids as (
    select distinct source, source_item_id
    from read_rows
    where source_item_id is not null and kind <> 'changes'
    group by source, source_item_id, export_id, seen_at
    having min(same_key(item_key)) <> max(same_key(item_key))
),

key_changes as (
    select
        source,
        same_key(from_value) as from_key,
        same_key(to_value) as to_key,
        changed_at
    from stg_rows
    where
        kind = 'changes'
        and lower(changed_field) in ('key', 'issue key', 'item key')
        and from_value <> ''
        and to_value <> ''
        and same_key(from_value) <> same_key(to_value)
),

-- A key leads to the last one that it became, in the order of time.
renames as (
    with recursive steps as (
        select source, from_key, to_key, changed_at, 1 as step from key_changes
        union
        select steps.source, steps.from_key, later.to_key, later.changed_at, steps.step + 1
        from steps
        join key_changes as later
            on steps.source = later.source
            and steps.to_key = later.from_key
            and later.changed_at >= steps.changed_at
        where steps.step < 100
    )

    select source, from_key, max_by(to_key, (changed_at, step)) as to_key
    from steps
    group by source, from_key
),

-- The key whose item a name stands for.
led as (
    select
        names.* exclude (source_item_id),
        if(shared_ids.source_item_id is null, names.source_item_id, null) as source_item_id,
        coalesce(renames.to_key, names.key_folded) as lead_key
    from names
    left join renames on names.source = renames.source and names.key_folded = renames.from_key
    left join shared_ids
        on names.source = shared_ids.source
        and names.source_item_id = shared_ids.source_item_id
),

-- Of several names the one that a list gives speaks, and of several spellings the plainest.
leads as (
    select
        source,
        lead_key,
        max(source_item_id) as source_item_id,
        min_by(item_key, (not is_listed, key_folded <> lead_key, length(item_key), item_key))
            as item_key
    from led
    group by source, lead_key
    having count(*) > 1
),

identified as (
    select
        led.source,
        led.item_key,
        led.key_folded,
        led.source || ':'
            || coalesce(leads.source_item_id, led.source_item_id, leads.item_key, led.item_key)
            as item_id,
        max(led.tracker_project_key) over (partition by item_id) as last_project_key
    from led
    left join leads using (source, lead_key)
),

-- The large tables are sorted by position, so that who asks about one project reads only its part of
-- them, and joined by it, since numbers are compared faster than texts. Another build, another
-- position: outside the warehouse it names nothing.
positioned as (
    select
        source,
        item_key,
        key_folded,
        item_id,
        cast(dense_rank() over (order by source, last_project_key, item_id) as integer)
            as item_position
    from identified
)

select * from positioned
