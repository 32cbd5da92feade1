-- grain: an export that was read, and the moment for which it speaks. Files without a day in their
-- name, or with the same one, are parts of one export where none of their rows stands twice; then the
-- newest moment of all of them is the moment of each. A file that nothing dates speaks for the newest
-- moment of its source, or of the portfolio.
with files as (
    select
        raw_exports.export_id,
        raw_exports.source,
        raw_exports.kind,
        raw_exports.taken_at,
        portfolio.time_zone,
        coalesce(raw_exports.is_taken_at_named, false) as is_named,
        if(is_named, local_date(raw_exports.taken_at, portfolio.time_zone), null) as named_date
    from raw_exports
    cross join setting_portfolio as portfolio
    where raw_exports.refused_reason is null
),

companions as (
    select *
    from files
    where kind in ('items', 'stage_dates', 'changes')
    qualify count(*) over (partition by source, kind, named_date) > 1
),

repeated_rows as (
    select
        companions.source,
        companions.kind,
        companions.named_date,
        list(distinct companions.export_id) as export_ids
    from companions
    join raw_rows as shown using (export_id)
    where shown.item_key is not null
    group by
        companions.source, companions.kind, companions.named_date,
        shown.item_key, shown.changed_at, shown.changed_field, shown.from_value, shown.to_value,
        if(companions.kind = 'changes', shown.status, null)
    having len(export_ids) > 1
),

overlapping as (
    select distinct unnest(export_ids) as export_id from repeated_rows
),

parted as (
    select
        files.*,
        companions.export_id is not null and overlapping.export_id is null as is_part
    from files
    left join companions using (export_id)
    left join overlapping using (export_id)
),

dated as (
    select
        *,
        if(is_part, min(export_id) over parts, export_id) as taking_id,
        if(is_part, count(*) over parts, 1) as part_count,
        if(is_part, max(taken_at) over parts, taken_at) as part_taken_at
    from parted
    window parts as (partition by source, kind, named_date, is_part)
),

placed as (
    select
        export_id,
        source,
        taking_id,
        part_count,
        is_named,
        time_zone,
        taken_at is null as is_undated,
        coalesce(
            part_taken_at,
            max(part_taken_at) over (partition by source),
            max(part_taken_at) over ()
        ) as taken_at
    from dated
),

-- Exports of a source that were taken on one day are one: pages of a filter, projects of a tracker.
seen as (
    select
        export_id,
        taking_id,
        part_count,
        is_named,
        is_undated,
        taken_at,
        max(taken_at) over (partition by source, local_date(taken_at, time_zone)) as seen_at
    from placed
)

select * from seen
