-- grain: a value that a field of an item took, from a history that shows the item after each change
-- or names the field that changed; the first row of a history is what it was created with
with roles as (
    select export_id, list(distinct role) as roles from raw_columns where role <> '' group by export_id
),

files as (
    select raw_exports.export_id, roles.roles
    from raw_exports
    join roles using (export_id)
    where
        raw_exports.kind = 'changes'
        and list_has_any(
            roles.roles,
            [
                'due_date', 'points', 'estimate_seconds', 'estimate_hours', 'assignee', 'priority',
                'sprint', 'field'
            ]
        )
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
        stg_rows.changed_field is not null as names_field,
        fields.role as field_role,
        stg_rows.from_value,
        stg_rows.to_value,
        stg_rows.is_after_told,
        files.roles
    from stg_rows
    join files using (export_id)
    join int_item_ids using (source, item_key)
    left join int_history_fields as fields
        on stg_rows.source = fields.source and fold(stg_rows.changed_field) = fields.field_folded
    where
        stg_rows.changed_field is null
        or fields.role in ('due_date', 'points', 'sprint', 'assignee', 'priority')
),

newest_histories as (
    select item_id, max_by(taking_id, (seen_at, export_rank)) as taking_id
    from history_rows
    group by item_id
),

current_rows as (
    select history_rows.*
    from history_rows
    join newest_histories using (item_id, taking_id)
),

-- The state after each change; of a field that the file does not show there is no value.
shown as (
    select
        rows.item_id,
        rows.seen_at,
        rows.changed_at,
        rows.sequence,
        unnest([
            {
                field: 'due_date',
                is_told: list_contains(rows.roles, 'due_date'),
                to_value: cast(shown.due_date as varchar)
            },
            {
                field: 'points',
                is_told: list_contains(rows.roles, 'points'),
                to_value: cast(shown.points as varchar)
            },
            {
                field: 'estimate_hours',
                is_told: list_has_any(rows.roles, ['estimate_seconds', 'estimate_hours']),
                to_value: cast(shown.estimate_hours as varchar)
            },
            {
                field: 'assignee',
                is_told: list_contains(rows.roles, 'assignee'),
                to_value: shown.assignee
            },
            {
                field: 'priority',
                is_told: list_contains(rows.roles, 'priority'),
                to_value: shown.priority
            },
            {
                field: 'sprints',
                is_told: list_contains(rows.roles, 'sprint'),
                to_value: array_to_string(shown.sprints, '; ')
            }
        ], recursive := true)
    from current_rows as rows
    join raw_rows as shown using (export_id, row_number)
    where not rows.names_field
),

shown_changes as (
    select
        item_id,
        field,
        seen_at,
        changed_at,
        sequence,
        lag(nullif(to_value, '')) over each_field as from_value,
        nullif(to_value, '') as to_value,
        row_number() over each_field = 1 as is_first
    from shown
    where is_told
    window each_field as (partition by item_id, field order by changed_at, sequence)
),

told_changes as (
    select
        item_id,
        if(field_role = 'sprint', 'sprints', field_role) as field,
        seen_at,
        changed_at,
        sequence,
        -- A list of sprints is written with commas there.
        nullif(if(field_role = 'sprint', replace(from_value, ', ', '; '), from_value), '')
            as from_value,
        nullif(if(field_role = 'sprint', replace(to_value, ', ', '; '), to_value), '') as to_value,
        false as is_first
    from current_rows
    -- A value that nothing tells is not a value that was emptied.
    where names_field and is_after_told
),

changes as (
    select * from shown_changes
    union all
    select * from told_changes
)

select * from changes
