-- grain: a scope; what its closed sprints finished, and how much that spreads
with known as (
    select
        *,
        row_number() over (
            partition by scope, as_of
            order by end_date desc, sprint desc, project_id desc nulls last
        ) <= 3 as is_recent
    from sprint_results
    where evidence is not null
),

unknown as (
    select scope, as_of, count(*) filter (where evidence is null) as without_items
    from sprint_results
    group by scope, as_of
),

summed as (
    select
        scope,
        as_of,
        avg(done_size) as mean_size,
        median(done_size) as median_size,
        sqrt(
            (count(*) * sum(done_size * done_size) - sum(done_size) * sum(done_size))
                / nullif(count(*) * (count(*) - 1), 0)
        ) as deviation_size,
        avg(done_size) filter (where is_recent) as recent_mean_size,
        min(done_size) as least_size,
        max(done_size) as most_size,
        sum(unestimated_count)::bigint as unestimated_count,
        count(*) as n
    from known
    group by scope, as_of
)

select
    unknown.scope,
    unknown.as_of,
    cast(summed.mean_size as double) as mean_size,
    cast(summed.median_size as double) as median_size,
    summed.deviation_size,
    summed.deviation_size / nullif(summed.mean_size, 0) as variation_share,
    cast(summed.recent_mean_size as double) as recent_mean_size,
    cast(summed.least_size as double) as least_size,
    cast(summed.most_size as double) as most_size,
    coalesce(summed.n, 0) as n,
    summed.unestimated_count,
    unknown.without_items
from unknown
left join summed using (scope, as_of)
