-- grain: a decision of a project of a scope that was raised and not decided by the day; one without
-- a project belongs to every scope
select distinct
    as_of_dates.as_of,
    decisions.decision_id,
    decisions.project_id,
    decisions.raised_date,
    decisions.question,
    decisions.options,
    decisions.recommendation,
    decisions.owner,
    decisions.due_date
from decisions
cross join as_of_dates
left join scopes using (project_id)
where
    decisions.raised_date <= as_of_dates.as_of
    and (decisions.decided_date is null or decisions.decided_date > as_of_dates.as_of)
    and (decisions.project_id is null or scopes.project_id is not null)
