-- grain: a scope; how much a week it must finish to be done by its target day, against its pace
with recent as (
    select *
    from throughput
    where not is_partial
    qualify row_number() over (partition by scope, as_of order by period_date desc) <= $weeks
),

paces as (
    select scope, as_of, avg(finished_count) as pace_per_week, count(*) as complete_weeks
    from recent
    group by scope, as_of
),

targets as (
    select scopes.scope, baselines.as_of, max(baselines.finish_date) as baseline_date
    from scopes
    join current_baselines as baselines using (project_id)
    group by scopes.scope, baselines.as_of
),

levels as (
    select
        scope,
        as_of,
        arg_max(scope_count, date) as scope_count,
        arg_max(finished_count, date) as finished_count
    from burn_up
    group by scope, as_of
),

joined as (
    select
        levels.*,
        levels.scope_count - levels.finished_count as open_count,
        paces.pace_per_week,
        paces.complete_weeks,
        coalesce(cast($target_date as date), targets.baseline_date) as target_date
    from levels
    left join paces using (scope, as_of)
    left join targets using (scope, as_of)
),

weighed as (
    select *, case when target_date > as_of then (target_date - as_of) / 7 end as weeks_left
    from joined
)

select
    *,
    open_count / weeks_left as required_per_week,
    open_count / nullif(pace_per_week, 0) as weeks_at_pace,
    open_count / nullif(pace_per_week, 0) - weeks_left as gap_weeks,
    scope_count as n
from weighed
