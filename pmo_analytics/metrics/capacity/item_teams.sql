-- grain: an item of a scope and the team that has it: the one that the export names, else the team that
-- most hours of its project are promised to; blank where neither is told
with known_names as (
    select fold(team) as team_folded, min(team) as team
    from (
        select team from capacity
        union all
        select team from allocations
        union all
        select team from training
    )
    where team is not null
    group by fold(team)
),

placed as (
    select
        items.scope,
        items.as_of,
        items.project_id,
        items.item_id,
        items.item_key,
        items.team_id,
        coalesce(fold(items.team_id), main_teams.team_folded) as team_folded
    from items_as_of as items
    left join main_teams using (as_of, project_id)
)

select placed.* exclude (team_id), coalesce(placed.team_id, known_names.team) as team
from placed
left join known_names using (team_folded)
