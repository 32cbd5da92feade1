-- grain: a project of a scope with months of cost; how far they are known: up to the last that has
-- ended and of which costs.csv tells what was earned, or where it never does to the last with a row
select
    scope,
    as_of,
    project_id,
    sum(planned_value) as all_planned_value,
    count(earned_value) > 0 as is_earned_known,
    coalesce(
        max(month_end_date) filter (where earned_value is not null),
        max(month_end_date) filter (where has_ended and has_row)
    ) as until_date
from cost_months
group by scope, as_of, project_id
