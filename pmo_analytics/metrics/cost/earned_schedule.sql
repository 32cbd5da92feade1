-- grain: a scope; months earned, passed and planned of its projects, ratios from their sums
with counted as (
    select
        amounts.scope,
        amounts.as_of,
        count(*) filter (where amounts.left_out_by = 'currency') as other_currency,
        count(*) filter (where amounts.left_out_by = 'costs') as without_costs,
        count(*) filter (where amounts.left_out_by in ('budget', 'earned value'))
            as without_earned_value,
        count(*) filter (where amounts.left_out_by is null and measured.project_id is null)
            as beyond_plan
    from earned_value_amounts as amounts
    left join earned_schedule_projects as measured using (scope, as_of, project_id)
    group by amounts.scope, amounts.as_of
),

totals as (
    select * from earned_schedule_indices where project_id is null
)

select
    counted.*,
    totals.* exclude (scope, as_of, project_id, n),
    coalesce(totals.n, 0) as n
from counted
left join totals using (scope, as_of)
