-- grain: a scope; how many changes of its items are known, and how many to the day or better
select
    scope,
    as_of,
    sum(change_count)::bigint as change_count,
    coalesce(sum(change_count) filter (where is_exact), 0)::bigint as exact_count,
    sum(change_count)::bigint as n
from change_evidence
group by scope, as_of
