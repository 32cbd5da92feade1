-- grain: a tier that items of a scope have: how much the exports taken by then tell of them
select distinct
    scope,
    as_of,
    case
        when entered_evidence = 'changelog' then 3
        when version_count > 1 then 2
        when started_evidence in ('started column', 'category change', 'moved date', 'stage date')
            then 1
        else 0
    end as tier
from items_as_of
