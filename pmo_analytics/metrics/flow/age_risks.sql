-- grain: an item in progress of a scope; the share of finished items that took longer than the days
-- promised, of those that took longer than this one is old. It is still open, so it will take longer
-- than it is old.
with finished as (
    select scope, as_of, cycle_days, count(*) as item_count
    from timed_items
    where cycle_days is not null and finished_date > as_of - $days
    group by scope, as_of, cycle_days
),

-- For each number of days: how many items took at most so long, and how many longer.
distribution as (
    select
        scope,
        as_of,
        cycle_days,
        sum(item_count) over so_far as shorter_count,
        sum(item_count) over all_days - sum(item_count) over so_far as longer_count,
        sum(item_count) over all_days as finished_count
    from finished
    window
        so_far as (
            partition by scope, as_of order by cycle_days
            rows between unbounded preceding and current row
        ),
        all_days as (partition by scope, as_of)
),

totals as (
    select
        scope,
        as_of,
        any_value(finished_count) as finished_count,
        coalesce(
            nullif($sle_days, 0),
            min(cycle_days) filter (
                where shorter_count >= round($percentile * finished_count, 9)
            )
        ) as sle_days
    from distribution
    group by scope, as_of
),

aged as (
    select
        items.scope,
        items.as_of,
        items.item_id,
        items.item_key,
        items.item_url,
        items.project_id,
        items.stage,
        items.started_date,
        items.age_days,
        totals.sle_days,
        totals.finished_count,
        greatest(items.age_days, totals.sle_days) as limit_days
    from open_items as items
    left join totals using (scope, as_of)
    where items.state = 'in_progress'
),

compared as (
    select
        aged.*,
        coalesce(at_age.longer_count, aged.finished_count) as longer_than_age_count,
        coalesce(at_limit.longer_count, aged.finished_count) as longer_than_limit_count
    from aged
    asof left join distribution as at_age
        on aged.scope = at_age.scope
        and aged.as_of = at_age.as_of
        and aged.age_days >= at_age.cycle_days
    asof left join distribution as at_limit
        on aged.scope = at_limit.scope
        and aged.as_of = at_limit.as_of
        and aged.limit_days >= at_limit.cycle_days
),

ranked as (
    select
        *,
        finished_count - longer_than_age_count
            + ceil(round($percentile * longer_than_age_count, 9)) as sure_rank
    from compared
)

select
    ranked.scope,
    ranked.as_of,
    ranked.item_id,
    ranked.item_key,
    ranked.item_url,
    ranked.project_id,
    ranked.stage,
    ranked.started_date,
    ranked.age_days,
    ranked.sle_days,
    ranked.age_days > ranked.sle_days as is_past,
    ranked.longer_than_age_count,
    ranked.longer_than_limit_count,
    case
        when ranked.age_days > ranked.sle_days then 1
        else ranked.longer_than_limit_count / nullif(ranked.longer_than_age_count, 0)
    end as late_share,
    case when ranked.longer_than_age_count > 0 then by_rank.cycle_days end as sure_days
from ranked
asof left join distribution as by_rank
    on ranked.scope = by_rank.scope
    and ranked.as_of = by_rank.as_of
    and ranked.sure_rank <= by_rank.shorter_count
