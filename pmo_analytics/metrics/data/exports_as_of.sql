-- grain: an export that was taken by the day; a file that was refused has no moment and counts as
-- there is one now
select
    as_of_dates.as_of,
    exports.source,
    exports.path,
    exports.kind,
    local_date(exports.taken_at, setting_portfolio.time_zone) as taken_date,
    exports.rows_in,
    exports.rows_accepted,
    exports.rows_rejected,
    exports.refused_reason
from as_of_dates
cross join setting_portfolio
join exports on exports.taken_at is null or exports.taken_at <= as_of_dates.as_of_at
