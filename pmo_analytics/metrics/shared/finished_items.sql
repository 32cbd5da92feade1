-- grain: a finished item of a scope with the time it took. Days that are shown count the first and
-- the last day; elapsed days are the measure of all arithmetic.
select
    scope,
    as_of,
    done_date as finished_date,
    item_key,
    item_id,
    item_type,
    project_id,
    created_date,
    started_date,
    done_date - started_date + 1 as cycle_days,
    done_date - created_date + 1 as lead_days,
    done_date - started_date as elapsed_cycle_days,
    done_date - created_date as elapsed_lead_days,
    epoch(done_at - started_at) as elapsed_cycle_seconds,
    started_evidence,
    finished_evidence,
    reopened_count
from items_as_of
where state = 'done'
