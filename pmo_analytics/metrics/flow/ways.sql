-- grain: a way that finished items of a scope took through the columns of the board; declared columns
-- are those of the project of its latest item
with counted as (
    select
        ways.scope,
        ways.as_of,
        ways.way,
        count(*) as item_count,
        count(*) filter (where ways.is_by_export) as by_export_count,
        arg_max(ways.item_key, (ways.finished_date, ways.item_key)) as example_key,
        arg_max(ways.item_url, (ways.finished_date, ways.item_key)) as example_url,
        bool_and(departed.is_conforming) as is_conforming,
        any_value(ways.stages) as stages,
        arg_max(departed.declared_stages, (ways.finished_date, ways.item_key)) as declared_stages,
        arg_max(departed.skipped_stages, (ways.finished_date, ways.item_key)) as skipped_stages
    from item_ways as ways
    left join conforming_items as departed using (scope, as_of, item_id)
    group by ways.scope, ways.as_of, ways.way
)

select
    *,
    item_count / sum(item_count) over (partition by scope, as_of) as item_share,
    row_number() over (
        partition by scope, as_of order by item_count desc, way
    ) as place
from counted
