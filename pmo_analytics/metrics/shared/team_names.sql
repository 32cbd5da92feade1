-- grain: a team that the exports name
select distinct team_id from item_versions where team_id is not null
