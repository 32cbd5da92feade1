-- grain: a standard that applies to a project of a scope: how many of what it applies to fail it,
-- whether it is kept, and until when exceptions.csv accepts that it is not
with checked as (
    select
        scope,
        as_of,
        project_id,
        check_id,
        count(*) as checked_count,
        count(*) filter (where fails) as failed_count
    from governed
    group by scope, as_of, project_id, check_id
),

accepted as (
    select
        as_of_dates.as_of,
        exceptions.project_id,
        exceptions.check_id,
        max(exceptions.until_date) as until_date,
        max_by(exceptions.accepted_by, exceptions.until_date) as accepted_by,
        max_by(exceptions.reason, exceptions.until_date) as reason
    from exceptions
    cross join as_of_dates
    group by as_of_dates.as_of, exceptions.project_id, exceptions.check_id
)

select
    checked.scope,
    checked.as_of,
    checked.project_id,
    checked.check_id,
    checked.checked_count,
    checked.failed_count,
    1 - checked.failed_count / checked.checked_count as passed_share,
    checked.failed_count <= $tolerated_share * checked.checked_count as is_kept,
    coalesce(accepted.until_date >= checked.as_of, false) as is_excepted,
    accepted.until_date as excepted_until_date,
    accepted.accepted_by,
    accepted.reason
from checked
left join accepted using (as_of, project_id, check_id)
