-- grain: a scope; how many of its closed sprints finished about what they committed to
with rated as (
    select *, done_size / nullif(committed_size, 0) as done_share
    from sprint_results
)

select
    scope,
    as_of,
    count(*) filter (where done_share between 0.8 and 1.2) / nullif(count(done_share), 0)
        as predictable_share,
    count(*) filter (where done_share between 0.8 and 1.2) as predictable_count,
    count(*) filter (where done_share < 0.8) as short_count,
    cast(min(done_share) as double) as least_done_share,
    cast(max(done_share) as double) as most_done_share,
    cast(
        sum(done_size) filter (where done_share is not null)
            / nullif(sum(committed_size) filter (where done_share is not null), 0) as double
    ) as done_per_committed_share,
    count(done_share) as n,
    count(*) filter (where done_share is null) as without_start
from rated
group by scope, as_of
