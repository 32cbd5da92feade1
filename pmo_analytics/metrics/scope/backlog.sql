-- grain: an open item of a scope with its place in the scope and in its project: first what is in
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
    select
        *,
        not is_blocked and (state = 'in_progress' or rank is not null) as is_ordered,
        -- Compared from left to right. Most trackers write a rank as a text that sorts, some a number.
        (
            not is_ordered,
            state <> 'in_progress',
            if(state = 'in_progress', started_date, null),
            try_cast(rank as decimal(38, 9)),
            rank,
            item_key
        ) as each_item
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
    row_number() over (partition by scope, as_of order by each_item) as place_count,
    row_number() over (partition by scope, as_of, project_id order by each_item)
        as project_place_count
from ordered
