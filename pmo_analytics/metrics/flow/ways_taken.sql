-- grain: a scope; how many ways its finished items took, and how many took the most common one
select
    scope,
    as_of,
    max(item_share) as most_taken_share,
    max(item_count) as most_taken_count,
    count(*) as way_count,
    count(*) filter (where item_count = 1) as single_way_count,
    sum(by_export_count)::bigint as by_export_count,
    sum(item_count)::bigint as n
from ways
group by scope, as_of
