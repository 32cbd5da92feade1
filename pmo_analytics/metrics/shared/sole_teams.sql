-- grain: a scope all of whose items that name a team name the same one, most of them; that team
select
    scope,
    as_of,
    min(team_id) as team_id
from items_as_of
group by scope, as_of
having count(distinct team_id) = 1 and 2 * count(team_id) > count(*)
