-- grain: a scope; the longest chain of things that wait for each other, and what most waits for
with members as (
    select
        *,
        row_number() over (
            partition by scope, as_of order by blocked_count desc, direct_count desc, name
        ) = 1 as is_most_blocking
    from dependency_network
)

select
    scopes.scope,
    scopes.as_of,
    max(start_days + left_days) filter (where slack_days = 0) as chain_days,
    count(*) filter (where slack_days = 0 and not is_in_circle) as critical_count,
    any_value(chain_path.names) as chain_names,
    max(name) filter (where is_most_blocking) as most_blocking_name,
    max(blocked_count) as most_blocked_count,
    count(*) filter (where left_evidence = 'typical') as typical_count,
    count(*) filter (where left_evidence = 'unknown') as without_duration,
    count(*) filter (where is_in_circle) as in_circle,
    count(*) filter (where not is_in_circle) as n
from (select distinct scope, as_of from scopes cross join as_of_dates) as scopes
left join members using (scope, as_of)
left join chain_path using (scope, as_of)
group by scopes.scope, scopes.as_of
