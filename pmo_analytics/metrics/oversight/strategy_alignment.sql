-- grain: a scope; how many of its projects, and how much of their budget, serve an objective
select
    scope,
    as_of,
    sum(project_count) filter (where objective is not null) / nullif(sum(project_count), 0)
        as aligned_share,
    coalesce(sum(project_count) filter (where objective is not null), 0)::bigint as aligned_count,
    sum(budget) filter (where objective is not null) / nullif(sum(budget), 0) as aligned_budget_share,
    count(objective) as objective_count,
    count(objective) filter (where project_count = 0) as unserved_count,
    coalesce(sum(project_count) filter (where objective is null), 0)::bigint as aimless_count,
    sum(project_count)::bigint as n
from objectives
group by scope, as_of
