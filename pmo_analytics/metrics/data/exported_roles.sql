-- grain: a day and a role that a column of the exports taken by then has; before the first export of
-- a source its later exports speak for it
select distinct sources_as_of.as_of, raw_columns.role
from sources_as_of
join exports
    on sources_as_of.source = exports.source
    and (exports.taken_at <= sources_as_of.as_of_at or not sources_as_of.is_exported)
join raw_columns using (export_id)
where raw_columns.role <> ''
