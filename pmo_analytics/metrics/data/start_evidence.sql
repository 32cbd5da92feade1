-- grain: a scope; how many of its finished items have a known start
select
    scope,
    as_of,
    count(*) as done_count,
    count(started_date) as started_count,
    count(*) as n
from items_as_of
where state = 'done'
group by scope, as_of
