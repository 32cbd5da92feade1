-- grain: an item as one export showed it
with usable as (
    select * from stg_rows where kind in ('items', 'stage_dates', 'changes')
),

-- A history file shows an item many times; its last row is what the export knew.
last_rows as (
    select *
    from usable
    qualify row_number() over (
        partition by export_id, item_id
        order by changed_at desc nulls last, sequence desc nulls last, row_number desc
    ) = 1
),

first_changes as (
    select export_id, item_id, min(changed_at) as first_changed_at
    from usable
    where kind = 'changes'
    group by export_id, item_id
),

versions as (
    select
        last_rows.* exclude (created_at, updated_at),
        coalesce(last_rows.created_at, first_changes.first_changed_at) as created_at,
        coalesce(last_rows.updated_at, last_rows.changed_at) as updated_at,
        last_rows.taken_at as seen_at
    from last_rows
    left join first_changes using (export_id, item_id)
)

select * from versions
