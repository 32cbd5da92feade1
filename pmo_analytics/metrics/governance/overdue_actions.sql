-- grain: a scope; its open actions, and those of them that are past their due day
select
    scope,
    as_of,
    count(*) as n,
    count(*) as open_action_count,
    count(*) filter (where overdue_days > 0) as overdue_action_count,
    max(overdue_days) filter (where overdue_days > 0) as longest_overdue_days,
    max(age_days) as oldest_action_days,
    count(*) filter (where is_lesson) as open_lesson_count,
    count(*) filter (where is_lesson and overdue_days > 0) as overdue_lesson_count,
    count(*) filter (where due_date is null) as without_due_date
from open_actions
group by scope, as_of
