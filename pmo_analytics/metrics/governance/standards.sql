-- grain: a scope; how many of the standards that apply to its projects are kept. What exceptions.csv
-- accepts is counted apart: it is neither kept nor broken.
with checks as (
    select
        scope,
        as_of,
        standard_id,
        1 - sum(failed_count) / sum(checked_count) as passed_share
    from standards_by_project
    where not is_excepted
    group by scope, as_of, standard_id
),

worst as (
    select
        scope,
        as_of,
        string_agg(standard_id, ', ' order by passed_share, standard_id) as worst_standards
    from (
        select *, row_number() over (
            partition by scope, as_of order by passed_share, standard_id
        ) as place
        from checks
        where passed_share < 1
    )
    where place <= 3
    group by scope, as_of
),

counted as (
    select
        scope,
        as_of,
        count(*) filter (where not is_excepted and is_kept) as kept_count,
        count(*) filter (where not is_excepted) as standard_count,
        count(*) filter (where is_broken) as broken_count,
        count(*) filter (where is_broken and severity = 'high') as grave_count,
        count(distinct project_id) filter (where is_broken) as breaking_project_count,
        count(distinct standard_id) filter (where is_broken) as broken_standard_count,
        count(distinct standard_id) as asked_standard_count,
        count(*) filter (where is_excepted) as excepted_count,
        count(*) filter (where excepted_until_date < as_of and not is_kept)
            as lapsed_exception_count,
        count(distinct project_id) as project_count
    from standards_by_project
    group by scope, as_of
)

select
    counted.*,
    counted.kept_count / nullif(counted.standard_count, 0) as kept_share,
    worst.worst_standards,
    cast(counted.as_of + $act_days as date) as act_by_date,
    counted.standard_count as n
from counted
left join worst using (scope, as_of)
