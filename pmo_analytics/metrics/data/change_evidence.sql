-- grain: a kind of evidence by which changes of a scope's items are known, how many, and how exactly;
-- `exact` is known to the day or better, counting a day on which the clocks go back
with dated as (
    select
        scopes.scope,
        as_of_dates.as_of,
        transitions.evidence,
        -- Where nothing tells an earliest moment, a change is open without end.
        coalesce(
            date_diff('second', transitions.earliest_at, transitions.latest_at), 9223372036854775807
        ) as open_seconds
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
    nullif(quantile_disc(open_seconds, 0.5), 9223372036854775807) as half_seconds,
    round(nullif(quantile_disc(open_seconds, 0.5), 9223372036854775807) / 86400)::bigint as half_days,
    coalesce(quantile_disc(open_seconds, 0.5), 9223372036854775807) <= 90000 as is_exact
from dated
group by scope, as_of, evidence
