-- grain: a scope; what the registers say of its project, and of several what can be added up
select
    scope,
    as_of,
    if(count(*) = 1, any_value(name), null) as project_name,
    if(count(*) = 1, any_value(programme), null) as programme_name,
    if(count(*) = 1, any_value(coalesce(sponsor, manager)), null) as owner_name,
    if(count(*) = 1, any_value(baseline_finish_date), null) as baseline_finish_date,
    if(count(*) = 1, any_value(original_finish_date), null) as original_finish_date,
    if(count(*) = 1, bool_or(is_rebaselined), null) as is_rebaselined,
    sum(budget) as baseline_budget,
    sum(cost_of_delay_per_week) as week_of_delay_cost,
    if(count(*) = 1, any_value(declared), null) as declared_name,
    if(count(*) = 1, any_value(report_date), null) as report_date,
    if(count(*) = 1, any_value(as_of - report_date), null) as report_age_days,
    count(*) as n
from projects_as_of
group by scope, as_of
