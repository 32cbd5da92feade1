-- grain: a scope; the difference between actual and planned cost, and the effects of hours and of
-- their price, each added up over its projects
with totals as (
    select
        scope,
        as_of,
        any_value(currency) filter (where left_out_by is null) as currency,
        sum(planned_value) filter (where left_out_by is null) as planned_value,
        sum(actual_cost) filter (where left_out_by is null) as actual_cost,
        sum(planned_hours) filter (where left_out_by is null) as planned_hours,
        sum(actual_hours) filter (where left_out_by is null) as actual_hours,
        sum(volume_effect_cost) filter (where left_out_by is null) as volume_effect_cost,
        sum(rate_effect_cost) filter (where left_out_by is null) as rate_effect_cost,
        count(*) filter (where left_out_by = 'currency') as other_currency,
        count(*) filter (where left_out_by = 'hours') as without_hours,
        coalesce(sum(without_hours) filter (where left_out_by is null), 0)::bigint
            as months_without_hours,
        count(*) filter (where left_out_by is null) as n
    from cost_effect_projects
    group by scope, as_of
)

select
    *,
    actual_cost - planned_value as difference_cost,
    planned_value / nullif(planned_hours, 0) as planned_rate,
    actual_cost / nullif(actual_hours, 0) as actual_rate
from totals
