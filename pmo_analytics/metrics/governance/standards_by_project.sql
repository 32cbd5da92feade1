-- grain: a standard that applies to a project of a scope: how many of what it applies to fail it,
-- whether it is kept, and until when exceptions.csv accepts that it is not
with checked as (
    select
        governed.scope,
        governed.as_of,
        governed.project_id,
        standards.standard_id,
        standards.check_id,
        standards.severity,
        standards.help,
        coalesce(any_value(standards.line), $tolerated_share) as line_share,
        count(*) as checked_count,
        count(*) filter (where governed.fails) as failed_count
    from governed
    join setting_standards as standards using (check_id)
    group by
        governed.scope,
        governed.as_of,
        governed.project_id,
        standards.standard_id,
        standards.check_id,
        standards.severity,
        standards.help
),

-- An exception names the standard, or the check that it is made of.
accepted as (
    select
        as_of_dates.as_of,
        exceptions.project_id,
        standards.standard_id,
        max(exceptions.until_date) as until_date,
        max_by(exceptions.accepted_by, exceptions.until_date) as accepted_by,
        max_by(exceptions.reason, exceptions.until_date) as reason
    from exceptions
    join setting_standards as standards
        on exceptions.check_id in (standards.standard_id, standards.check_id)
    cross join as_of_dates
    group by as_of_dates.as_of, exceptions.project_id, standards.standard_id
),

judged as (
    select
        checked.*,
        1 - checked.failed_count / checked.checked_count as passed_share,
        checked.failed_count <= checked.line_share * checked.checked_count as is_kept,
        coalesce(accepted.until_date >= checked.as_of, false) as is_excepted,
        accepted.until_date as excepted_until_date,
        accepted.accepted_by,
        accepted.reason
    from checked
    left join accepted using (as_of, project_id, standard_id)
)

select *, not is_kept and not is_excepted as is_broken
from judged
