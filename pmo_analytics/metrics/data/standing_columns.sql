-- grain: a scope and a column that means something, here or elsewhere, of an export taken by then that
-- shows the scope; of all exports where none does. Before the first export of a source its later
-- exports speak for it.
with scope_sources as (
    select distinct scopes.scope, item_versions.source
    from scopes
    join item_versions using (project_id)
),

exported_columns as (
    select
        sources_as_of.as_of,
        exports.source,
        trim(raw_columns.header) as header,
        coalesce(nullif(raw_columns.role, ''), raw_columns.usual_role) as role,
        bool_or(raw_columns.role <> '') as is_read,
        bool_or(coalesce(raw_columns.is_filled, false)) as is_filled
    from sources_as_of
    join exports
        on sources_as_of.source = exports.source
        and (exports.taken_at <= sources_as_of.as_of_at or not sources_as_of.is_exported)
    join raw_columns using (export_id)
    where raw_columns.role <> 'private'
    group by all
)

select distinct scopes.scope, exported_columns.*
from scopes
cross join exported_columns
left join scope_sources using (scope, source)
where exported_columns.role is not null
    and (
        scope_sources.source is not null
        or scopes.scope not in (select scope from scope_sources)
    )
