-- grain: what a project of a scope has before it, see roadmap_marks; a project without any once, blank
select
    scopes.scope,
    as_of_dates.as_of,
    scopes.project_id,
    marks.kind_name,
    marks.mark_name,
    marks.mark_date
from scopes
cross join as_of_dates
left join roadmap_marks as marks using (scope, as_of, project_id)
