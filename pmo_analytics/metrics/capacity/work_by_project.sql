-- grain: a scope; in how many projects it has work, and how much has begun
select
    scope,
    as_of,
    count(*) as worked_project_count,
    sum(waiting_item_count)::bigint as waiting_item_count,
    sum(begun_item_count)::bigint as begun_item_count,
    count(*) as n
from project_work
group by scope, as_of
