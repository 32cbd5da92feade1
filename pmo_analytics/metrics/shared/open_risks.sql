-- grain: a risk or issue of a project of a scope that was opened and not closed by the day. Its
-- probability, impact and dates are those of the register now: it has no history of them.
select
    counted.scope,
    counted.as_of,
    risks.risk_id,
    risks.project_id,
    risks.kind,
    risks.title,
    risks.probability,
    risks.impact_cost,
    risks.impact_days,
    cast(risks.probability * risks.impact_cost as decimal(18, 2)) as exposure_cost,
    cast(risks.probability * risks.impact_days as decimal(18, 2)) as exposure_days,
    counted.currency,
    counted.is_counted,
    risks.opened_date,
    counted.as_of - risks.opened_date as age_days,
    risks.proximity_date,
    risks.proximity_date - counted.as_of as days_to_proximity,
    risks.response,
    risks.response_due_date,
    coalesce(risks.response_due_date < counted.as_of, false) as is_response_overdue,
    risks.owner,
    case when risks.reviewed_date <= counted.as_of then risks.reviewed_date end as reviewed_date,
    counted.as_of - case
        when risks.reviewed_date <= counted.as_of then risks.reviewed_date else risks.opened_date
    end as unreviewed_days
from risks
join counted_projects as counted
    on risks.project_id = counted.project_id
    and risks.opened_date <= counted.as_of
    and (risks.closed_date is null or risks.closed_date > counted.as_of)
