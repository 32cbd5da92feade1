-- grain: a project of a scope; how far the finish it expects lies past its baselines, and what so many
-- days cost; a finish in time costs nothing
with late as (
    select
        entries.scope,
        entries.as_of,
        entries.project_id,
        entries.report_date,
        entries.baseline_finish_date,
        entries.original_finish_date,
        entries.cost_of_delay_per_week,
        slips.forecast_date,
        slips.slip_days,
        slips.original_slip_days,
        case when slips.slip_days > 0 then slips.slip_days else slips.slip_days * 0 end as late_days,
        case when slips.original_slip_days > 0 then slips.original_slip_days
            else slips.original_slip_days * 0
        end as original_late_days
    from projects_as_of as entries
    left join slips using (scope, as_of, project_id)
)

select
    late.scope,
    late.as_of,
    late.project_id,
    counted.currency,
    late.report_date,
    late.forecast_date as forecast_finish_date,
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
