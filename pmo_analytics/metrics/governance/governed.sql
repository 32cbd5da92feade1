-- grain: something of a project of a scope (an item, a risk, the project itself) and a check that
-- applies to it; exactly the checks of the data quality and those of governance
select scope, as_of, project_id, check_id, item_key as subject, not passes as fails
from item_checks
unpivot (
    passes for check_id in (columns(* exclude (scope, as_of, project_id, item_key, item_id)))
)
union all
select scope, as_of, project_id, check_id, subject, fails from governed_items
union all
select scope, as_of, project_id, 'card_complete', item_key, not is_complete
from open_cards
where told_field_count > 0
union all
select scope, as_of, project_id, 'way_kept', item_key, has_skipped
from conforming_items
where finished_date > as_of - $window_days
union all
select scope, as_of, project_id,
    if(is_near, 'near_work_refined', 'far_work_not_detailed'),
    item_key,
    if(is_near, not is_refined, is_detailed)
from planning_horizon
where is_told
union all
select scope, as_of, project_id, check_id, subject, fails from governed_projects
union all
select scope, as_of, project_id, check_id, subject, fails from governed_risks
union all
select scope, as_of, project_id, check_id, subject, fails from governed_controls
union all
select scopes.scope, as_of_dates.as_of, asked.project_id, asked.check_id, asked.subject, asked.fails
from folder_checks as asked
join scopes using (project_id)
join as_of_dates using (as_of)
