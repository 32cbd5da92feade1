-- grain: a scope; how many of its open cards say what a card must say, of those whose export has a
-- column for any of it
with cards as (
    select *, told_field_count > 0 as is_told from open_cards
)

select
    scope,
    as_of,
    count(*) filter (where is_told and is_complete) / nullif(count(*) filter (where is_told), 0)
        as complete_share,
    count(*) filter (where is_told and is_complete) as complete_count,
    count(*) filter (where has_title) / nullif(count(has_title), 0) as title_share,
    count(*) filter (where has_description) / nullif(count(has_description), 0)
        as description_share,
    count(*) filter (where has_due_date) / nullif(count(has_due_date), 0) as due_date_share,
    count(*) filter (where has_assignee) / nullif(count(has_assignee), 0) as assignee_share,
    max(told_field_count) as told_field_count,
    count(*) filter (where not is_told) as without_fields,
    count(*) filter (where is_told) as n
from cards
group by scope, as_of
