-- grain: an open item of a scope and which of title, description, due date and assignee its card lacks;
-- what the export has no column for is blank
with cards as (
    select
        items_as_of.*,
        if(list_contains(roles, 'title'), nullif(trim(title), '') is not null, null) as has_title,
        if(list_contains(roles, 'description'), nullif(trim(description), '') is not null, null)
            as has_description,
        if(list_contains(roles, 'due_date'), due_date is not null, null) as has_due_date,
        if(list_contains(roles, 'assignee'), nullif(trim(assignee), '') is not null, null)
            as has_assignee
    from items_as_of
    join source_roles using (source, as_of)
    where state in ('to_do', 'in_progress')
)

select
    scope,
    as_of,
    item_id,
    item_key,
    item_url,
    project_id,
    state,
    title,
    has_title,
    has_description,
    has_due_date,
    has_assignee,
    coalesce(has_title, true) and coalesce(has_description, true)
        and coalesce(has_due_date, true) and coalesce(has_assignee, true) as is_complete,
    len(list_filter(
        [has_title, has_description, has_due_date, has_assignee], lambda field: field is not null
    )) as told_field_count,
    concat_ws(
        ', ',
        if(has_title is null or has_title, null, 'title'),
        if(has_description is null or has_description, null, 'description'),
        if(has_due_date is null or has_due_date, null, 'due date'),
        if(has_assignee is null or has_assignee, null, 'assignee')
    ) as missing
from cards
