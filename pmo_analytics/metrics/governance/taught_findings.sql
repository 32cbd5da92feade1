-- grain: a team of a scope and a standard of items, about what can be taught: how many of its items fail
-- it, and the share that may. What exceptions.csv accepts of a project is left out.
with asked as (
    select
        governed.scope,
        governed.as_of,
        item_teams.team,
        item_teams.team_folded,
        judged.standard_id,
        judged.help,
        judged.line_share,
        governed.project_id,
        governed.fails
    from governed
    join standards_by_project as judged using (scope, as_of, project_id, check_id)
    join item_teams
        on governed.scope = item_teams.scope
        and governed.as_of = item_teams.as_of
        and governed.project_id = item_teams.project_id
        and governed.subject = item_teams.item_key
    where judged.help in ('tracker', 'planning', 'way') and not judged.is_excepted
)

select
    scope,
    as_of,
    min(team) as team,
    team_folded,
    help as topic,
    standard_id,
    any_value(line_share) as line_share,
    list(distinct project_id order by project_id) as project_ids,
    count(*) as checked_count,
    count(*) filter (where fails) as failed_count
from asked
group by scope, as_of, team_folded, help, standard_id
