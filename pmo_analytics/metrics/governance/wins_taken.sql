-- grain: a quick win of a scope that was agreed by the day
select distinct
    wanted.scope,
    as_of_dates.as_of,
    actions.action_id,
    actions.project_id,
    actions.action,
    actions.owner,
    actions.origin_id as win_id,
    actions.raised_date,
    actions.due_date,
    if(actions.done_date <= as_of_dates.as_of, actions.done_date, null) as done_date
from actions
cross join as_of_dates
join scopes as wanted
    on actions.project_id is null or actions.project_id = wanted.project_id
where actions.origin = 'quick_win' and actions.raised_date <= as_of_dates.as_of
