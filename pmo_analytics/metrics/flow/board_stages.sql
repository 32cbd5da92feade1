-- grain: a column of the board of a scope: its cards, and the most it should hold by pmo.toml
with limits as (
    select project_id, stage, max(wip_limit) as wip_limit
    from status_meanings
    where wip_limit is not null
    group by project_id, stage
)

select
    cards.scope,
    cards.as_of,
    cards.stage,
    cards.stage_order,
    bool_and(cards.state = 'done') as is_done,
    count(*) as card_count,
    max(limits.wip_limit) as wip_limit_count,
    greatest(
        if(bool_and(cards.state = 'done'), 0, count(*) - max(limits.wip_limit)), 0
    ) as over_limit_count
from board_cards as cards
left join limits on cards.project_id = limits.project_id and cards.stage = limits.stage
group by cards.scope, cards.as_of, cards.stage, cards.stage_order
