-- grain: an item of a scope and the team that has it: the one that the export names where registers know
-- it, else the team that most hours of its project are promised to, else the one of the export
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
        case
            when known_names.team is null
            then coalesce(main_teams.team_folded, fold(items.team_id))
            else known_names.team_folded
        end as team_folded
    from items_as_of as items
    left join known_names on fold(items.team_id) = known_names.team_folded
    left join main_teams using (as_of, project_id)
)

select placed.* exclude (team_id), coalesce(known_names.team, placed.team_id) as team
from placed
left join known_names using (team_folded)
