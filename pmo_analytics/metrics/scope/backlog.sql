-- grain: an open item of a scope in the order in which its project will work on it: what is in
-- progress, the oldest first, then what is to do by its rank. What has no rank, or is blocked, comes
-- last, in no order
with items as (
    select items_as_of.*, blocked.item_id is not null as is_blocked
    from items_as_of
    left join (select distinct scope, as_of, item_id from blocked_items) as blocked
        using (scope, as_of, item_id)
    where state in ('to_do', 'in_progress')
),

ordered as (
    select *, not is_blocked and (state = 'in_progress' or rank is not null) as is_ordered
    from items
)

select
    scope,
    as_of,
    project_id,
    item_id,
    item_key,
    item_url,
    title,
    state,
    stage,
    rank,
    is_blocked,
    is_ordered,
    row_number() over (
        partition by scope, as_of, project_id
        order by
            is_ordered desc,
            state = 'in_progress' desc,
            if(state = 'in_progress', started_date, null) nulls last,
            -- Most trackers write a text that sorts, some a number.
            try_cast(rank as decimal(38, 9)) nulls last,
            rank nulls last,
            item_key
    ) as place_count
from ordered
