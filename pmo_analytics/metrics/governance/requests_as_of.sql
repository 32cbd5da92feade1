-- grain: a request or change that was asked for by the day, of a project of a scope; one without a
-- project belongs to every scope
select distinct
    wanted.scope,
    as_of_dates.as_of,
    requests.request_id,
    requests.project_id,
    requests.title,
    requests.kind,
    requests.raised_by,
    requests.raised_date,
    if(requests.decided_date <= as_of_dates.as_of, requests.decided_date, null) as decided_date,
    if(requests.decided_date <= as_of_dates.as_of, requests.decision, null) as decision,
    least(coalesce(requests.decided_date, as_of_dates.as_of), as_of_dates.as_of)
        - requests.raised_date as waited_days
from requests
cross join as_of_dates
join scopes as wanted
    on requests.project_id is null or requests.project_id = wanted.project_id
where requests.raised_date <= as_of_dates.as_of
