-- grain: a scope; whether near work is planned in detail, and far work is not
select
    scope,
    as_of,
    count(*) filter (where is_near and is_refined) / nullif(count(*) filter (where is_near), 0)
        as near_refined_share,
    count(*) filter (where is_near and is_refined) as near_refined_count,
    count(*) filter (where is_near) as near_count,
    count(*) filter (where is_near and not has_estimate) as near_without_estimate_count,
    count(*) filter (where is_near and not has_assignee) as near_without_assignee_count,
    count(*) filter (where is_near and not has_due_date) as near_without_due_date_count,
    count(*) filter (where not is_near and is_detailed)
        / nullif(count(*) filter (where not is_near), 0) as far_detailed_share,
    count(*) filter (where not is_near and is_detailed) as far_detailed_count,
    count(*) filter (where not is_near) as far_count,
    count(*) as n
from planning_horizon
group by scope, as_of
