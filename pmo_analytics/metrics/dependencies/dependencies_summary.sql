-- grain: a scope; its dependencies, open ones and late ones, how many of those that fell due were met,
-- and how likely it is that all that are still to come are. smallest 5, as for percentiles
with counted as (
    select
        scope,
        as_of,
        count(*) as dependency_count,
        count(*) filter (where is_open) as open_count,
        count(*) filter (where is_open and is_cross_project) as open_cross_project_count,
        count(*) filter (where is_late) as late_count,
        count(*) filter (where is_expected_late and not is_late) as expected_late_count,
        count(*) filter (
            where is_open and is_cross_project and (is_late or is_expected_late)
        ) as late_handover_count,
        count(distinct needed_name) filter (
            where is_open and is_cross_project and (is_late or is_expected_late)
        ) as late_needed_count,
        count(*) filter (
            where is_open and is_cross_project and (is_late or is_expected_late) and cover is null
        ) as uncovered_handover_count,
        count(*) filter (
            where is_open and is_cross_project and not is_late and not is_expected_late
        ) as timely_handover_count,
        count(*) filter (where has_fallen_due) as fallen_due_count,
        count(*) filter (where has_fallen_due and is_in_time) as in_time_count,
        count(*) filter (where is_open and need_by_date >= as_of) as to_come_count,
        count(*) filter (where is_unknown) as unknown_name
    from dependency_edges
    group by scope, as_of
)

select
    scopes.scope,
    scopes.as_of,
    counted.* exclude (scope, as_of),
    counted.in_time_count / nullif(counted.fallen_due_count, 0) as in_time_share,
    case when counted.fallen_due_count >= 5 and counted.to_come_count > 0
        then power(counted.in_time_count / counted.fallen_due_count, counted.to_come_count)
    end as all_in_time_share,
    coalesce(counted.dependency_count, 0) as n
from (select distinct scope, as_of from scopes cross join as_of_dates) as scopes
left join counted using (scope, as_of)
