-- grain: a source as of a day; until when its exports taken by then know. What a later export tells
-- was not known before it; before the first export of a source later ones speak for it. A day is
-- partial where they do not know its end.
select
    as_of_dates.as_of,
    as_of_dates.as_of_at,
    as_of_dates.is_partial or coalesce(max(exports.taken_at) < as_of_dates.as_of_at, false)
        as is_partial,
    shown.source,
    coalesce(max(exports.taken_at), as_of_dates.as_of_at) as known_at,
    max(exports.taken_at) is not null as is_exported
from as_of_dates
cross join (select distinct source from exports) as shown
left join exports
    on shown.source = exports.source
    and exports.taken_at <= as_of_dates.as_of_at
    and exports.kind not in ('counts', 'sprints')
group by as_of_dates.as_of, as_of_dates.as_of_at, as_of_dates.is_partial, shown.source
