-- grain: a scope; how long its items were blocked, and how many are; of sources in which nothing can
-- say that an item is blocked, nothing is known
with rules as (
    select * from setting_blocks
),

telling_sources as (
    select raw_exports.source
    from raw_exports
    join raw_columns using (export_id)
    join rules
        on (rules.kind = 'flag' and raw_columns.role = 'flagged')
        or (rules.kind = 'field' and raw_columns.role = 'blocked')
        or (rules.kind = 'label' and raw_columns.role = 'label')
        or (rules.kind = 'link' and raw_columns.role in ('link_in', 'link_out'))
    union
    -- The rows of a history tell what they name.
    select told.source
    from int_told_fields as told
    join rules
        on (rules.kind = 'flag' and told.role = 'flagged')
        or (rules.kind = 'field' and told.role = 'blocked')
        or (rules.kind = 'label' and told.role = 'label')
        or (rules.kind = 'link' and told.role = 'link')
    union
    select meanings.source
    from status_meanings as meanings
    join rules on rules.kind = 'status' and meanings.status_folded = rules.name_folded
    union
    select raw_exports.source
    from raw_exports
    where exists (from rules where kind = 'register') and exists (from blockers)
),

items as (
    select
        items.scope,
        items.as_of,
        count(*) filter (where telling.source is not null) as n,
        count(*) filter (where telling.source is null) as without_evidence
    from items_as_of as items
    left join telling_sources as telling using (source)
    group by items.scope, items.as_of
),

spells as (
    select
        scope,
        as_of,
        count(*) filter (where is_start_known) as spell_count,
        count(distinct item_id) as blocked_item_count,
        count(distinct item_id) filter (where is_start_known) as timed_item_count,
        count(distinct item_id) filter (where ended_date is null) as blocked_now_count,
        max(blocked_days) filter (where is_start_known) as longest_days,
        count(*) filter (where not is_start_known) as without_begin
    from blocked_item_spells
    group by scope, as_of
),

times as (
    select
        times.scope,
        times.as_of,
        sum(cast(epoch(
            times.ended_at
            - greatest(times.started_at, start_of_day(times.as_of - $days + 1, portfolio.time_zone))
        ) as bigint)) as blocked_seconds
    from blocked_times as times
    cross join setting_portfolio as portfolio
    where times.ended_at > start_of_day(times.as_of - $days + 1, portfolio.time_zone)
    group by times.scope, times.as_of
)

select
    items.scope,
    items.as_of,
    case
        when coalesce(spells.spell_count, 0) > 0 or coalesce(spells.without_begin, 0) = 0
            then coalesce(times.blocked_seconds, 0) / 86400
    end as blocked_days,
    times.blocked_seconds / 86400 / nullif(spells.timed_item_count, 0) as days_per_item,
    coalesce(spells.blocked_item_count, 0) as blocked_item_count,
    coalesce(spells.blocked_item_count, 0) / nullif(items.n, 0) as blocked_item_share,
    spells.longest_days,
    coalesce(spells.blocked_now_count, 0) as blocked_now_count,
    coalesce(spells.spell_count, 0) as spell_count,
    items.n,
    items.without_evidence,
    coalesce(spells.without_begin, 0) as without_begin
from items
left join spells using (scope, as_of)
left join times using (scope, as_of)
