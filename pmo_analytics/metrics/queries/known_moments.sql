-- grain: a road by which changes of a scope's items are known, how many, and how exactly
with dated as (
    select
        scopes.scope,
        as_of_dates.as_of,
        transitions.evidence,
        date_diff('second', transitions.earliest_at, transitions.latest_at) as open_seconds
    from transitions
    join items using (item_id)
    join scopes using (project_id)
    join as_of_dates on transitions.changed_at <= as_of_dates.as_of_at
)

select
    scope,
    as_of,
    evidence,
    count(*) as change_count,
    quantile_disc(open_seconds, 0.5) as half_seconds,
    max(open_seconds) as longest_seconds
from dated
group by scope, as_of, evidence
