-- grain: a time during which a history told that an item is blocked by another: from the row that adds
-- the link to the one that takes it away
with link_rows as (
    select
        int_item_ids.source,
        int_item_ids.item_id,
        stg_rows.changed_at,
        stg_rows.sequence,
        unnest([
            {is_added: false, value: stg_rows.from_value},
            {is_added: true, value: stg_rows.to_value}
        ], recursive := true)
    from stg_rows
    join int_item_ids using (source, item_key)
    join int_history_fields as fields
        on stg_rows.source = fields.source and fold(stg_rows.changed_field) = fields.field_folded
    where fields.role = 'link' and stg_rows.is_after_told
),

rules as (
    select name_folded from setting_blocks where kind = 'link'
),

-- "This issue is blocked by AB-12", "blocks AB-9": the key stands at the end. Another name of
-- `blocked_by` is said of the item that waits: "depends on AB-3".
read_links as (
    select
        link_rows.*,
        regexp_extract(value, '(\S+)\s*$', 1) as other_key,
        if(
            rules.name_folded = 'blocks',
            regexp_matches(fold(value), '\bblocked by\b'),
            contains(fold(value), rules.name_folded)
        ) as is_blocked,
        rules.name_folded = 'blocks' and regexp_matches(fold(value), '\bblocks\b') as is_blocking
    from link_rows
    cross join rules
    where value <> ''
),

changes as (
    select
        if(links.is_blocked, links.item_id, other.item_id) as item_id,
        if(links.is_blocked, other.item_id, links.item_id) as blocking_item_id,
        links.changed_at,
        links.sequence,
        links.is_added
    from read_links as links
    join (select distinct source, key_folded, item_id from int_item_ids) as other
        on links.source = other.source and same_key(links.other_key) = other.key_folded
    where links.is_blocked or links.is_blocking
),

-- Both items tell of one link.
moments as (
    select
        item_id, blocking_item_id, changed_at, max_by(is_added, sequence) as is_added
    from changes
    group by item_id, blocking_item_id, changed_at
),

followed as (
    select
        *,
        lag(is_added) over each_link as was_added,
        lead(changed_at) over each_link as next_at
    from moments
    window each_link as (partition by item_id, blocking_item_id order by changed_at)
),

spells as (
    select
        item_id, blocking_item_id, changed_at as added_at, next_at as removed_at,
        true as is_start_known
    from followed
    where is_added
    union all
    -- Taken away and never added: it was there when the item was created.
    select
        followed.item_id, followed.blocking_item_id,
        coalesce(least(newest.created_at, followed.changed_at), followed.changed_at),
        followed.changed_at,
        newest.created_at is not null
    from followed
    join int_newest_versions as newest using (item_id)
    where not followed.is_added and followed.was_added is null
)

select * from spells
