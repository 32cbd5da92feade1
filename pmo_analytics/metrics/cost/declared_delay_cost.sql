-- grain: a scope; what the slips of its projects cost, and which are not known
select
    scope,
    as_of,
    any_value(currency) filter (where left_out_by is null) as currency,
    sum(delay_cost) filter (where left_out_by is null) as delay_cost,
    sum(original_delay_cost) filter (where left_out_by is null) as original_delay_cost,
    coalesce(sum(slip_days) filter (where left_out_by is null and slip_days > 0), 0)::bigint
        as slip_days,
    count(*) filter (where left_out_by is null and slip_days > 0) as slipped_count,
    count(*) filter (where left_out_by = 'currency') as other_currency,
    count(*) filter (where left_out_by = 'dates') as without_dates,
    count(*) filter (where left_out_by = 'cost of delay') as without_cost_of_delay,
    count(*) filter (where left_out_by is null) as n
from delay_cost_projects
group by scope, as_of
