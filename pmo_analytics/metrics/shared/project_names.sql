-- grain: a project; where it stands on the page: by programme, those without one last
select
    row_number() over (order by programme nulls last, name, project_id) as position,
    project_id,
    name,
    programme
from projects
