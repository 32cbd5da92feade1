-- grain: an item of a scope in a closed sprint of sprints.csv: whether it was in it when the first day
-- ended (committed), came later (added), was taken out or cancelled (removed) or finished in it. Sizes
-- are those of the end of the first day and of the last.
with listings as (
    select
        closed.*,
        items.item_id,
        any_value(items.item_key) as item_key,
        any_value(items.source) as source,
        any_value(items.known_at) as known_at,
        any_value(items.points) as points,
        bool_or(listed.from_at <= closed.start_at and listed.until_at > closed.start_at)
            as was_listed_at_start,
        -- By the last sighting before the end or by the first export after it, which still lists it.
        bool_or(
            (listed.from_at <= closed.end_at and listed.until_at > closed.end_at)
            or (listed.evidence = 'export' and listed.from_at > closed.end_at
                and coalesce(listed.before_at, timestamp '-infinity') <= closed.end_at)
        ) as was_listed_at_end
    from closed_sprints as closed
    join sprint_items as listed using (sprint_folded)
    join items_as_of as items
        on listed.item_id = items.item_id
        and closed.scope = items.scope
        and closed.as_of = items.as_of
        and listed.from_at <= items.known_at
    where
        (closed.project_id is null or closed.project_id = items.project_id)
        and items.state <> 'vanished'
    group by all
),

-- What was committed is known where a sighting tells it.
seen_starts as (
    select
        listings.scope,
        listings.as_of,
        listings.sprint,
        listings.project_id,
        listings.source,
        bool_or(
            listings.start_at between sightings.told_from and sightings.told_until
        ) as is_start_seen
    from (
        select distinct scope, as_of, sprint, project_id, source, start_at from listings
    ) as listings
    join sprint_sightings as sightings using (source)
    group by
        listings.scope, listings.as_of, listings.sprint, listings.project_id, listings.source
),

known_starts as (
    select scope, as_of, sprint, project_id, bool_and(is_start_seen) as is_start_known
    from seen_starts
    group by scope, as_of, sprint, project_id
),

-- The points of a moment are those before the first change after it.
point_changes as (
    select
        item_id,
        until_at,
        coalesce(lag(until_at) over each_item, timestamp '-infinity') as since_at,
        try_cast(from_value as decimal(18, 3)) as points
    from attribute_changes
    where field = 'points'
    window each_item as (partition by item_id order by change)
),

-- How an item stood when the sprint ended; what came into being later was never in it.
ended as (
    select
        listings.scope,
        listings.as_of,
        listings.sprint,
        listings.project_id,
        listings.item_id,
        spells.done_date,
        spells.cancelled_date,
        spells.state = 'cancelled' as is_cancelled
    from listings
    join item_spells as spells
        on listings.item_id = spells.item_id
        and spells.entered_at <= least(listings.end_at, listings.known_at)
        and spells.valid_to > least(listings.end_at, listings.known_at)
),

sized as (
    select
        listings.*,
        coalesce(known_starts.is_start_known, false) as is_start_known,
        ended.done_date,
        ended.cancelled_date,
        was_listed_at_end and not ended.is_cancelled as is_member,
        case when at_start.item_id is null then listings.points else at_start.points end
            as start_points,
        case when at_end.item_id is null then listings.points else at_end.points end as end_points
    from listings
    left join known_starts
        on listings.scope = known_starts.scope
        and listings.as_of = known_starts.as_of
        and listings.sprint = known_starts.sprint
        and listings.project_id is not distinct from known_starts.project_id
    join ended
        on listings.scope = ended.scope
        and listings.as_of = ended.as_of
        and listings.sprint = ended.sprint
        and listings.project_id is not distinct from ended.project_id
        and listings.item_id = ended.item_id
    left join point_changes as at_start
        on listings.item_id = at_start.item_id
        and at_start.until_at > listings.start_at
        and at_start.since_at <= listings.start_at
    left join point_changes as at_end
        on listings.item_id = at_end.item_id
        and at_end.until_at > listings.end_at
        and at_end.since_at <= listings.end_at
)

select
    scope,
    as_of,
    sprint,
    project_id,
    start_date,
    end_date,
    item_id,
    item_key,
    is_start_known,
    is_start_known and was_listed_at_start as was_committed,
    is_start_known and not was_listed_at_start and is_member as was_added,
    is_start_known and was_listed_at_start and not is_member as was_removed,
    is_member,
    coalesce(done_date >= start_date, false) as is_done,
    done_date,
    end_points is null as is_unestimated,
    case $sized_in when 'items' then 1 else coalesce(start_points, 0) end as start_size,
    case $sized_in when 'items' then 1 else coalesce(end_points, 0) end as end_size
from sized
where
    (was_listed_at_start or is_member)
    and coalesce(done_date >= start_date, true)
    -- Cancelled by the end of the first day, it was never committed.
    and coalesce(cancelled_date > start_date, true)
