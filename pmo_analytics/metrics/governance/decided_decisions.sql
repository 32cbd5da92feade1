-- grain: a decision of a project of a scope that was decided by the day
select
    scopes.scope,
    as_of_dates.as_of,
    decisions.decided_date,
    decisions.decision_id,
    decisions.project_id,
    decisions.question,
    decisions.decision,
    decisions.outcome
from decisions
join scopes using (project_id)
join as_of_dates on decisions.decided_date <= as_of_dates.as_of
where decisions.decision is not null
