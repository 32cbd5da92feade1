-- grain: a source of a scope whose counts may be running totals, all that ever reached a stage: over
-- three days or more no column falls, none is larger than the one before it, and something grows
with followed as (
    select
        scope,
        as_of,
        source,
        standing,
        has_total,
        lag(standing) over (partition by scope, as_of, source order by count_date) as standing_before
    from counted_days
    where not has_blank
)

select scope, as_of, source
from followed
group by scope, as_of, source
having
    count(*) >= 3
    and not bool_or(has_total)
    and bool_and(standing = list_reverse_sort(standing))
    and bool_and(
        standing_before is null
        or list_bool_and(list_transform(
            list_zip(standing, standing_before), lambda pair: coalesce(pair[1] >= pair[2], false)
        ))
    )
    and max(list_sum(standing)) > min(list_sum(standing))
