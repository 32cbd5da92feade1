-- grain: a scope; the registers as they are now, whatever the day: when a row was written is not known
with totals as (
    select
        count(*) filter (where row_count > 0) as register_count,
        coalesce(sum(row_count), 0)::bigint as row_count,
        coalesce(sum(faulty_rows), 0)::bigint as rejected_count
    from register_files
)

select scopes.scope, as_of_dates.as_of, totals.*, totals.register_count as n
from (select distinct scope from scopes) as scopes
cross join as_of_dates
cross join totals
