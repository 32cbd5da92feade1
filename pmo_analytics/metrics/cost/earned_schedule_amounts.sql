-- grain: a project of a scope; how many months of its plan are earned, how many have passed, and how
-- many there are. The month that is under way is earned by the share of its planned value; what is
-- complete has earned all of them. Earned beyond the plan cannot be said in months of it: blank.
with amounts as (
    select * from earned_value_amounts where left_out_by is null
),

plans as (
    select
        planned_months.scope,
        planned_months.as_of,
        planned_months.project_id,
        planned_months.first_month_date,
        count(*) as planned_month_count,
        max(planned_months.planned_total) as all_planned_value,
        count(*) filter (where planned_months.planned_total <= amounts.earned_value)
            as complete_months,
        max(planned_months.planned_total)
            filter (where planned_months.planned_total <= amounts.earned_value) as complete_value,
        min(planned_months.planned_total)
            filter (where planned_months.planned_total > amounts.earned_value) as next_value
    from planned_months
    join amounts using (scope, as_of, project_id)
    group by planned_months.scope, planned_months.as_of, planned_months.project_id,
        planned_months.first_month_date
),

placed as (
    select
        amounts.scope,
        amounts.as_of,
        amounts.project_id,
        amounts.until_date,
        amounts.planned_value,
        amounts.earned_value,
        amounts.earned_value >= amounts.budget_at_completion as is_complete,
        plans.* exclude (scope, as_of, project_id),
        greatest(
            plans.planned_month_count,
            date_diff('month', plans.first_month_date, baselines.baseline_finish_date) + 1
        ) as planned_months,
        date_diff('month', plans.first_month_date, amounts.until_date) + 1 as actual_months
    from amounts
    join plans using (scope, as_of, project_id)
    join projects_as_of as baselines using (scope, as_of, project_id)
)

select
    scope,
    as_of,
    project_id,
    until_date,
    planned_value,
    earned_value,
    planned_months,
    actual_months,
    case
        when is_complete then planned_months
        when next_value is not null then complete_months
            + (earned_value - coalesce(complete_value, 0))
            / (next_value - coalesce(complete_value, 0))
        when earned_value = all_planned_value then complete_months
    end as earned_months
from placed
