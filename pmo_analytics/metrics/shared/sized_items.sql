-- grain: an item of a scope with its size: points in a project whose items have any (blank where this
-- one has none), else every item is one
with weighed as (
    select
        *,
        $sized_in = 'points' and count(points) over (partition by scope, as_of, project_id) > 0
            as has_points
    from items_as_of
)

select
    scope,
    as_of,
    project_id,
    item_id,
    state,
    created_date,
    done_date,
    cancelled_date,
    has_points,
    case when has_points then points else 1 end as size
from weighed
