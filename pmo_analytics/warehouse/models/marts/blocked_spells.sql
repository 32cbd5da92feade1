-- grain: a time during which an open item was blocked, by one reason, and the evidence of it. What
-- says so is `blocked_by` of pmo.toml; a spell ends at the latest when the item is finished.
with rules as (
    select * from setting_blocks
),

portfolio as (
    select * from setting_portfolio
),

known as (
    select distinct source, key_folded, item_id from int_item_ids
),

marks as (
    select * from int_block_marks
),

marked as (
    select
        item_id,
        kind,
        case kind
            when 'flag' then 'flagged'
            when 'label' then 'label ' || mark
            else mark
        end as reason,
        cast(null as varchar) as blocking_item_id,
        cast(null as varchar) as blocking_key,
        case when kind = 'field' then mark end as cause,
        cast(null as boolean) as is_external,
        marked_at as started_at,
        earliest_at,
        lead(marked_at) over (partition by item_id, kind order by marked_at, sequence) as ended_at,
        is_start_known,
        evidence
    from marks
    qualify mark is not null
),

by_status as (
    select
        spells.item_id,
        'status' as kind,
        'status ' || spells.status as reason,
        spells.entered_at as started_at,
        transitions.earliest_at,
        spells.left_at as ended_at,
        spells.evidence <> 'current status' as is_start_known,
        spells.evidence
    from item_spells as spells
    join rules on rules.kind = 'status' and fold(spells.status) = rules.name_folded
    join transitions using (item_id, sequence)
),

registered as (
    select
        known.item_id,
        'register' as kind,
        coalesce(blockers.cause, 'listed in blockers.csv') as reason,
        blockers.cause,
        blockers.is_external,
        start_of_day(blockers.start_date, portfolio.time_zone) as started_at,
        start_of_day(blockers.start_date, portfolio.time_zone) as earliest_at,
        start_of_day(blockers.end_date, portfolio.time_zone) as ended_at,
        true as is_start_known,
        'register' as evidence
    from blockers
    join known on same_key(blockers.item_key) = known.key_folded
    cross join portfolio
    where exists (from rules where kind = 'register')
),

blocking_links as (
    select distinct from_item_id as blocking_item_id, to_item_id as item_id
    from item_links as links
    join rules on rules.kind = 'link' and fold(links.kind) = rules.name_folded
    where from_item_id is not null and to_item_id is not null and from_item_id <> to_item_id
),

link_rows as (
    select versions.item_id, versions.item_key, versions.source, versions.seen_at, shown.links
    from item_versions as versions
    join raw_rows as shown
        on versions.export_id = shown.export_id and versions.export_row = shown.row_number
    where
        shown.links is not null
        and exists (from rules where kind = 'link')
),

shown_links as (
    select item_id, source, seen_at, item_key as own_key, unnest(links, recursive := true)
    from link_rows
),

written_links as (
    select * exclude (own_key) replace (linked_key(item_key, own_key) as item_key) from shown_links
),

sightings as (
    select
        case when written.direction = 'out' then written.item_id else known.item_id end
            as blocking_item_id,
        case when written.direction = 'out' then known.item_id else written.item_id end as item_id,
        min(written.seen_at) as first_seen_at
    from written_links as written
    join rules on rules.kind = 'link' and fold(written.kind) = rules.name_folded
    join known
        on written.source = known.source and same_key(written.item_key) = known.key_folded
    group by all
),

newest as (
    select item_id, item_key, created_at from item_versions where valid_to = timestamp 'infinity'
),

first_seen as (
    select item_id, min(seen_at) as first_seen_at from item_versions group by item_id
),

told_links as (
    select told.*, blocking.item_key as blocking_key
    from int_told_links as told
    join newest as blocking on told.blocking_item_id = blocking.item_id
    where told.item_id <> told.blocking_item_id
),

linked as (
    select
        item_id,
        'link' as kind,
        'waits for ' || blocking_key as reason,
        blocking_item_id,
        blocking_key,
        added_at as started_at,
        added_at as earliest_at,
        removed_at as ended_at,
        is_start_known,
        'changelog' as evidence
    from told_links
    union all
    select
        links.item_id,
        'link' as kind,
        'waits for ' || blocking.item_key as reason,
        links.blocking_item_id,
        blocking.item_key as blocking_key,
        -- A link that the first export shows is as old as the younger of both items, or younger.
        case
            when sightings.first_seen_at > first_seen.first_seen_at then sightings.first_seen_at
            else greatest(blocked.created_at, blocking.created_at)
        end as started_at,
        greatest(blocked.created_at, blocking.created_at) as earliest_at,
        cast(null as timestamp) as ended_at,
        sightings.first_seen_at > first_seen.first_seen_at as is_start_known,
        'link' as evidence
    from blocking_links as links
    join sightings using (item_id, blocking_item_id)
    join newest as blocked using (item_id)
    join newest as blocking on links.blocking_item_id = blocking.item_id
    join first_seen on links.item_id = first_seen.item_id
    anti join told_links
        on links.item_id = told_links.item_id
        and links.blocking_item_id = told_links.blocking_item_id
),

told as (
    select * from marked
    union all by name
    select * from by_status
    union all by name
    select * from registered
    union all by name
    select * from linked
),

involved as (
    select item_id from told
    union
    select blocking_item_id from linked
),

-- Spells of an item follow each other without a gap: what is open between two that are not is one.
numbered as (
    select
        spells.item_id,
        spells.entered_at,
        spells.left_at,
        spells.state in ('to_do', 'in_progress') as is_open,
        count(*) filter (where spells.state not in ('to_do', 'in_progress')) over (
            partition by spells.item_id order by spells.sequence
            rows between unbounded preceding and current row
        ) as times_closed
    from item_spells as spells
    semi join involved using (item_id)
),

open_times as (
    select
        item_id,
        min(entered_at) as opened_at,
        case when count(left_at) = count(*) then max(left_at) else timestamp 'infinity' end
            as closed_at
    from numbered
    where is_open
    group by item_id, times_closed
),

clipped as (
    select
        told.*,
        greatest(told.started_at, own.opened_at, blocking.opened_at) as began_at,
        least(coalesce(told.ended_at, timestamp 'infinity'), own.closed_at, blocking.closed_at)
            as stopped_at
    from told
    join open_times as own on told.item_id = own.item_id
    left join open_times as blocking on told.blocking_item_id = blocking.item_id
),

-- One reason may be told by spells that touch: they are one.
joined as (
    select
        *,
        max(stopped_at) over (
            partition by item_id, kind, reason order by began_at, stopped_at
            rows between unbounded preceding and 1 preceding
        ) as stopped_before_at
    from clipped
    where began_at < stopped_at
),

islands as (
    select
        *,
        count(*) filter (where stopped_before_at is null or began_at > stopped_before_at) over (
            partition by item_id, kind, reason order by began_at, stopped_at
            rows between unbounded preceding and current row
        ) as island
    from joined
),

merged as (
    select
        item_id,
        kind,
        reason,
        any_value(blocking_item_id) as blocking_item_id,
        any_value(blocking_key) as blocking_key,
        any_value(cause) as cause,
        any_value(is_external) as is_external,
        min(began_at) as started_at,
        min(least(earliest_at, began_at)) as earliest_at,
        nullif(max(stopped_at), timestamp 'infinity') as ended_at,
        arg_min(is_start_known or began_at > started_at, began_at) as is_start_known,
        arg_min(evidence, began_at) as evidence
    from islands
    group by item_id, kind, reason, island
),

spells as (
    select
        merged.item_id,
        row_number() over (
            partition by merged.item_id
            order by merged.started_at, merged.kind, merged.reason
        ) as spell,
        merged.* exclude (item_id),
        local_date(merged.started_at, portfolio.time_zone) as started_date,
        local_date(merged.ended_at, portfolio.time_zone) as ended_date
    from merged
    cross join portfolio
)

select * from spells order by item_id, spell
