-- grain: a scope; how many of its finished items took the way that is declared, and how the others
-- departed from it
with told as (
    select scope, as_of, count(*) as told_count
    from item_ways
    where not is_by_export
    group by scope, as_of
),

finished as (
    select scope, as_of, count(*) as finished_count
    from items_as_of
    where state = 'done' and done_date > as_of - $days
    group by scope, as_of
),

departed as (
    select
        scope,
        as_of,
        count(*) as n,
        count(*) filter (where is_conforming) as conforming_count,
        count(*) filter (where has_skipped) as skipping_count,
        count(*) filter (where went_back) as back_item_count,
        count(back_count) as back_known_count,
        count(*) filter (where is_unready) as unready_count,
        count(*) filter (where is_unchecked) as unchecked_count
    from conforming_items
    group by scope, as_of
)

select
    finished.scope,
    finished.as_of,
    coalesce(departed.n, 0) as n,
    departed.n as asked_item_count,
    departed.conforming_count / departed.n as conforming_share,
    coalesce(departed.conforming_count, 0) as conforming_count,
    coalesce(departed.skipping_count, 0) as skipping_count,
    coalesce(departed.back_item_count, 0) as back_item_count,
    coalesce(departed.back_known_count, 0) as back_known_count,
    coalesce(departed.unready_count, 0) as unready_count,
    coalesce(departed.unchecked_count, 0) as unchecked_count,
    finished.finished_count - coalesce(told.told_count, 0) as without_history,
    coalesce(told.told_count, 0) - coalesce(departed.n, 0) as without_declared_way,
    coalesce(told.told_count, 0) > 0 and coalesce(departed.n, 0) = 0 as is_undeclared
from finished
left join told using (scope, as_of)
left join departed using (scope, as_of)
