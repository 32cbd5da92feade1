-- grain: a finished item of a scope with the time it took. Elapsed days are the measure of all
-- arithmetic; inclusive days count the first and the last day.
select
    scope,
    as_of,
    done_date,
    item_key,
    item_id,
    item_type,
    project_id,
    created_date,
    started_date,
    done_date - started_date as cycle_days,
    done_date - started_date + 1 as cycle_days_inclusive,
    epoch(done_at - started_at) as cycle_seconds,
    done_date - created_date as lead_days,
    started_evidence,
    finished_evidence,
    reopened_count
from items_as_of
where state = 'done'
