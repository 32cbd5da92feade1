-- grain: something that could be put right quickly in a project of a scope, and how many things that puts
-- right: blocked items by a call, stale work, a field of cards in progress, a report or an export, a
-- column over its limit or, without one, over its usual load
with things as (
    select scope, as_of, project_id, 'call' as kind, subject, item_key as thing
    from blocker_subjects
    union all
    select scope, as_of, project_id, 'close', '', item_key
    from item_checks
    anti join blocked_items using (scope, as_of, item_id)  -- nobody can resume these
    where not recently_touched
    union all
    select scope, as_of, project_id, 'fill', unnest(split(missing, ', ')), item_key
    from open_cards
    where state = 'in_progress' and missing <> ''
    union all
    select scope, as_of, project_id, 'renew', check_id, subject
    from governed_projects
    where check_id in ('status_reported', 'export_current') and fails
),

counted as (
    select
        scope,
        as_of,
        project_id,
        kind,
        subject,
        count(distinct thing) as thing_count,
        null as limit_count,
        array_to_string(list(distinct thing order by thing)[1:3], ', ') as shown_things,
        least(count(distinct thing), 3) as shown_count
    from things
    group by scope, as_of, project_id, kind, subject
    union all
    select
        scope,
        as_of,
        project_id,
        if(is_limited, 'keep', 'limit'),
        stage,
        item_count - limit_count,
        limit_count,
        '',
        item_count - limit_count
    from stage_loads
    where item_count > limit_count
)

select
    *,
    kind || '-' || project_id || if(subject = '', '', '-' || replace(subject, ' ', '_')) as win_id
from counted
