-- grain: a type of item of a scope; what was finished in the days looked at
with finished as (
    select
        scope,
        as_of,
        coalesce(item_type, 'without a type') as item_type,
        item_type is not null as is_typed,
        count(*) as finished_count
    from items_as_of
    where state = 'done' and done_date > as_of - $days
    group by all
)

select
    scope,
    as_of,
    item_type,
    is_typed,
    finished_count,
    case
        when is_typed then finished_count
            / sum(finished_count) filter (where is_typed) over (partition by scope, as_of)
    end as finished_share
from finished
