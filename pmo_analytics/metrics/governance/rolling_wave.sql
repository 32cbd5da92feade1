-- grain: a scope; whether near work is planned in detail, and far work is not, of the items whose
-- export has a column for any of it
with known as (
    select * from planning_horizon where is_told
),

counted as (
    select
        scope,
        as_of,
        count(*) filter (where is_near) as near_count,
        count(*) filter (where is_near and is_refined) as near_refined_count,
        count(*) filter (where is_near and not is_refined) as near_unready_count,
        count(*) filter (where is_near and not has_description) as near_without_description_count,
        count(*) filter (where is_near and not has_estimate) as near_without_estimate_count,
        count(*) filter (where is_near and not has_assignee) as near_without_assignee_count,
        count(*) filter (where is_near and not has_due_date) as near_without_due_date_count,
        count(*) filter (where not is_near) as far_count,
        count(*) filter (where not is_near and is_detailed) as far_detailed_count,
        count(*) as n
    from known
    group by scope, as_of
),

unknown as (
    select scope, as_of, count(*) filter (where not is_told) as without_fields
    from planning_horizon
    group by scope, as_of
)

select
    unknown.scope,
    unknown.as_of,
    counted.* exclude (scope, as_of, n),
    counted.near_refined_count / nullif(counted.near_count, 0) as near_refined_share,
    counted.far_detailed_count / nullif(counted.far_count, 0) as far_detailed_share,
    unknown.without_fields,
    coalesce(counted.n, 0) as n
from unknown
left join counted using (scope, as_of)
