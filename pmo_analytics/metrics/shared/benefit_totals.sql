-- grain: a benefit of a project of a scope; planned and realised over the periods that have ended and
-- of which it is known what was realised, planned and expected over all. It is
-- forecast where anything is known of it beside its plan.
select
    scope,
    as_of,
    project_id,
    benefit_id,
    any_value(benefit) as benefit,
    any_value(unit) as unit,
    any_value(owner) as owner,
    any_value(is_money) as is_money,
    any_value(is_summed) as is_summed,
    sum(planned) filter (where realised is not null) as planned_to_date,
    sum(realised) as realised_to_date,
    sum(realised) / nullif(sum(planned) filter (where realised is not null), 0) as realised_share,
    sum(planned) as planned_total,
    sum(expected) as expected_total,
    sum(expected) / nullif(sum(planned), 0) as expected_share,
    count(coalesce(realised, forecast)) > 0 as is_forecast,
    count(*) filter (where has_ended and realised is null) as unknown_period_count,
    count(*) filter (where not has_ended and forecast is null) as unforecast_period_count
from benefit_periods
group by scope, as_of, project_id, benefit_id
