-- grain: somebody whom the registers name in a scope: what waits for them as of the day. It is their
-- load, no more: nothing here says how well they do it.
with decided as (
    select distinct scope, as_of, owner, decision_id, coalesce(overdue_days, 0) > 0 as is_overdue
    from logged_decisions
    where decided_date is null
),

acted as (
    select distinct scope, as_of, owner, action_id, coalesce(overdue_days, 0) > 0 as is_overdue
    from open_actions
),

waiting as (
    select scope, as_of, owner, 'decision' as kind, is_overdue from decided
    union all
    select scope, as_of, owner, 'action', is_overdue from acted
    union all
    select scope, as_of, owner, 'risk', is_response_overdue from open_risks
    union all
    select scope, as_of, manager, 'project', false from projects_as_of
),

loads as (
    select
        scope,
        as_of,
        trim(owner) as owner,
        count(*) filter (where kind = 'project') as managed_count,
        count(*) filter (where kind = 'decision') as decision_duty_count,
        count(*) filter (where kind = 'action') as action_duty_count,
        count(*) filter (where kind = 'risk') as risk_duty_count,
        count(*) filter (where kind <> 'project') as open_duty_count,
        count(*) filter (where is_overdue) as overdue_duty_count
    from waiting
    where trim(owner) <> ''
    group by scope, as_of, trim(owner)
)

select
    *,
    -- Somebody for whom something is overdue, with twice the duties of the others or more.
    overdue_duty_count > 0
        and open_duty_count >= 2 * avg(open_duty_count) over (partition by scope, as_of)
        as is_overloaded
from loads
