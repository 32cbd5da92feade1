-- grain: a project of a scope; how far the finish it forecasts lies past its baselines, and what so
-- many days cost; a finish in time costs nothing
with slipped as (
    select
        *,
        declared_finish_date - baseline_finish_date as slip_days,
        declared_finish_date - original_finish_date as original_slip_days
    from projects_as_of
),

late as (
    select
        *,
        case when slip_days > 0 then slip_days else slip_days * 0 end as late_days,
        case when original_slip_days > 0 then original_slip_days else original_slip_days * 0 end
            as original_late_days
    from slipped
)

select
    late.scope,
    late.as_of,
    late.project_id,
    counted.currency,
    late.report_date,
    late.declared_finish_date as forecast_finish_date,
    late.baseline_finish_date,
    late.original_finish_date,
    late.slip_days,
    late.original_slip_days,
    late.cost_of_delay_per_week,
    cast(late.late_days * late.cost_of_delay_per_week / 7 as decimal(18, 2)) as delay_cost,
    cast(late.original_late_days * late.cost_of_delay_per_week / 7 as decimal(18, 2))
        as original_delay_cost,
    case
        when not counted.is_counted then 'currency'
        when late.slip_days is null then 'dates'
        when late.cost_of_delay_per_week is null then 'cost of delay'
    end as left_out_by
from late
join counted_projects as counted using (scope, as_of, project_id)
