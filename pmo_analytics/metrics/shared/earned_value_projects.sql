-- grain: a project of a scope whose earned value can be measured, or a blank row of one that cannot,
-- with the reason
with measured as (
    select * from earned_value_indices where project_id is not null
)

select
    amounts.scope,
    amounts.as_of,
    amounts.project_id,
    amounts.left_out_by,
    measured.* exclude (scope, as_of, project_id, n)
from earned_value_amounts as amounts
left join measured using (scope, as_of, project_id)
