-- grain: a scope; whether exports of items speak for days before the first of them. A history of
-- changes tells of earlier days itself.
select scopes.scope, as_of_dates.as_of, count(*) > 0 as is_reconstructed
from item_versions as versions
join exports using (export_id)
join scopes using (project_id)
join as_of_dates on versions.seen_at <= as_of_dates.as_of_at
where versions.is_reconstructed_before and exports.kind = 'items'
group by scopes.scope, as_of_dates.as_of
