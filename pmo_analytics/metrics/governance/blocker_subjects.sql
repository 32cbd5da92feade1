-- grain: a blocked item of a scope and what a call about it would be about: the cause in its project, else
-- the item itself; what waits for another item is freed by the call about that one, and what waits for
-- several by no single call
with blocked as (
    select blocked_items.*, items_as_of.project_id
    from blocked_items
    join items_as_of using (scope, as_of, item_id)
),

roots as (
    select scope, as_of, item_key, project_id, coalesce(cause, item_key) as subject, blocked_days
    from blocked
    where not is_waiting
),

waiting as (
    select scope, as_of, item_key, project_id, waited_for, blocked_days
    from blocked
    where is_waiting and not contains(waited_for, ', ')
)

select * from roots
union all
select
    waiting.scope,
    waiting.as_of,
    waiting.item_key,
    coalesce(roots.project_id, waiting.project_id),
    coalesce(roots.subject, waiting.waited_for),
    waiting.blocked_days
from waiting
left join roots
    on waiting.scope = roots.scope
    and waiting.as_of = roots.as_of
    and waiting.waited_for = roots.item_key
