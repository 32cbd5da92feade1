-- grain: an open item of a scope with its age; an item still to do has none
select
    scope,
    as_of,
    item_id,
    item_key,
    item_url,
    item_type,
    title,
    project_id,
    assignee,
    status,
    stage,
    stage_order,
    state,
    is_flagged,
    due_date,
    created_date,
    started_date,
    started_evidence,
    entered_date,
    updated_date,
    as_of - started_date + 1 as age_days,
    as_of - started_date as elapsed_age_days
from items_as_of
where state in ('to_do', 'in_progress')
