-- grain: a finished item of a team of a scope whose way is told and declared, and whether it took it
select
    ways.scope,
    ways.as_of,
    item_teams.team,
    item_teams.team_folded,
    ways.item_key,
    ways.finished_date,
    ways.is_conforming
from conforming_items as ways
join item_teams using (scope, as_of, item_id)
