-- grain: something else that changed in a scope by the day: a decision, a new baseline, another declared
-- change
select distinct
    scopes.scope,
    as_of_dates.as_of,
    decisions.decided_date as date,
    scopes.project_id,
    'decision' as kind,
    decisions.decision_id as id,
    decisions.question as words,
    decisions.decision as answer
from decisions
join scopes on decisions.project_id = scopes.project_id
join as_of_dates on decisions.decided_date <= as_of_dates.as_of
where decisions.decision is not null
union all
select distinct
    scopes.scope,
    as_of_dates.as_of,
    baselines.approved_date,
    scopes.project_id,
    'baseline',
    scopes.project_id || ' ' || baselines.approved_date,
    projects.name,
    baselines.reason
from baselines
join scopes using (project_id)
join projects using (project_id)
join as_of_dates on baselines.approved_date <= as_of_dates.as_of
where not baselines.is_original
union all
select distinct
    scopes.scope,
    as_of_dates.as_of,
    improvements.change_date,
    scopes.project_id,
    'improvement',
    improvements.improvement_id,
    improvements.hypothesis,
    improvements.metric
from improvements
join projects
    on fold(improvements.scope) in (
        fold(projects.project_id), fold(projects.programme), fold(projects.name)
    )
join scopes using (project_id)
join as_of_dates on improvements.change_date <= as_of_dates.as_of
