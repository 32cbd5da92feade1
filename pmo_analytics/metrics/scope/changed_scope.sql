-- grain: an item of a scope; whether it was part of what is to be done on a day, and whether it is now.
-- The day is that given, or the one on which the baseline in force of its project was approved.
with since as (
    select
        scopes.scope,
        as_of_dates.as_of,
        scopes.project_id,
        coalesce(cast($since_date as date), max(baselines.approved_date)) as since_date
    from scopes
    cross join as_of_dates
    left join current_baselines as baselines using (project_id, as_of)
    group by scopes.scope, as_of_dates.as_of, scopes.project_id
),

moves as (
    select
        items.scope,
        items.as_of,
        items.item_id,
        items.item_key,
        items.item_type,
        items.points,
        items.project_id,
        since.since_date,
        spells.entered_date,
        spells.sequence,
        spells.state not in ('cancelled', 'vanished') as is_in_scope,
        coalesce(spells.from_state, 'vanished') not in ('cancelled', 'vanished')
            as was_in_scope_before
    from items_as_of as items
    join since using (scope, as_of, project_id)
    join item_spells as spells
        on items.item_position = spells.item_position and spells.entered_at <= items.known_at
    where since.since_date is not null
)

select
    scope,
    as_of,
    item_id,
    item_key,
    item_type,
    project_id,
    any_value(points) as points,
    any_value(since_date) as since_date,
    coalesce(
        arg_max(is_in_scope, sequence) filter (where entered_date <= since_date), false
    ) as was_in_scope,
    arg_max(is_in_scope, sequence) as is_in_scope,
    max(entered_date) filter (
        where entered_date > since_date and is_in_scope <> was_in_scope_before
    ) as changed_date
from moves
group by scope, as_of, item_id, item_key, item_type, project_id
