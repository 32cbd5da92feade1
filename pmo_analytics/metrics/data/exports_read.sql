-- grain: a scope; all exports taken by the day. Exports belong to the portfolio, whatever the scope.
with totals as (
    select
        as_of,
        count(*) as export_count,
        sum(rows_in)::bigint as row_count,
        sum(rows_rejected)::bigint as rejected_count,
        count(*) filter (where refused_reason is not null) as refused_count
    from exports_as_of
    group by as_of
)

select
    scopes.scope,
    as_of_dates.as_of,
    coalesce(totals.export_count, 0) as export_count,
    coalesce(totals.row_count, 0) as row_count,
    coalesce(totals.rejected_count, 0) as rejected_count,
    coalesce(totals.refused_count, 0) as refused_count,
    coalesce(totals.export_count, 0) as n
from (select distinct scope from scopes) as scopes
cross join as_of_dates
left join totals using (as_of)
