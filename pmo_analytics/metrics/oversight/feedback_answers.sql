-- grain: an action that a theme of the feedback of a scope led to, agreed by the day
select distinct
    received.scope,
    received.as_of,
    fold(received.theme) as theme_folded,
    actions.action_id,
    actions.action,
    actions.owner,
    actions.raised_date,
    if(actions.done_date <= received.as_of, actions.done_date, null) as done_date
from feedback_received as received
join actions
    on received.feedback_id = actions.origin_id
    and actions.origin = 'feedback'
    and actions.raised_date <= received.as_of
