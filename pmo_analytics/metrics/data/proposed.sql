-- grain: a scope; statuses whose meaning was proposed and never confirmed
select
    scopes.scope,
    as_of_dates.as_of,
    count(found.status) as status_count,
    coalesce(sum(found.item_count), 0)::bigint as item_count,
    count(found.status) as n
from (select distinct scope from scopes) as scopes
cross join as_of_dates
left join proposed_statuses as found using (scope, as_of)
group by scopes.scope, as_of_dates.as_of
