-- grain: a scope; its stage gates by how they stand
select
    scope,
    as_of,
    count(*) filter (where state_name = 'overdue') as overdue_gate_count,
    count(*) filter (where state_name = 'conditional') as conditional_gate_count,
    count(*) filter (where conditions_overdue_days > 0) as unmet_gate_count,
    count(*) filter (where approved_date is not null) as approved_gate_count,
    count(*) filter (where approved_date > due_date) as late_gate_count,
    count(*) filter (where state_name = 'ahead') as ahead_gate_count,
    count(*) as gate_count,
    max(overdue_days) filter (where state_name = 'overdue') as longest_gate_days,
    min(due_date) filter (where state_name = 'ahead') as next_gate_date,
    count(*) as n
from gates_as_of
group by scope, as_of
