-- grain: a scope; how the forecasts of its milestones move
select
    scope,
    as_of,
    count(*) filter (where trend in ('slips', 'never converges'))
        / nullif(count(*) filter (where trend <> 'reached'), 0) as slipping_share,
    count(*) filter (where trend in ('slips', 'never converges')) as slipping_count,
    count(*) filter (where trend = 'never converges') as never_converging_count,
    count(*) filter (where trend = 'recovers') as recovering_count,
    count(*) filter (where trend = 'reached') as reached_count,
    count(*) filter (where is_unmaintained) as unmaintained_count,
    max(slip_days) filter (where trend <> 'reached') as longest_slip_days,
    arg_max(milestone, (slip_days, milestone_id, project_id)) filter (where trend <> 'reached')
        as longest_slip_name,
    arg_max(first_forecast_date, (slip_days, milestone_id, project_id))
        filter (where trend <> 'reached') as longest_slip_first_date,
    arg_max(forecast_date, (slip_days, milestone_id, project_id)) filter (where trend <> 'reached')
        as longest_slip_last_date,
    arg_max(milestone, (projected_date, milestone_id, project_id))
        filter (where projected_date is not null) as last_milestone,
    max(projected_date) as projected_date,
    count(*) filter (where trend <> 'reached') as n
from milestone_trends
group by scope, as_of
