-- grain: a dependency of a scope, one whose waiting or needed side belongs to it, as of a day. It is
-- open until one side is settled; it has fallen due when the day by which it is needed has passed.
-- What a project hands over on a promised day is not all of it: while that day is ahead it counts
-- alone; else the later one of what is promised and what is expected.
with scoped as (
    select distinct scopes.scope, written_dependencies.*
    from written_dependencies
    join scopes
        on written_dependencies.waiting_project_id = scopes.project_id
        or written_dependencies.needed_project_id = scopes.project_id
),

dated as (
    select
        scoped.*,
        as_of_dates.as_of,
        nullif(needed.title, '') as needed_title,
        nullif(waiting.title, '') as waiting_title,
        covers.cover_kind,
        covers.cover,
        needed.delivered_date,
        needed.expected_date,
        case
            when scoped.needed_kind = 'project' and scoped.committed_date > as_of_dates.as_of
                then scoped.committed_date
            else greatest(scoped.committed_date, needed.expected_date)
        end as later_date,
        coalesce(needed.is_settled, false) as is_needed_settled,
        coalesce(needed.is_settled or waiting.is_settled, false) as is_settled
    from scoped
    cross join as_of_dates
    left join node_states as needed
        on scoped.needed_id = needed.node_id and as_of_dates.as_of = needed.as_of
    left join node_states as waiting
        on scoped.waiting_id = waiting.node_id and as_of_dates.as_of = waiting.as_of
    left join handover_covers as covers
        on scoped.waiting_name = covers.waiting_name
        and scoped.needed_name = covers.needed_name
        and as_of_dates.as_of = covers.as_of
)

select
    scope,
    as_of,
    waiting_name,
    needed_name,
    waiting_title,
    needed_title,
    waiting_id,
    needed_id,
    waiting_kind,
    needed_kind,
    waiting_project_id,
    needed_project_id,
    origin,
    kind,
    need_by_date,
    committed_date,
    expected_date,
    delivered_date,
    later_date,
    greatest(later_date - need_by_date, 0) as late_days,
    coalesce(
        needed_kind = 'project' and later_date > as_of and later_date < expected_date, false
    ) as is_part,
    cover_kind,
    cover,
    not is_settled as is_open,
    waiting_id is null or needed_id is null as is_unknown,
    coalesce(waiting_project_id <> needed_project_id, false) as is_cross_project,
    coalesce(need_by_date < as_of, false) as has_fallen_due,
    coalesce(delivered_date <= need_by_date, false) as is_in_time,
    not is_settled and coalesce(need_by_date < as_of, false) as is_late,
    not is_settled and coalesce(later_date > need_by_date, false) as is_expected_late
from dated
