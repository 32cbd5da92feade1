-- grain: an epic or a release of a project of a scope with open items; the place of the last of them in
-- the backlog, where all have one, and the day it is due: that of the open milestone called like it as
-- its newest report gives it, else the due date of the epic
with shares as (
    select scope, as_of, project_id, source, item_id, 'epic' as kind, epic_key as part, state
    from items_as_of
    where epic_key is not null
    union all
    select scope, as_of, project_id, source, item_id, 'release', unnest(releases), state
    from items_as_of
),

counted as (
    select
        shares.scope,
        shares.as_of,
        shares.project_id,
        shares.source,
        shares.kind,
        shares.part,
        count(backlog.item_id) as open_count,
        count(*) filter (where shares.state = 'done') as done_count,
        bool_and(backlog.is_ordered) as is_ordered,
        max(backlog.project_place_count) as last_place_count
    from shares
    left join backlog using (scope, as_of, item_id)
    group by all
    having open_count > 0
),

epics as (
    select
        known.as_of,
        known.source,
        same_key(versions.item_key) as key_folded,
        any_value(versions.title) as title,
        any_value(versions.due_date) as due_date
    from sources_as_of as known
    join item_versions as versions
        on known.source = versions.source
        and versions.valid_from <= known.as_of_at
        and versions.valid_to > known.as_of_at
    where versions.level = 'epic'
    group by all
),

named as (
    select
        counted.*,
        if(kind = 'epic', coalesce(epics.title, part), part) as part_name,
        if(kind = 'epic', epics.due_date, null) as own_date
    from counted
    left join epics
        on counted.as_of = epics.as_of
        and counted.source = epics.source
        and same_key(counted.part) = epics.key_folded
),

milestones as (
    select *
    from milestones_as_of
    qualify row_number() over (
        partition by scope, as_of, project_id, milestone_id order by report_date desc
    ) = 1
)

select
    named.scope,
    named.as_of,
    named.project_id,
    named.kind,
    named.part,
    any_value(named.part_name) as part_name,
    sum(named.open_count)::integer as open_count,
    sum(named.done_count)::integer as done_count,
    case when bool_and(named.is_ordered) then max(named.last_place_count) end as last_place_count,
    min(milestones.milestone_id) as milestone_id,
    coalesce(
        min(coalesce(milestones.baseline_date, milestones.forecast_date)), min(named.own_date)
    ) as part_due_date
from named
left join milestones
    on named.scope = milestones.scope
    and named.as_of = milestones.as_of
    and named.project_id = milestones.project_id
    and milestones.actual_date is null
    and fold(named.part_name) in (fold(milestones.milestone), fold(milestones.milestone_id))
group by named.scope, named.as_of, named.project_id, named.kind, named.part
