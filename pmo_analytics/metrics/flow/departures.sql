-- grain: a kind of departure of a scope from the way that is declared: a column that was skipped, ways
-- back, starts without readiness, finishes without the last check; an item may depart in several ways
with departed as (
    select scope, as_of, item_key, item_url, finished_date, 'skipped' as kind,
        unnest(skipped_stages) as stage
    from conforming_items
    union all
    select scope, as_of, item_key, item_url, finished_date, 'back', ''
    from conforming_items
    where went_back
    union all
    select scope, as_of, item_key, item_url, finished_date, 'unready', ''
    from conforming_items
    where is_unready
    union all
    select scope, as_of, item_key, item_url, finished_date, 'unchecked', ''
    from conforming_items
    where is_unchecked
),

asked as (
    select scope, as_of, count(*) as asked_count, count(back_count) as back_known_count
    from conforming_items
    group by scope, as_of
)

select
    departed.scope,
    departed.as_of,
    departed.kind,
    departed.stage,
    count(*) as item_count,
    any_value(if(departed.kind = 'back', asked.back_known_count, asked.asked_count))
        as told_item_count,
    count(*) / told_item_count as item_share,
    arg_max(departed.item_key, (departed.finished_date, departed.item_key)) as item_key,
    arg_max(departed.item_url, (departed.finished_date, departed.item_key)) as item_url
from departed
join asked using (scope, as_of)
group by departed.scope, departed.as_of, departed.kind, departed.stage
