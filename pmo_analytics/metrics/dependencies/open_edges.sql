-- grain: an open dependency of a scope between two things that are known, once
select distinct scope, as_of, needed_id, waiting_id
from dependency_edges
where is_open and not is_unknown
