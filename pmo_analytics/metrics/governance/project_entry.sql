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
    if(count(*) = 1, any_value(schedule_declared), null) as schedule_declared_name,
    if(count(*) = 1, any_value(cost_declared), null) as cost_declared_name,
    if(count(*) = 1, any_value(scope_declared), null) as scope_declared_name,
    if(count(*) = 1, any_value(risk_declared), null) as risk_declared_name,
    if(count(*) = 1, any_value(resources_declared), null) as resources_declared_name,
    if(count(*) = 1, any_value(benefits_declared), null) as benefits_declared_name,
    if(count(*) = 1, any_value(reported_finish_date), null) as reported_finish_date,
    if(count(*) = 1, any_value(report_summary), null) as report_summary,
    if(count(*) = 1, any_value(path_to_green), null) as path_to_green,
    count(*) as n
from projects_as_of
group by scope, as_of
