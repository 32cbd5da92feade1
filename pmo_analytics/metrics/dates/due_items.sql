-- grain: an item of a scope that is not cancelled, and what became of its due date; a due day is
-- inclusive, and has fallen when it has ended
select
    scope,
    as_of,
    item_id,
    item_key,
    project_id,
    due_date,
    done_date,
    state,
    due_date is not null as has_due_date,
    coalesce(due_date < as_of or (due_date = as_of and not is_partial), false) as has_fallen_due,
    coalesce(done_date <= due_date, false) as is_on_time,
    case when done_date > due_date then done_date - due_date end as days_late,
    case
        when state in ('to_do', 'in_progress')
            and (due_date < as_of or (due_date = as_of and not is_partial))
            then as_of - due_date
    end as days_overdue
from items_as_of
where state not in ('cancelled', 'vanished')
