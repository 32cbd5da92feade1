-- grain: feedback on a project of a scope, received by the day
with received as (
    select * from feedback
)

select
    scopes.scope,
    as_of_dates.as_of,
    received.feedback_id,
    received.project_id,
    received.date as feedback_date,
    received.origin,
    received.score,
    nullif(trim(received.theme), '') as theme,
    received.text
from received
join scopes using (project_id)
join as_of_dates on received.date <= as_of_dates.as_of and received.date > as_of_dates.as_of - $days
