-- grain: a project of a scope; its budget earned by the share of its work that is finished, planned by
-- the share of its sprints that have ended, and how much of the difference is work that was added or
-- dropped since the baseline
with amounts as (
    select * from agile_amounts
),

shares as (
    select
        *,
        finished_size / scope_size as finished_share,
        case
            when baseline_size > finished_size then finished_size / baseline_size
            when baseline_size > 0 then 1
        end as baseline_finished_share,
        ended_sprint_count / sprint_count as ended_share
    from amounts
    where left_out_by is null
)

select
    amounts.scope,
    amounts.as_of,
    amounts.project_id,
    amounts.left_out_by,
    amounts.currency,
    amounts.has_points,
    amounts.finished_size,
    amounts.scope_size,
    amounts.baseline_size,
    amounts.unsized_count,
    amounts.ended_sprint_count,
    amounts.sprint_count,
    amounts.budget_at_completion,
    amounts.actual_cost,
    cast(amounts.budget_at_completion * shares.finished_share as decimal(18, 2)) as earned_value,
    cast(amounts.budget_at_completion * shares.ended_share as decimal(18, 2)) as planned_value,
    cast(amounts.budget_at_completion * shares.baseline_finished_share as decimal(18, 2))
        as earned_at_baseline_scope
from amounts
left join shares using (scope, as_of, project_id)
