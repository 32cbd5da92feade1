-- grain: a status of a scope whose meaning was proposed and never confirmed, and the items that stand
-- in it now
select
    scopes.scope,
    as_of_dates.as_of,
    min(meanings.status) as status,
    any_value(meanings.category) as category,
    sum(meanings.item_count)::bigint as item_count
from status_meanings as meanings
join scopes using (project_id)
cross join as_of_dates
where meanings.decided_by = 'proposal'
group by scopes.scope, as_of_dates.as_of, meanings.status_folded
