-- grain: a status an item took, from a history of changes; the first row is its creation
with changes as (
    select * from stg_changes
),

versions as (
    select item_id, created_at from int_newest_versions
),

precisions as (
    select export_id, max(precision_seconds) as precision_seconds
    from raw_columns
    where role = 'changed_at'
    group by export_id
),

clock_doubts as (
    select export_id, row_number, earliest_at from raw_clock_doubts where role = 'changed_at'
),

first_changes as (
    select
        item_id,
        first(from_status order by changed_at, sequence) as first_status,
        min(changed_at) as first_changed_at,
        any_value(export_id) as export_id
    from changes
    group by item_id
),

-- "from" of the first change is the status of creation; where each row shows the state after the
-- change, the first row is the creation itself.
creations as (
    select
        first_changes.item_id,
        least(versions.created_at, first_changes.first_changed_at) as occurred_at,
        versions.created_at is not null as is_dated,
        -1 as sequence,
        first_changes.first_status as status,
        true as is_told,
        cast(null as varchar) as resolution,
        first_changes.export_id,
        cast(null as bigint) as row_number
    from first_changes
    join versions using (item_id)
    where first_changes.first_status is not null
),

first_rows as (
    select item_id, changed_at, sequence
    from changes
    where from_status is null
    qualify row_number() over (partition by item_id order by changed_at, sequence) = 1
),

later as (
    select
        changes.item_id,
        case
            when first_rows.item_id is not null
                then least(versions.created_at, changes.changed_at)
            else changes.changed_at
        end as occurred_at,
        true as is_dated,
        changes.sequence,
        changes.to_status as status,
        changes.is_after_told as is_told,
        changes.resolution,
        changes.export_id,
        changes.row_number
    from changes
    join versions using (item_id)
    left join first_rows using (item_id, changed_at, sequence)
),

events as (
    select * from creations
    union all
    select * from later
),

dated as (
    select
        events.* exclude (is_dated),
        if(is_dated, least(events.occurred_at, clock_doubts.earliest_at), null) as earliest_at,
        end_of_precision(
            events.occurred_at, coalesce(precisions.precision_seconds, 1), portfolio.time_zone
        ) as latest_at,
        'changelog' as evidence
    from events
    left join precisions using (export_id)
    left join clock_doubts using (export_id, row_number)
    cross join setting_portfolio as portfolio
)

select * from dated
