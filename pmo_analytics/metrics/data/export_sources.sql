-- grain: a source; its exports taken by the day, and how many of their rows were used
select
    as_of,
    source,
    count(*) as export_count,
    min(taken_date) as first_taken_date,
    max(taken_date) as taken_date,
    sum(rows_in)::bigint as row_count,
    sum(rows_accepted)::bigint as accepted_count,
    sum(rows_rejected)::bigint as rejected_count
from exports_as_of
group by as_of, source
