-- grain: an open item of a scope with its age; an item still to do has none. Where nothing tells when
-- it was started, it is at least as old as since it was first known to have been.
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
    as_of - local_date(started_by_at, setting_portfolio.time_zone) + 1 as least_age_days,
    as_of - started_date as elapsed_age_days
from items_as_of
cross join setting_portfolio
where state in ('to_do', 'in_progress')
