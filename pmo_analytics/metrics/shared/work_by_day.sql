-- grain: a day of a scope on which its work changed; items finished, items that came less those that
-- went unfinished, and how many more are open, in progress and blocked at its evening. People are those
-- with work in an active stage: how many things can go on at once, not who does them.
select
    work_changes.scope,
    local_date(work_changes.moment, setting_portfolio.time_zone) as date,
    sum(finished_count)::integer as finished_count,
    sum(open_change + closed_count - imported_count)::integer as arrived_count,
    sum(open_change)::integer as open_change,
    sum(progress_change)::integer as progress_change,
    sum(blocked_change)::integer as blocked_change,
    sum(people_change)::integer as people_change
from work_changes
cross join setting_portfolio
group by all
having
    bool_or(finished_count <> 0) or bool_or(open_change <> 0) or bool_or(progress_change <> 0)
    or bool_or(blocked_change <> 0) or bool_or(people_change <> 0)
