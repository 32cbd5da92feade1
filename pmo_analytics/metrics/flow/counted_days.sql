-- grain: a counted day of a source of a scope; what stood on it, what was finished in all, and whether
-- every column was filled
with sums as (
    select
        scope,
        as_of,
        source,
        count_date,
        count(*) as stages,
        sum(item_count) filter (where state = 'to_do')::bigint as to_do_count,
        sum(item_count) filter (where state = 'in_progress')::bigint as wip_count,
        coalesce(
            max(item_count) filter (where stage = 'finished_total'),
            sum(item_count) filter (where state = 'done')::bigint
        ) as done_count,
        coalesce(
            sum(item_count) filter (where not is_finish_count and state is distinct from 'done'), 0
        )::bigint as open_count,
        coalesce(
            sum(item_count) filter (where not is_finish_count and state is null), 0
        )::bigint as unexplained_count,
        string_agg(stage || ' ' || item_count, '; ' order by stage_order, stage)
            filter (where not is_finish_count) as counts,
        list(item_count order by stage_order, stage) filter (where not is_finish_count) as standing,
        bool_or(stage = 'finished_total') as has_total
    from counts_as_of
    group by scope, as_of, source, count_date
)

select
    * exclude (stages),
    stages < max(stages) over (partition by scope, as_of, source) as has_blank
from sums
