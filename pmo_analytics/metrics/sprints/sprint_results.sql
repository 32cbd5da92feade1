-- grain: a closed sprint of a scope; what was committed, added, removed, finished and carried over, in
-- points or items. Where the items do not tell it, a table of sprints does, if there is one.
with counted as (
    select
        scope,
        as_of,
        sprint,
        project_id,
        any_value(start_date) as start_date,
        any_value(end_date) as end_date,
        bool_and(is_start_known) as is_start_known,
        count(*) filter (where is_member) as item_count,
        count(*) filter (where is_member and is_unestimated) as unestimated_count,
        coalesce(sum(start_size) filter (where was_committed), 0) as committed_size,
        coalesce(sum(start_size) filter (where was_committed and is_done and is_member), 0)
            as committed_done_size,
        coalesce(sum(end_size) filter (where was_added), 0) as added_size,
        coalesce(sum(start_size) filter (where was_removed), 0) as removed_size,
        coalesce(sum(end_size) filter (where is_member and is_done), 0) as done_size,
        coalesce(sum(end_size) filter (where is_member), 0) as final_size,
        coalesce(sum(end_size) filter (where is_member and not is_done), 0) as carried_size
    from sprint_members
    group by scope, as_of, sprint, project_id
),

-- A table of sprints may stand in several exports: the last one counts.
measured as (
    select
        fold(sprint) as sprint_folded,
        measure,
        arg_max(value, (export_id, export_row)) as value
    from sprint_measures
    where $sized_in = right(measure, length($sized_in))
    group by fold(sprint), measure
),

tabled as (
    select
        sprint_folded,
        max(value) filter (where starts_with(measure, 'committed')) as committed_size,
        max(value) filter (where starts_with(measure, 'added')) as added_size,
        max(value) filter (where starts_with(measure, 'removed')) as removed_size,
        max(value) filter (where starts_with(measure, 'done')) as done_size
    from measured
    group by sprint_folded
),

joined as (
    select
        closed.scope,
        closed.as_of,
        closed.start_date,
        closed.end_date,
        closed.sprint,
        closed.project_id,
        counted.item_count,
        counted.unestimated_count,
        counted.is_start_known or tabled.committed_size is not null as is_start_known,
        case when counted.is_start_known then counted.committed_size else tabled.committed_size end
            as committed_size,
        case when counted.is_start_known then counted.committed_done_size end
            as committed_done_size,
        case when counted.is_start_known then counted.added_size else tabled.added_size end
            as added_size,
        case when counted.is_start_known then counted.removed_size else tabled.removed_size end
            as removed_size,
        coalesce(counted.done_size, tabled.done_size) as done_size,
        coalesce(
            counted.final_size, tabled.committed_size + tabled.added_size - tabled.removed_size
        ) as final_size,
        coalesce(
            counted.carried_size,
            tabled.committed_size + tabled.added_size - tabled.removed_size - tabled.done_size
        ) as carried_size,
        case
            when counted.sprint is not null then 'items'
            when tabled.sprint_folded is not null then 'table of sprints'
        end as evidence
    from closed_sprints as closed
    left join counted
        on closed.scope = counted.scope
        and closed.as_of = counted.as_of
        and closed.sprint = counted.sprint
        and closed.project_id is not distinct from counted.project_id
    left join tabled on closed.sprint_folded = tabled.sprint_folded
)

select * from joined
