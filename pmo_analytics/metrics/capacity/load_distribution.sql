-- grain: a load of a scope: how many people have so many items in progress, in so many projects
select scope, as_of, wip_count, project_count, count(*) as person_count
from person_loads
group by scope, as_of, wip_count, project_count
