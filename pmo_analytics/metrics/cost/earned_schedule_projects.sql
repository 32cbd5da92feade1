-- grain: a project of a scope whose earned schedule can be measured
select * exclude (n) from earned_schedule_indices where project_id is not null
