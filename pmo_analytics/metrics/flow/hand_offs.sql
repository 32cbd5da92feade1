-- grain: a scope; how often a finished item went from one person to another
select
    scope,
    as_of,
    sum(hand_off_count) filter (where is_observed)
        / nullif(count(*) filter (where is_observed), 0) as hand_offs_per_item,
    coalesce(sum(hand_off_count) filter (where is_observed), 0)::bigint as hand_off_count,
    count(*) filter (where is_observed and hand_off_count > 0)
        / nullif(count(*) filter (where is_observed), 0) as handed_share,
    count(*) filter (where is_observed and hand_off_count > 0) as handed_item_count,
    max(hand_off_count) filter (where is_observed) as most_hand_offs_count,
    count(*) filter (where is_observed) as n,
    count(*) filter (where not is_observed) as without_history
from handed_items
group by scope, as_of
