-- grain: a moment at which an item was seen with a mark that it is blocked, or without it (null):
-- its flag, a field, a label. A history tells the moment; else one export after the other does, and
-- the change lies between two of them.
with wanted as (
    select * from setting_blocks
),

label_rules as (
    select coalesce(list(name_folded), []) as names_folded from wanted where kind = 'label'
),

roles as (
    select export_id, list(distinct role) as roles from raw_columns where role <> '' group by export_id
),

files as (
    select raw_exports.export_id, raw_exports.kind, roles.roles
    from raw_exports
    join roles using (export_id)
    where list_has_any(roles.roles, ['flagged', 'blocked', 'label', 'field'])
),

history_rows as (
    select
        int_item_ids.item_id,
        stg_rows.export_id,
        stg_rows.row_number,
        stg_rows.seen_at,
        stg_rows.export_rank,
        stg_rows.taking_id,
        stg_rows.changed_at,
        stg_rows.sequence,
        stg_rows.changed_field,
        -- A flag has two values: what was not set before a change is set after it.
        if(
            stg_rows.is_after_told, stg_rows.to_value, if(stg_rows.from_value is null, 'set', null)
        ) as to_value,
        stg_rows.labels,
        files.roles
    from stg_rows
    join files using (export_id)
    join int_item_ids using (source, item_key)
    where files.kind = 'changes'
),

-- Each history file holds the whole history: the newest one counts.
newest_histories as (
    select item_id, max_by(taking_id, (seen_at, export_rank)) as taking_id
    from history_rows
    group by item_id
),

current_rows as (
    select history_rows.*, shown.is_flagged, shown.blocked_field
    from history_rows
    join newest_histories using (item_id, taking_id)
    join raw_rows as shown using (export_id, row_number)
),

told as (
    select
        item_id, changed_at, sequence, seen_at, 'flag' as kind,
        case when is_flagged then 'flagged' end as mark
    from current_rows
    where changed_field is null and list_contains(roles, 'flagged')
    union all
    select item_id, changed_at, sequence, seen_at, 'flag', case when to_value <> '' then 'flagged' end
    from current_rows
    where fold(changed_field) in ('flagged', 'flag', 'impediment')
    union all
    select item_id, changed_at, sequence, seen_at, 'field', blocked_field
    from current_rows
    where changed_field is null and list_contains(roles, 'blocked')
    union all
    select
        item_id, changed_at, sequence, seen_at, 'label',
        list_filter(
            labels, lambda label: list_contains(label_rules.names_folded, fold(label))
        )[1]
    from current_rows
    cross join label_rules
    where changed_field is null and list_contains(roles, 'label')
),

told_until as (
    select item_id, kind, max(seen_at) as told_until from told group by item_id, kind
),

versions as (
    select
        versions.*,
        files.roles,
        lag(versions.seen_at) over (partition by versions.item_id order by versions.seen_at)
            as seen_before
    from item_versions as versions
    left join files using (export_id)
),

shown as (
    select
        versions.item_id, versions.seen_at, versions.seen_before, versions.created_at,
        versions.updated_at,
        unnest([
            {kind: 'flag', mark: case when versions.is_flagged then 'flagged' end},
            {
                kind: 'label',
                mark: list_filter(
                    versions.labels,
                    lambda label: list_contains(label_rules.names_folded, fold(label))
                )[1]
            }
        ], recursive := true)
    from versions
    cross join label_rules
    union all
    select
        versions.item_id, versions.seen_at, versions.seen_before, versions.created_at,
        versions.updated_at, 'field', raw_rows.blocked_field
    from versions
    join raw_rows
        on versions.export_id = raw_rows.export_id and versions.export_row = raw_rows.row_number
    where list_contains(versions.roles, 'blocked')
),

marks as (
    select
        item_id,
        kind,
        mark,
        changed_at as marked_at,
        changed_at as earliest_at,
        sequence,
        true as is_start_known,
        'changelog' as evidence
    from told
    union all
    select
        shown.item_id,
        shown.kind,
        shown.mark,
        -- In the first export that shows an item its marks are older than that, nobody knows how old.
        case
            when shown.seen_before is null then least(shown.updated_at, shown.seen_at)
            else shown.seen_at
        end,
        coalesce(shown.seen_before, shown.created_at, shown.seen_at),
        0,
        shown.seen_before is not null,
        case when shown.seen_before is null then 'first export' else 'export difference' end
    from shown
    left join told_until using (item_id, kind)
    where told_until.told_until is null or shown.seen_at > told_until.told_until
),

changes as (
    select *
    from marks
    where kind in (select wanted.kind from wanted)
    qualify mark is distinct from lag(mark) over (
        partition by item_id, kind order by marked_at, sequence
    )
)

select * from changes
