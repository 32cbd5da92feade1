-- grain: a gate, a decision or an action of a project of a scope, and whether it is past its day
select scope, as_of, project_id, 'gate_approved' as check_id, gate as subject,
    state_name = 'overdue' as fails
from gates_as_of
union all
select scope, as_of, project_id, 'conditions_met', gate, coalesce(conditions_overdue_days > 0, false)
from gates_as_of
where state_name = 'conditional'
union all
select scope, as_of, project_id, 'decision_in_time', decision_id, coalesce(overdue_days > 0, false)
from logged_decisions
where project_id is not null and decided_date is null
union all
select scope, as_of, project_id, 'action_in_time', action_id, coalesce(overdue_days > 0, false)
from open_actions
where project_id is not null
