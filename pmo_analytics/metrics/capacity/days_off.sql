-- grain: a day of a team, '' for all of them, on which it does not work though the week says so, or
-- works though the week does not
select
    days.team,
    days.date,
    days.is_working
from calendar_days as days
left join setting_weekend on isodow(days.date) = setting_weekend.iso_weekday
where days.is_working = (setting_weekend.iso_weekday is not null)
