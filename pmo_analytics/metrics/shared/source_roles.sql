-- grain: a source as of a day, and what the columns of its exports taken by then mean; before the first
-- of them later ones speak for it
select sources_as_of.as_of, sources_as_of.source, list_distinct(list(raw_columns.role)) as roles
from sources_as_of
join exports
    on sources_as_of.source = exports.source
    and (exports.taken_at <= sources_as_of.as_of_at or not sources_as_of.is_exported)
join raw_columns using (export_id)
where raw_columns.role <> ''
group by sources_as_of.as_of, sources_as_of.source
