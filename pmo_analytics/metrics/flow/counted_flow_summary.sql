-- grain: a scope; what stood on the last counted day of each source, and what was finished and came a
-- week between its counts
with sources as (
    select
        flow.scope,
        flow.as_of,
        flow.source,
        max(flow.date) as last_date,
        count(*) as counted_days,
        max_by({
            to_do_count: flow.to_do_count, wip_count: flow.wip_count,
            unexplained_count: flow.unexplained_count
        }, flow.date) as last,
        sum(flow.days) filter (where flow.finished_count is not null)::bigint as told_days,
        sum(flow.finished_count)::bigint as finished_count,
        sum(flow.arrived_count)::bigint as arrived_count,
        count(*) filter (where flow.is_fallen) as fallen_count,
        any_value(totals.source) is not null as is_running_total
    from counted_flow as flow
    left join running_totals as totals using (scope, as_of, source)
    group by flow.scope, flow.as_of, flow.source
),

blanks as (
    select scope, as_of, count(*) as blank_days
    from counted_days
    where has_blank
    group by scope, as_of
),

summed as (
    select
        scope,
        as_of,
        sum(last.wip_count)::bigint as wip_count,
        sum(last.to_do_count)::bigint as to_do_count,
        sum(finished_count * 7 / told_days) as finished_per_week,
        sum(arrived_count * 7 / told_days) as arrived_per_week,
        sum(finished_count)::bigint as finished_count,
        min(told_days) / 7 as weeks,
        as_of - min(last_date) as count_age_days,
        if(bool_or(is_running_total), 0, sum(counted_days))::bigint as n,
        bool_or(is_running_total) as is_running_total,
        sum(last.unexplained_count)::bigint as unexplained_count,
        sum(fallen_count)::bigint as fallen_count
    from sources
    group by scope, as_of
)

select summed.*, coalesce(blanks.blank_days, 0) as blank_days
from summed
left join blanks using (scope, as_of)
