-- grain: a version of an item, and whether it is asked for its project or its team: which one the
-- selectors give it; null where two claim it at the same fineness
with claims as (
    select * from int_reached where owner_kind in ('project', 'team')
),

-- The finest selector wins, and among epics the nearest.
finest as (
    select distinct item_id, seen_at, owner_kind, owner_id
    from claims
    qualify (fineness, depth) = min((fineness, depth)) over (
        partition by item_id, seen_at, owner_kind
    )
),

placed as (
    select
        item_id,
        seen_at,
        owner_kind,
        case when count(*) = 1 then min(owner_id) end as owner_id,
        string_agg(owner_id, ', ' order by owner_id) as claimed_by
    from finest
    group by item_id, seen_at, owner_kind
)

select * from placed
