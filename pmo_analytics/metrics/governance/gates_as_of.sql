-- grain: a stage gate of a project of a scope as of a day: passed, passed with conditions that are still
-- to be met, overdue, or ahead. The register has no history but the day of approval: due days and
-- conditions are today's. Conditions are to be met by the day that is agreed, else by the next gate.
with gated as (
    select
        scopes.scope,
        as_of_dates.as_of,
        gates.project_id,
        gates.gate,
        gates.due_date,
        if(gates.approved_date <= as_of_dates.as_of, gates.approved_date, null) as approved_date,
        gates.approved_by,
        nullif(trim(gates.conditions), '') as conditions,
        coalesce(
            gates.conditions_due_date,
            lead(gates.due_date) over (
                partition by scopes.scope, as_of_dates.as_of, gates.project_id
                order by gates.due_date, gates.gate
            )
        ) as conditions_due_date
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
    if(approved_date is null or conditions is null, null, conditions_due_date)
        as conditions_due_date,
    if(approved_date is null or conditions is null, null, as_of - approved_date)
        as conditions_age_days,
    if(
        approved_date is null or conditions is null or conditions_due_date is null,
        null,
        greatest(as_of - conditions_due_date, 0)
    ) as conditions_overdue_days,
    case
        when approved_date is not null and conditions is not null then 'conditional'
        when approved_date is not null then 'approved'
        when due_date < as_of then 'overdue'
        else 'ahead'
    end as state_name,
    if(approved_date is null, greatest(as_of - due_date, 0), null) as overdue_days,
    approved_date - due_date as late_days
from gated
