-- grain: a check of a scope; how many items it applies to and how many fail it
with alike as (
    -- few kinds of items, however many there are
    select * exclude (project_id, item_key, item_id), count(*) as item_count
    from item_checks
    group by all
),

checked as (
    select *
    from alike
    unpivot (passes for check_id in (columns(* exclude (scope, as_of, item_count))))
)

select
    scope,
    as_of,
    check_id,
    sum(item_count)::bigint as checked_count,
    sum(if(passes, 0, item_count))::bigint as failed_count,
    1 - sum(if(passes, 0, item_count)) / sum(item_count) as passed_share
from checked
group by scope, as_of, check_id
