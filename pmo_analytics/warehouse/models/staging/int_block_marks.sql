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
        fields.role as field_role,
        stg_rows.from_value,
        stg_rows.to_value,
        stg_rows.is_after_told,
        stg_rows.labels,
        files.roles
    from stg_rows
    join files using (export_id)
    join int_item_ids using (source, item_key)
    left join int_history_fields as fields
        on stg_rows.source = fields.source and fold(stg_rows.changed_field) = fields.field_folded
    where
        files.kind = 'changes'
        and (stg_rows.changed_field is null or fields.role in ('flagged', 'blocked', 'label'))
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

shown_marks as (
    select
        item_id, changed_at, sequence, seen_at, 'flag' as kind,
        case when is_flagged then 'flagged' end as mark
    from current_rows
    where field_role is null and list_contains(roles, 'flagged')
    union all
    select item_id, changed_at, sequence, seen_at, 'field', blocked_field
    from current_rows
    where field_role is null and list_contains(roles, 'blocked')
    union all
    select
        item_id, changed_at, sequence, seen_at, 'label', blocking_label(labels, label_rules.names_folded)
    from current_rows
    cross join label_rules
    where field_role is null and list_contains(roles, 'label')
),

-- A history may write all labels before and after, or only the one that was added or taken away: then
-- one side is blank in each row, and a row does not begin where the one before it ended.
label_rows as (
    select
        export_id,
        from_value is null or to_value is null as is_one_sided,
        from_value is distinct from lag(to_value) over (
            partition by export_id, item_id order by changed_at, sequence
        ) and row_number() over (
            partition by export_id, item_id order by changed_at, sequence
        ) > 1 as is_broken
    from current_rows
    where field_role = 'label' and is_after_told
),

single_labels as (
    select export_id
    from label_rows
    group by export_id
    having bool_and(is_one_sided) and bool_or(is_broken)
),

-- Rows that name the field tell it before and after the change. A flag has two values: where only
-- the one before is told, what was not set is set.
named_changes as (
    select
        current_rows.item_id,
        current_rows.changed_at,
        current_rows.sequence,
        current_rows.seen_at,
        case current_rows.field_role
            when 'flagged' then 'flag' when 'blocked' then 'field' else 'label'
        end as kind,
        unnest([
            {is_before: true, value: current_rows.from_value},
            {
                is_before: false,
                value: case
                    when current_rows.is_after_told then current_rows.to_value
                    when current_rows.field_role <> 'label' and current_rows.from_value is null
                        then 'set'
                end
            }
        ], recursive := true),
        label_rules.names_folded
    from current_rows
    cross join label_rules
    left join single_labels using (export_id)
    where
        current_rows.field_role is not null
        -- Of a single label that says nothing of being blocked no row tells whether another does.
        and not (
            single_labels.export_id is not null
            and current_rows.field_role = 'label'
            and blocking_label(
                written_labels(coalesce(current_rows.from_value, current_rows.to_value)),
                label_rules.names_folded
            ) is null
        )
),

named_marks as (
    select
        item_id, changed_at, sequence, seen_at, kind, is_before,
        case kind
            when 'flag' then if(is_set(value), 'flagged', null)
            when 'field' then if(is_set(value), value, null)
            else blocking_label(written_labels(value), names_folded)
        end as mark
    from named_changes
),

-- What was set before the first change of a field was set when the item was created.
beginnings as (
    select
        named_marks.item_id,
        least(newest.created_at, named_marks.changed_at) as changed_at,
        -9223372036854775807 as sequence,
        named_marks.seen_at,
        named_marks.kind,
        named_marks.mark,
        newest.created_at is not null as is_start_known
    from named_marks
    join int_newest_versions as newest using (item_id)
    where named_marks.is_before
    qualify row_number() over (
        partition by named_marks.item_id, named_marks.kind
        order by named_marks.changed_at, named_marks.sequence
    ) = 1
),

told as (
    select item_id, changed_at, sequence, seen_at, kind, mark, true as is_start_known from shown_marks
    union all
    select item_id, changed_at, sequence, seen_at, kind, mark, true
    from named_marks
    where not is_before
    union all
    select item_id, changed_at, sequence, seen_at, kind, mark, is_start_known from beginnings
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
                mark: blocking_label(versions.labels, label_rules.names_folded)
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
        is_start_known,
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
