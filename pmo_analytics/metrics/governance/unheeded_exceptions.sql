-- grain: a consent for a project of a scope that names no standard which holds
select scopes.scope, exceptions.*
from exceptions
join scopes using (project_id)
anti join setting_standards as standards
    on exceptions.check_id in (standards.standard_id, standards.check_id)
