-- grain: a stage gate of a project of a scope as of a day: passed, passed with conditions that are still
-- to be met, overdue, or ahead. The register has no history but the day of approval: due days and
-- conditions are today's.
with gated as (
    select
        scopes.scope,
        as_of_dates.as_of,
        gates.project_id,
        gates.gate,
        gates.due_date,
        if(gates.approved_date <= as_of_dates.as_of, gates.approved_date, null) as approved_date,
        gates.approved_by,
        nullif(trim(gates.conditions), '') as conditions
    from gates
    join scopes using (project_id)
    cross join as_of_dates
)

select
    scope,
    as_of,
    project_id,
    gate,
    due_date,
    approved_date,
    if(approved_date is null, null, approved_by) as approved_by,
    conditions,
    case
        when approved_date is not null and conditions is not null then 'conditional'
        when approved_date is not null then 'approved'
        when due_date < as_of then 'overdue'
        else 'ahead'
    end as state_name,
    if(approved_date is null, greatest(as_of - due_date, 0), null) as overdue_days,
    approved_date - due_date as late_days
from gated
