-- grain: an open risk or issue of a scope and a check of how it is looked after
select
    scope,
    as_of,
    project_id,
    risk_id as subject,
    unnest([
        {check_id: 'risk_owned', fails: owner is null},
        {check_id: 'risk_reviewed', fails: unreviewed_days > $review_days},
        {check_id: 'risk_answered', fails: response is null},
        {check_id: 'response_in_time', fails: is_response_overdue}
    ], recursive := true)
from open_risks
