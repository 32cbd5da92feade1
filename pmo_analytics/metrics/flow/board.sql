-- grain: a scope; the cards of its board
select
    scope,
    as_of,
    sum(card_count)::bigint as card_count,
    count(*) as stage_count,
    count(*) filter (where over_limit_count > 0) as over_limit_stage_count,
    sum(card_count)::bigint as n
from board_stages
group by scope, as_of
