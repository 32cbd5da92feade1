-- grain: a scope; work in progress as Little's Law says and as it was, and which of the conditions
-- of the law held in the days looked at
with spans as (
    select
        scope,
        as_of,
        min(date) as first_date,
        max(date) as last_date,
        count(*) as days,
        avg(wip_count) as mean_wip_count,
        arg_min(wip_before_count, date) as start_wip_count,
        arg_max(wip_count, date) as end_wip_count
    from wip
    group by scope, as_of
),

flows as (
    select
        items.scope,
        items.as_of,
        count(*) filter (where items.started_date >= spans.first_date) as started_count,
        count(*) filter (where items.started_date is not null
            and items.done_date >= spans.first_date) as finished_count,
        count(*) filter (where items.started_date is not null and case items.state
            when 'cancelled' then items.cancelled_date
            when 'vanished' then items.entered_date
        end >= spans.first_date) as dropped_count,
        avg(items.done_date - items.started_date) filter (
            where items.done_date >= spans.first_date
        ) as mean_cycle_days,
        avg(spans.last_date - items.started_date) filter (where items.state = 'in_progress')
            as end_age_days
    from items_as_of as items
    join spans using (scope, as_of)
    group by items.scope, items.as_of
),

ages as (
    select items.scope, items.as_of, avg(spans.first_date - spells.started_date) as start_age_days
    from items_as_of as items
    join spans using (scope, as_of)
    join item_spells as spells
        on items.item_position = spells.item_position
        and spells.state = 'in_progress'
        and spells.entered_date < spans.first_date
        and (spells.left_date is null or spells.left_date >= spans.first_date)
    group by items.scope, items.as_of
),

judged as (
    select
        spans.*,
        flows.started_count,
        flows.finished_count,
        flows.dropped_count,
        flows.mean_cycle_days,
        flows.end_age_days,
        ages.start_age_days,
        flows.started_count / spans.days as started_per_day,
        flows.finished_count / spans.days as finished_per_day,
        flows.finished_count / spans.days * flows.mean_cycle_days as implied_wip_count,
        is_balanced(flows.started_count, flows.finished_count) as is_flow_balanced,
        is_balanced(spans.start_wip_count, spans.end_wip_count) as is_wip_stable,
        flows.dropped_count = 0 as is_all_finished,
        case
            when spans.start_wip_count = 0 and spans.end_wip_count = 0 then true
            else coalesce(is_balanced(ages.start_age_days, flows.end_age_days), false)
        end as is_age_stable
    from spans
    join flows using (scope, as_of)
    left join ages using (scope, as_of)
)

select
    *,
    implied_wip_count / nullif(mean_wip_count, 0) as implied_ratio,
    is_flow_balanced and is_wip_stable and is_all_finished and is_age_stable as is_applicable,
    concat_ws(
        '; ',
        case when not is_flow_balanced then 'as many are started as are finished' end,
        case when not is_wip_stable then 'as many are in progress at the end as at the start' end,
        case when not is_all_finished then 'all that is started is finished' end,
        case when not is_age_stable then 'what is in progress grows neither older nor younger' end
    ) as violated,
    finished_count as n
from judged
