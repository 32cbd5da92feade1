-- grain: a scope; items that belong to no project of the register, whatever the scope
select scopes.scope, as_of_dates.as_of, count(items.item_key) as item_count,
    count(items.item_key) as n
from (select distinct scope from scopes) as scopes
cross join as_of_dates
left join unassigned_items as items using (as_of)
group by scopes.scope, as_of_dates.as_of
