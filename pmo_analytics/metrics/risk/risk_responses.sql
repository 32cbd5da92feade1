-- grain: a scope; its open risks and issues whose response is overdue, missing, or not looked after
select
    scopes.scope,
    scopes.as_of,
    count(*) filter (where is_response_overdue) as overdue_count,
    count(*) filter (where is_response_overdue) / nullif(count(response_due_date), 0)
        as overdue_share,
    count(response_due_date) as response_due_count,
    coalesce(sum(exposure_cost) filter (where is_response_overdue and is_counted), 0)
        as overdue_exposure_cost,
    max(scopes.as_of - response_due_date) filter (where is_response_overdue)
        as longest_overdue_days,
    count(*) filter (where risk_id is not null and response is null) as without_response_count,
    count(*) filter (where risk_id is not null and owner is null) as without_owner_count,
    count(*) filter (where unreviewed_days > $review_days) as unreviewed_count,
    count(risk_id) as n
from (select distinct scope, as_of from counted_projects) as scopes
left join open_risks using (scope, as_of)
group by scopes.scope, scopes.as_of
