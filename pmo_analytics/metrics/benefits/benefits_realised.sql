-- grain: a scope; its benefits of one unit added up, and how many of all keep to their plan
select
    scopes.scope,
    scopes.as_of,
    any_value(unit) filter (where is_summed) as unit,
    sum(planned_to_date) filter (where is_summed) as planned_to_date,
    sum(realised_to_date) filter (where is_summed) as realised_to_date,
    sum(realised_to_date) filter (where is_summed)
        / nullif(sum(planned_to_date) filter (where is_summed), 0) as realised_share,
    sum(planned_total) filter (where is_summed) as planned_total,
    sum(expected_total) filter (where is_summed) as expected_total,
    sum(expected_total) filter (where is_summed)
        / nullif(sum(planned_total) filter (where is_summed), 0) as expected_share,
    case when bool_or(is_forecast) filter (where is_summed) then sum(expected_total) filter (where is_summed)
        / nullif(sum(planned_total) filter (where is_summed), 0)
    end as benefits_expected_share,
    count(realised_to_date) as begun_count,
    count(*) filter (where realised_to_date >= planned_to_date) as on_plan_count,
    coalesce(sum(unforecast_period_count) filter (where is_summed), 0)::bigint
        as unforecast_period_count,
    coalesce(sum(unknown_period_count), 0)::bigint as unknown_period_count,
    count(*) filter (where not is_summed) as other_unit,
    count(benefit_id) as n
from (select distinct scope, as_of from counted_projects) as scopes
left join benefit_totals using (scope, as_of)
group by scopes.scope, scopes.as_of
