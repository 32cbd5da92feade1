-- grain: a column of the board of a scope; how long finished items stood in it. The means are over
-- all finished items, also those that skipped the column, so that they add up to the whole.
with finished as (
    select scope, as_of, count(*) filter (where is_first) as finished_count
    from stage_visits
    group by scope, as_of
),

stages as (
    select
        scope,
        as_of,
        stage,
        min(stage_order) as stage_order,
        mode(category order by category) as category,
        count(*) as item_count,
        sum(visit_count)::bigint as visit_count,
        sum(stage_seconds)::bigint as stage_seconds,
        quantile_disc(stage_seconds, 0.5) as half_seconds,
        quantile_disc(stage_seconds, 0.85) as sure_seconds
    from stage_visits
    group by scope, as_of, stage
)

select
    stages.scope,
    stages.as_of,
    stages.stage_order,
    stages.stage,
    stages.category,
    finished.finished_count,
    stages.item_count,
    stages.visit_count,
    stages.visit_count / stages.item_count as visits_per_item,
    stages.stage_seconds / 86400 as stage_days,
    stages.stage_seconds / 86400 / finished.finished_count as mean_days,
    stages.half_seconds / 86400 as half_days,
    stages.sure_seconds / 86400 as sure_days,
    stages.stage_seconds
        / nullif(sum(stages.stage_seconds) over (partition by stages.scope, stages.as_of), 0)
        as stage_share
from stages
join finished using (scope, as_of)
