-- grain: a change of a field of an item: at a moment where a history tells it, else between two
-- exports that showed the item, after the first and not after the second
with versions as (
    select * from item_versions
),

history as (
    select * from int_history_values
),

histories as (
    select
        item_id,
        field,
        max(seen_at) as told_until,
        max_by({value: to_value}, (changed_at, sequence)).value as last_value
    from history
    group by item_id, field
),

paired as (
    select
        item_id,
        lag(seen_at) over each_item as after_at,
        seen_at as until_at,
        lag(told_fields) over each_item as told_before,
        unnest([
            {
                field: 'due_date',
                from_value: cast(lag(due_date) over each_item as varchar),
                to_value: cast(due_date as varchar)
            },
            {
                field: 'points',
                from_value: cast(lag(points) over each_item as varchar),
                to_value: cast(points as varchar)
            },
            {
                field: 'estimate_hours',
                from_value: cast(lag(estimate_hours) over each_item as varchar),
                to_value: cast(estimate_hours as varchar)
            },
            {field: 'title', from_value: lag(title) over each_item, to_value: title},
            {field: 'assignee', from_value: lag(assignee) over each_item, to_value: assignee},
            {field: 'priority', from_value: lag(priority) over each_item, to_value: priority},
            {field: 'project_id', from_value: lag(project_id) over each_item, to_value: project_id},
            {field: 'item_key', from_value: lag(item_key) over each_item, to_value: item_key},
            {
                field: 'sprints',
                from_value: array_to_string(lag(sprints) over each_item, '; '),
                to_value: array_to_string(sprints, '; ')
            }
        ], recursive := true)
    from versions
    window each_item as (partition by item_id order by seen_at)
),

-- What no export had told before is not a change, except after a history: the first export that tells
-- it is compared with what the history had come to.
known_before as (
    select
        paired.*,
        list_contains(paired.told_before, paired.field) as was_shown,
        histories.told_until is not null and paired.field in ('due_date', 'points') as was_told,
        if(was_shown, paired.from_value, histories.last_value) as value_before
    from paired
    left join histories using (item_id, field)
    where
        paired.after_at is not null
        and (histories.told_until is null or paired.until_at > histories.told_until)
),

compared as (
    select
        item_id,
        field,
        after_at,
        until_at,
        0 as sequence,
        value_before as from_value,
        to_value,
        'export difference' as evidence
    from known_before
    where
        (was_shown or was_told)
        and case field
            when 'due_date'
                then try_cast(value_before as date) is distinct from try_cast(to_value as date)
            when 'points'
                then try_cast(value_before as decimal(18, 3))
                    is distinct from try_cast(to_value as decimal(18, 3))
            else value_before is distinct from to_value
        end
),

told as (
    select
        item_id, field, changed_at as after_at, changed_at as until_at, sequence, from_value,
        to_value, 'changelog' as evidence
    from history
    where not is_first and from_value is distinct from to_value
),

changes as (
    select * from compared
    union all
    select * from told
),

identified as (
    select
        changes.item_id,
        changes.field,
        row_number() over (
            partition by changes.item_id, changes.field
            order by changes.until_at, changes.sequence
        ) as change,
        versions.item_key,
        versions.project_id,
        changes.after_at,
        changes.until_at,
        changes.from_value,
        changes.to_value,
        changes.evidence
    from changes
    join versions
        on changes.item_id = versions.item_id
        and versions.valid_from <= changes.until_at
        and versions.valid_to > changes.until_at
)

select * from identified order by item_id, field, change
