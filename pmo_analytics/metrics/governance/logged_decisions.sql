-- grain: a decision that was raised by the day, of a project of a scope, decided or not; one without a
-- project belongs to every scope. What fell due and was not decided by then is late.
with raised as (
    select distinct
        wanted.scope,
        as_of_dates.as_of,
        decisions.decision_id,
        decisions.project_id,
        decisions.question,
        decisions.owner,
        decisions.raised_date,
        decisions.due_date,
        if(decisions.decided_date <= as_of_dates.as_of, decisions.decided_date, null)
            as decided_date,
        if(decisions.decided_date <= as_of_dates.as_of, decisions.decision, null) as decision
    from decisions
    cross join as_of_dates
    join scopes as wanted
        on decisions.project_id is null or decisions.project_id = wanted.project_id
    where decisions.raised_date <= as_of_dates.as_of
)

select
    *,
    coalesce(decided_date, as_of) - raised_date as age_days,
    if(decided_date is null, greatest(as_of - due_date, 0), null) as overdue_days,
    case
        when decided_date is not null then decided_date <= due_date
        when due_date < as_of then false
    end as is_in_time
from raised
