-- grain: a scope; its work at the last moment that its exports know by the day asked for
with finished as (
    select items.scope, items.as_of, count(*) as finished_count
    from items_as_of as items
    join known_until using (scope, as_of)
    where items.state = 'done' and items.done_date >= known_until.covered_date
    group by all
),

blocked as (
    select scope, as_of, count(*) as blocked_count from blocked_items group by all
)

select
    scope,
    as_of,
    known_until.covered_date,
    known_until.export_age_days is not null as is_exported,
    item_counts.open_count,
    item_counts.in_progress_count,
    item_counts.done_count,
    item_counts.last_done_date,
    coalesce(finished.finished_count, 0) as finished_count,
    coalesce(blocked.blocked_count, 0) as blocked_count
from known_until
join item_counts using (scope, as_of)
left join finished using (scope, as_of)
left join blocked using (scope, as_of)
