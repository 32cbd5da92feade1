-- grain: a scope; what its projects are worth over all months, each discounted to its own beginning,
-- and after how many years the expected flows of all have paid back. Between two months with a flow
-- the balance is taken to change evenly.
with monthly as (
    select
        scope,
        as_of,
        month_date,
        sum(expected_flow) as flow,
        date_diff('month', min(month_date) over (partition by scope, as_of), month_date) as months
    from cash_flows
    group by scope, as_of, month_date
),

balances as (
    select
        *,
        sum(flow) over each_scope as balance,
        lag(months) over each_scope as months_before
    from monthly
    window each_scope as (partition by scope, as_of order by month_date)
),

-- Paid back for good: no later month lies below zero again.
lasting as (
    select
        *,
        min(balance) over (
            partition by scope, as_of order by month_date
            rows between current row and unbounded following
        ) as lowest_balance
    from balances
),

paid as (
    select
        scope,
        as_of,
        min(coalesce(months_before, 0) + case
            when balance - flow >= 0 then 0
            else (months - months_before) * (flow - balance) / flow
        end) / 12 as payback_years
    from lasting
    where lowest_balance >= 0
    group by scope, as_of
),

valued as (
    select
        scope,
        as_of,
        sum(planned_present_value) as planned_present_value,
        sum(expected_present_value) as expected_present_value,
        sum(planned_flow) as planned_flow,
        sum(expected_flow) as expected_flow,
        count(distinct project_id) as n
    from cash_flows
    group by scope, as_of
)

select
    projects.scope,
    projects.as_of,
    projects.currency,
    valued.* exclude (scope, as_of, n),
    paid.payback_years,
    setting_portfolio.discount_rate,
    projects.project_count - coalesce(valued.n, 0) as without_benefits,
    coalesce(valued.n, 0) as n
from (
    select
        scope,
        as_of,
        any_value(currency) filter (where is_counted) as currency,
        count(*) as project_count
    from counted_projects
    group by scope, as_of
) as projects
cross join setting_portfolio
left join valued using (scope, as_of)
left join paid using (scope, as_of)
