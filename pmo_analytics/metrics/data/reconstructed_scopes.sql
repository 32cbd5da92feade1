-- grain: a scope; whether items of it are known on the day only from exports taken later
select
    scopes.scope,
    known.as_of,
    bool_or(not known.is_exported) as is_reconstructed
from sources_as_of as known
join (select distinct source, project_id from item_versions) as shown using (source)
join scopes using (project_id)
group by scopes.scope, known.as_of
