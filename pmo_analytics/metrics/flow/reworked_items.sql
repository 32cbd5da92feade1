-- grain: an item of a scope that was started or finished once; how often it was reopened and how
-- often it was sent back
select
    scope,
    as_of,
    item_id,
    item_key,
    item_type,
    project_id,
    state,
    coalesce(done_date, cancelled_date, entered_date) as last_date,
    first_started_date is not null or state in ('in_progress', 'done') as was_started,
    state in ('done', 'cancelled') or reopened_count > 0 as was_closed,
    reopened_count,
    moved_back_count,
    coalesce(started_evidence, finished_evidence, '') = 'changelog' or moved_back_count > 0
        as has_history,
    coalesce(finished_evidence, '') in ('changelog', 'export difference') or reopened_count > 0
        as can_tell_reopening
from items_as_of
where
    first_started_date is not null
    or state in ('in_progress', 'done', 'cancelled')
    or reopened_count > 0
