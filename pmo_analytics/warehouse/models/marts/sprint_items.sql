-- grain: a sprint that an item listed from one sighting to the next: a change of a history, or an
-- export. Trackers keep closed sprints in the list, so an item carried over lists several.
with history as (
    select * from int_history_values where field = 'sprints'
),

told_until as (
    select item_id, max(seen_at) as told_until from history group by item_id
),

versions as (
    select * from item_versions
),

newest as (
    select item_id, created_at from versions where valid_to = timestamp 'infinity'
),

-- A history that names the field tells what it was before its first change.
beginnings as (
    select
        history.item_id,
        least(any_value(newest.created_at), min(history.changed_at)) as listed_at,
        -1 as sequence,
        arg_min(history.from_value, (history.changed_at, history.sequence)) as listed,
        'changelog' as evidence
    from history
    join newest using (item_id)
    group by history.item_id
    having not bool_or(history.is_first)
),

lists as (
    select item_id, listed_at, sequence, string_split(listed, '; ') as sprints, evidence
    from beginnings
    union all
    select item_id, changed_at, sequence, string_split(to_value, '; '), 'changelog'
    from history
    union all
    select versions.item_id, versions.seen_at, 0, versions.sprints, 'export'
    from versions
    left join told_until using (item_id)
    where told_until.told_until is null or versions.seen_at > told_until.told_until
),

last_lists as (
    select *
    from lists
    qualify row_number() over (partition by item_id, listed_at order by sequence desc) = 1
),

ordered as (
    select
        item_id,
        listed_at as from_at,
        lag(listed_at) over each_item as before_at,
        coalesce(lead(listed_at) over each_item, timestamp 'infinity') as until_at,
        sprints,
        evidence
    from last_lists
    window each_item as (partition by item_id order by listed_at)
),

listed as (
    select distinct
        item_id,
        unnest(sprints) as sprint,
        from_at,
        before_at,
        until_at,
        evidence
    from ordered
)

select item_id, sprint, fold(sprint) as sprint_folded, from_at, before_at, until_at, evidence
from listed
where trim(sprint) <> ''
order by item_id, from_at, sprint
