-- grain: a scope; of what its closed sprints committed to, how much was finished, and how much the
-- scope of the sprints changed; sums over sums
with counted as (
    select
        scope,
        as_of,
        count(*) filter (where committed_done_size is not null) as n,
        count(*) filter (where committed_done_size is null) as without_start,
        sum(committed_size) filter (where committed_done_size is not null) as committed_size,
        sum(committed_done_size) as committed_done_size,
        sum(added_size) filter (where committed_done_size is not null) as added_size,
        sum(done_size) filter (where committed_done_size is not null) as done_size,
        sum(removed_size) filter (where committed_done_size is not null) as removed_size
    from sprint_results
    group by scope, as_of
)

select
    scope,
    as_of,
    committed_done_size / nullif(committed_size, 0) as said_done_share,
    done_size / nullif(committed_size, 0) as done_per_committed_share,
    (added_size + removed_size) / nullif(committed_size, 0) as gross_change_share,
    (added_size - removed_size) / nullif(committed_size, 0) as net_change_share,
    cast(committed_size as double) as committed_size,
    cast(committed_done_size as double) as committed_done_size,
    cast(added_size as double) as added_size,
    cast(removed_size as double) as removed_size,
    n,
    without_start
from counted
