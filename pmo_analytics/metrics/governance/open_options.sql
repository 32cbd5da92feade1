-- grain: an option of decision_options.csv of a decision that is open on the day
select
    open_decisions.as_of,
    open_decisions.decision_id,
    options.option,
    options.items_out,
    options.items_in,
    options.people_share,
    options.money,
    options.finish_date,
    options.dependency,
    options.dependency_date,
    options.value_lost,
    options.note
from open_decisions
join decision_options as options using (decision_id)
