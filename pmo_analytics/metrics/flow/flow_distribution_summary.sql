-- grain: a scope; which type of item most of the finished work was
select
    scope,
    as_of,
    arg_max(item_type, (finished_count, item_type)) filter (where is_typed) as largest_type,
    max(finished_share) filter (where is_typed) as largest_share,
    max(finished_count) filter (where is_typed) as largest_count,
    count(*) filter (where is_typed) as types,
    coalesce(sum(finished_count) filter (where is_typed), 0)::bigint as n,
    coalesce(sum(finished_count) filter (where not is_typed), 0)::bigint as without_type
from flow_distribution
group by scope, as_of
