-- grain: a project of a scope and a decision of it that is open on the day, if there is one; beside
-- them the dates and costs by which the suite asks itself
select
    entries.scope,
    entries.as_of,
    entries.project_id,
    entries.baseline_finish_date,
    entries.cost_of_delay_per_week,
    decisions.decision_id,
    decisions.due_date,
    decisions.question
from projects_as_of as entries
left join open_decisions as decisions using (as_of, project_id)
