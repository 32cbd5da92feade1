-- grain: a thing of a scope and another that waits for it, directly or through others
with recursive waiting_for as (
    select scope, as_of, needed_id, waiting_id from open_edges
    union
    select waiting_for.scope, waiting_for.as_of, waiting_for.needed_id, open_edges.waiting_id
    from waiting_for
    join open_edges
        on waiting_for.scope = open_edges.scope
        and waiting_for.as_of = open_edges.as_of
        and waiting_for.waiting_id = open_edges.needed_id
)

select * from waiting_for
