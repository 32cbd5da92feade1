-- grain: an open dependency of a scope that is not part of a circle, so that an order can be found
select open_edges.*
from open_edges
left join blocked_by as back
    on open_edges.scope = back.scope
    and open_edges.as_of = back.as_of
    and open_edges.waiting_id = back.needed_id
    and open_edges.needed_id = back.waiting_id
where back.scope is null
