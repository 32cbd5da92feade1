-- grain: a scope; its last complete weeks beside its first ones, which are its own baseline: what it
-- finishes, what arrives and how long items take, as ratios
with weeks as (
    select
        scope,
        as_of,
        len(week_dates) as week_count,
        week_dates[1] as baseline_from_date,
        week_dates[$baseline_weeks] + 6 as baseline_until_date,
        week_dates[-$recent_weeks] as recent_from_date,
        week_dates[-1] + 6 as recent_until_date,
        list_avg(finished_count[:$baseline_weeks]) as baseline_finished,
        list_avg(finished_count[-$recent_weeks:]) as recent_finished,
        list_avg(arrived_count[:$baseline_weeks]) as baseline_arrived,
        list_avg(arrived_count[-$recent_weeks:]) as recent_arrived
    from pace
),

durations as (
    select
        weeks.scope,
        weeks.as_of,
        quantile_disc(finished_items.cycle_days, 0.5) filter (
            where finished_items.finished_date
                between weeks.baseline_from_date and weeks.baseline_until_date
        ) as baseline_days,
        quantile_disc(finished_items.cycle_days, 0.5) filter (
            where finished_items.finished_date
                between weeks.recent_from_date and weeks.recent_until_date
        ) as recent_days
    from weeks
    join finished_items using (scope, as_of)
    group by weeks.scope, weeks.as_of
)

select
    weeks.scope,
    weeks.as_of,
    weeks.recent_finished / nullif(weeks.baseline_finished, 0) as pace_ratio,
    durations.recent_days / nullif(durations.baseline_days, 0) as duration_ratio,
    weeks.recent_arrived / nullif(weeks.baseline_arrived, 0) as arrival_ratio,
    weeks.recent_finished / nullif(weeks.recent_arrived, 0) as finished_per_arrived,
    weeks.baseline_finished,
    weeks.recent_finished,
    durations.baseline_days,
    durations.recent_days,
    weeks.week_count as n
from weeks
left join durations using (scope, as_of)
