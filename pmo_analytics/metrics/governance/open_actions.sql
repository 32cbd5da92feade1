-- grain: an action of a project of a scope that was raised and not done by the day; one without a
-- project belongs to every scope
select distinct
    wanted.scope,
    as_of_dates.as_of,
    actions.action_id,
    actions.project_id,
    actions.action,
    actions.owner,
    actions.origin,
    coalesce(actions.origin in ('retrospective', 'audit'), false) as is_lesson,
    actions.raised_date,
    actions.due_date,
    as_of_dates.as_of - actions.raised_date as age_days,
    if(actions.due_date is null, null, greatest(as_of_dates.as_of - actions.due_date, 0))
        as overdue_days
from actions
cross join as_of_dates
join scopes as wanted
    on actions.project_id is null or actions.project_id = wanted.project_id
where
    actions.raised_date <= as_of_dates.as_of
    and (actions.done_date is null or actions.done_date > as_of_dates.as_of)
