-- grain: a scope; which type of item most of the finished work was
select
    scope,
    as_of,
    arg_max(item_type, (finished_count, item_type)) as largest_type,
    max(finished_share) as largest_share,
    max(finished_count) as largest_count,
    count(*) as types,
    sum(finished_count)::bigint as n
from flow_distribution
group by scope, as_of
