-- grain: a scope; its decisions that were made by the day
select scope, as_of, count(*) as decided_count, count(*) as n
from decided_decisions
group by scope, as_of
