-- grain: a scope; the column of the board in which most of the time was spent
with unknown as (
    select
        scope,
        as_of,
        count(*) filter (
            where coalesce(started_evidence, '') not in ('changelog', 'stage date')
                or coalesce(finished_evidence, '') not in ('changelog', 'stage date')
        ) as without_history
    from items_as_of
    where state = 'done' and (done_date is null or done_date > as_of - $days)
    group by scope, as_of
),

longest as (
    select
        scope,
        as_of,
        arg_max(stage, (stage_share, -stage_order)) as longest_stage,
        max(stage_share) as longest_share,
        arg_max(mean_days, (stage_share, -stage_order)) as longest_mean_days,
        arg_max(sure_days, (stage_share, -stage_order)) as longest_sure_days,
        sum(visit_count)::bigint as visit_count,
        sum(item_count)::bigint as stage_item_count,
        sum(visit_count) / nullif(sum(item_count), 0) as visits_per_item,
        any_value(finished_count) as n
    from stage_times
    group by scope, as_of
)

select
    unknown.scope,
    unknown.as_of,
    longest.longest_stage,
    longest.longest_share,
    longest.longest_mean_days,
    longest.longest_sure_days,
    longest.visits_per_item,
    longest.visit_count,
    longest.stage_item_count,
    coalesce(longest.n, 0) as n,
    unknown.without_history
from unknown
left join longest using (scope, as_of)
