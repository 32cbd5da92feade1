-- grain: what somebody of the office said by the day, about a project, a programme, or with neither the
-- whole portfolio
select
    as_of_dates.as_of,
    comments.date,
    comments.author,
    comments.text,
    comments.project_id,
    nullif(trim(comments.programme), '') as programme,
    as_of_dates.as_of - comments.date as age_days
from comments
join as_of_dates on comments.date <= as_of_dates.as_of
