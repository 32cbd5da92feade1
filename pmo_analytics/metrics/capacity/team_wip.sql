-- grain: a team of a scope with items in progress: how many a person, in how many projects, how many it
-- finishes a week and how often these go from one person to another
with handed as (
    select
        items.scope,
        items.as_of,
        items.team_folded,
        count(*) / $weeks as finished_per_week,
        sum(handed_items.hand_off_count) filter (where handed_items.is_observed)
            / nullif(count(*) filter (where handed_items.is_observed), 0) as hand_offs_per_item
    from team_items as items
    left join handed_items using (scope, as_of, item_id)
    where items.state = 'done' and items.team_folded is not null
    group by all
),

working as (
    select
        scope,
        as_of,
        team_folded,
        min(team) as team,
        count(*) as wip_count,
        count(distinct person_folded) as person_count,
        count(distinct project_id) as project_count,
        list(distinct project_id order by project_id) as project_ids,
        count(*) / count(distinct person_folded) as wip_per_person
    from team_items
    where state = 'in_progress' and team_folded is not null
    group by all
)

select working.*, handed.finished_per_week, handed.hand_offs_per_item
from working
left join handed using (scope, as_of, team_folded)
