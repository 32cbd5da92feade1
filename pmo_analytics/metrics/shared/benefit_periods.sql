-- grain: a period of a benefit of a project of a scope; realised counts once the period has ended, and
-- what is expected of it is what was realised, else the forecast, else the plan. Amounts of a scope
-- are added in one unit: money where a benefit is in the currency of the scope, else the only unit.
with known as (
    select
        counted.scope,
        counted.as_of,
        benefits.project_id,
        benefits.benefit_id,
        benefits.name as benefit,
        benefits.unit,
        benefits.owner,
        benefits.period as month_date,
        last_day(benefits.period) <= counted.as_of as has_ended,
        benefits.planned,
        case when last_day(benefits.period) <= counted.as_of then benefits.realised end as realised,
        benefits.forecast,
        counted.is_counted and fold(benefits.unit) = fold(counted.currency) as is_money
    from benefits
    join counted_projects as counted using (project_id)
),

united as (
    select
        *,
        bool_or(is_money) over (partition by scope, as_of) as has_money,
        min(fold(unit)) over (partition by scope, as_of)
            = max(fold(unit)) over (partition by scope, as_of) as is_one_unit
    from known
)

select
    * exclude (has_money, is_one_unit),
    coalesce(realised, forecast, planned) as expected,
    case when has_money then is_money else is_one_unit end as is_summed
from united
