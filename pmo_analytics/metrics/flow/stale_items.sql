-- grain: an open item of a scope; for how long nobody touched it, and how long it stands in its
-- status. Before the first export nobody knows when it was touched but for its changes of status;
-- without these and without an update the day of creation is only that.
with items as (
    select
        *,
        greatest(
            case when entered_evidence not in ('created', 'current status') then entered_date end,
            case when updated_date <= as_of then updated_date end
        ) as touched_date
    from items_as_of
    where state in ('to_do', 'in_progress')
)

select
    scope,
    as_of,
    item_id,
    item_key,
    item_url,
    item_type,
    project_id,
    assignee,
    status,
    state,
    touched_date,
    entered_date,
    as_of - touched_date as untouched_days,
    as_of - entered_date as in_status_days,
    as_of - touched_date > $untouched_days as is_stale,
    as_of - entered_date > $untouched_days as is_stuck
from items
