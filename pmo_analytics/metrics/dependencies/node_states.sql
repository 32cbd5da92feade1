-- grain: what a dependency names as of a day: whether anybody still waits for it (an item may be done
-- or dropped), what it is called, when it was delivered or is expected, and how many days of work are
-- left in it where something tells
with named as (
    select distinct waiting_id as node_id, waiting_kind as kind from written_dependencies
    union
    select needed_id, needed_kind from written_dependencies
),

items_then as (
    select
        named.node_id,
        sources_as_of.as_of,
        versions.title,
        spells.state in ('done', 'cancelled', 'vanished') as is_settled,
        spells.done_date as delivered_date,
        versions.due_date as expected_date,
        case
            when spells.state in ('done', 'cancelled', 'vanished') then 0
            when versions.spent_hours > versions.estimate_hours then 0
            else (versions.estimate_hours - coalesce(versions.spent_hours, 0)) / $day_hours
        end as left_days
    from named
    join item_versions as versions on named.node_id = versions.item_id
    join sources_as_of
        on versions.source = sources_as_of.source
        and versions.valid_from <= sources_as_of.as_of_at
        and versions.valid_to > sources_as_of.as_of_at
    join item_spells as spells
        on versions.item_position = spells.item_position
        and spells.entered_at <= sources_as_of.known_at
        and spells.valid_to > sources_as_of.known_at
    where named.kind = 'item'
),

milestones_then as (
    select
        named.node_id,
        as_of_dates.as_of,
        milestones.name as title,
        coalesce(milestones.actual_date <= as_of_dates.as_of, false) as is_settled,
        case when milestones.actual_date <= as_of_dates.as_of then milestones.actual_date end
            as delivered_date,
        milestones.forecast_date as expected_date,
        0 as left_days
    from named
    join milestones
        on named.kind = 'milestone'
        and named.node_id = milestones.project_id || ' ' || milestones.milestone_id
    join as_of_dates on milestones.report_date <= as_of_dates.as_of
    qualify row_number() over (
        partition by named.node_id, as_of_dates.as_of order by milestones.report_date desc
    ) = 1
),

reports as (
    select as_of_dates.as_of, status.project_id, status.forecast_finish_date
    from as_of_dates
    join status on status.report_date <= as_of_dates.as_of
    qualify row_number() over (
        partition by as_of_dates.as_of, status.project_id order by status.report_date desc
    ) = 1
),

projects_then as (
    select
        named.node_id,
        as_of_dates.as_of,
        cast(null as varchar) as title,
        false as is_settled,
        cast(null as date) as delivered_date,
        coalesce(reports.forecast_finish_date, plans.finish_date) as expected_date,
        case when expected_date < as_of_dates.as_of then 0
            else expected_date - as_of_dates.as_of end as left_days
    from named
    cross join as_of_dates
    left join reports
        on named.node_id = reports.project_id and as_of_dates.as_of = reports.as_of
    left join current_baselines as plans
        on named.node_id = plans.project_id and as_of_dates.as_of = plans.as_of
    where named.kind = 'project'
)

select * from items_then
union all
select * from milestones_then
union all
select * from projects_then
