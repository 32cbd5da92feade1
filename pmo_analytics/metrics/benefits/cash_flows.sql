-- grain: a month with a cost or benefit of a project of a scope that has costs and benefits in money:
-- what it costs and brings, as planned and as expected now (what was reported, where the month has ended),
-- each discounted to the first such month
with gains as (
    select
        scope,
        as_of,
        project_id,
        month_date,
        sum(planned) as planned_benefit,
        sum(expected) as expected_benefit
    from benefit_periods
    where is_money
    group by scope, as_of, project_id, month_date
),

spending as (
    select
        months.scope,
        months.as_of,
        months.project_id,
        months.month_date,
        months.planned_value as planned_cost,
        case when months.has_ended and months.has_row then months.actual_cost
            else months.planned_value end as expected_cost
    from cost_months as months
    where months.is_counted and months.has_row
),

complete as (
    select scope, as_of, project_id from gains
    intersect
    select scope, as_of, project_id from spending
),

flows as (
    select
        scope,
        as_of,
        project_id,
        month_date,
        coalesce(gains.planned_benefit, 0) - coalesce(spending.planned_cost, 0) as planned_flow,
        coalesce(gains.expected_benefit, 0) - coalesce(spending.expected_cost, 0) as expected_flow
    from gains
    full join spending using (scope, as_of, project_id, month_date)
),

aged as (
    select
        flows.*,
        date_diff(
            'month',
            min(flows.month_date) over (partition by flows.scope, flows.as_of, flows.project_id),
            flows.month_date
        ) / 12 as years
    from flows
    join complete using (scope, as_of, project_id)
)

select
    aged.scope,
    aged.as_of,
    aged.project_id,
    aged.month_date,
    aged.planned_flow,
    aged.expected_flow,
    cast(aged.planned_flow / power(1 + setting_portfolio.discount_rate, aged.years)
        as decimal(18, 4)) as planned_present_value,
    cast(aged.expected_flow / power(1 + setting_portfolio.discount_rate, aged.years)
        as decimal(18, 4)) as expected_present_value
from aged
cross join setting_portfolio
