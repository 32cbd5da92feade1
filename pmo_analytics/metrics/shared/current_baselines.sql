-- grain: a project as of a day; the baseline in force: the newest approved by then
select as_of_dates.as_of, baselines.*
from as_of_dates
join baselines
    on baselines.approved_date <= as_of_dates.as_of
    and baselines.replaced_date > as_of_dates.as_of
