-- grain: an item as the exports of one day showed it; valid from then to the next day of its source
-- that shows it. What was true before the first export is not known: its values stand for that time
-- too. What an export does not show, since it lacks the column, is as the one before showed it.
with versions as (
    select * from int_item_versions
),

item_projects as (
    select * from int_item_projects
),

item_teams as (
    select item_id, seen_at, owner_id as team_id from int_claims where owner_kind = 'team'
),

shown as (
    select * from raw_rows
),

roles as (
    select export_id, list(distinct role) as roles
    from raw_columns
    where role <> ''
    group by export_id
),

known_types as (
    select * from main.known_types
),

joined as (
    select
        versions.* exclude (labels, components),
        versions.labels,
        versions.components,
        item_projects.project_id,
        item_teams.team_id as team_by_settings,
        shown.title,
        shown.description,
        shown.item_type,
        shown.is_subtask,
        shown.priority,
        shown.class_of_service,
        shown.assignee,
        shown.team,
        shown.planned_start_date,
        shown.due_date,
        shown.points,
        shown.estimate_hours,
        shown.spent_hours,
        shown.rank,
        shown.fix_versions,
        shown.sprints,
        shown.is_flagged,
        roles.roles
    from versions
    join shown using (export_id, row_number)
    join item_projects using (item_id, seen_at)
    left join item_teams using (item_id, seen_at)
    left join roles using (export_id)
),

-- A struct with a null in it says "empty"; a null says "this export has no such column".
told as (
    select
        *,
        if(list_contains(roles, 'title'), {value: title}, null) as told_title,
        if(list_contains(roles, 'description'), {value: description}, null) as told_description,
        if(list_contains(roles, 'item_type'), {value: item_type}, null) as told_item_type,
        if(list_contains(roles, 'priority'), {value: priority}, null) as told_priority,
        if(list_contains(roles, 'assignee'), {value: assignee}, null) as told_assignee,
        if(list_contains(roles, 'team'), {value: team}, null) as told_team,
        if(list_contains(roles, 'due_date'), {value: due_date}, null) as told_due_date,
        if(list_contains(roles, 'points'), {value: points}, null) as told_points,
        if(list_has_any(roles, ['estimate_seconds', 'estimate_hours']), {value: estimate_hours},
            null) as told_estimate_hours,
        if(list_has_any(roles, ['spent_seconds', 'spent_hours']), {value: spent_hours}, null)
            as told_spent_hours,
        if(list_contains(roles, 'label'), {value: labels}, null) as told_labels,
        if(list_contains(roles, 'component'), {value: components}, null) as told_components,
        if(list_contains(roles, 'rank'), {value: rank}, null) as told_rank,
        if(list_contains(roles, 'fix_version'), {value: fix_versions}, null) as told_fix_versions,
        if(list_contains(roles, 'sprint'), {value: sprints}, null) as told_sprints,
        if(list_contains(roles, 'flagged'), {value: is_flagged}, null) as told_is_flagged,
        if(list_has_any(roles, ['parent_key', 'parent_id']), {value: parent_key}, null)
            as told_parent_key,
        if(list_contains(roles, 'epic_key'), {value: epic_key}, null) as told_epic_key,
        if(created_at is not null, {value: created_at}, null) as told_created_at
    from joined
),

carried as (
    select
        *,
        last_value(told_title ignore nulls) over so_far as last_title,
        last_value(told_description ignore nulls) over so_far as last_description,
        last_value(told_item_type ignore nulls) over so_far as last_item_type,
        last_value(told_priority ignore nulls) over so_far as last_priority,
        last_value(told_assignee ignore nulls) over so_far as last_assignee,
        last_value(told_team ignore nulls) over so_far as last_team,
        last_value(told_due_date ignore nulls) over so_far as last_due_date,
        last_value(told_points ignore nulls) over so_far as last_points,
        last_value(told_estimate_hours ignore nulls) over so_far as last_estimate_hours,
        last_value(told_spent_hours ignore nulls) over so_far as last_spent_hours,
        last_value(told_labels ignore nulls) over so_far as last_labels,
        last_value(told_components ignore nulls) over so_far as last_components,
        last_value(told_rank ignore nulls) over so_far as last_rank,
        last_value(told_fix_versions ignore nulls) over so_far as last_fix_versions,
        last_value(told_sprints ignore nulls) over so_far as last_sprints,
        last_value(told_is_flagged ignore nulls) over so_far as last_is_flagged,
        last_value(told_parent_key ignore nulls) over so_far as last_parent_key,
        last_value(told_epic_key ignore nulls) over so_far as last_epic_key,
        last_value(told_created_at ignore nulls) over so_far as last_created_at
    from told
    window so_far as (
        partition by item_position order by seen_at rows between unbounded preceding and current row
    )
),

-- A parent that is an epic is the epic, where no column of its own names it.
epics as (
    select distinct carried.source, carried.item_key, same_key(carried.item_key) as key_folded
    from carried
    join known_types on fold(carried.last_item_type.value) = known_types.type_folded
    where known_types.level = 'epic'
    qualify row_number() over (partition by carried.source, key_folded order by carried.item_key) = 1
),

item_versions as (
    select
        carried.item_id,
        carried.item_position,
        carried.export_id,
        carried.seen_at,
        row_number() over each_item as version_number,
        case
            when version_number = 1 then timestamp '-infinity' else carried.seen_at
        end as valid_from,
        coalesce(lead(carried.seen_at) over each_item, timestamp 'infinity') as valid_to,
        version_number = 1 as is_reconstructed_before,
        carried.row_number as export_row,
        carried.source,
        carried.item_key,
        replace(nullif(sources.item_url, ''), '{key}', url_encode(carried.item_key)) as item_url,
        carried.source_item_id,
        carried.tracker_project_key,
        carried.project_id,
        carried.last_item_type.value as item_type,
        case
            when carried.is_subtask then 'sub-task'
            else coalesce(known_types.level, 'item')
        end as level,
        carried.last_title.value as title,
        carried.last_description.value as description,
        coalesce(carried.last_team.value, carried.team_by_settings) as team_id,
        carried.last_parent_key.value as parent_key,
        coalesce(carried.last_epic_key.value, epics.item_key) as epic_key,
        carried.status,
        carried.status_category,
        carried.resolution,
        carried.last_priority.value as priority,
        carried.class_of_service,
        carried.last_assignee.value as assignee,
        carried.last_created_at.value as created_at,
        local_date(carried.last_created_at.value, portfolio.time_zone) as created_date,
        carried.updated_at,
        local_date(carried.updated_at, portfolio.time_zone) as updated_date,
        carried.planned_start_date,
        carried.last_due_date.value as due_date,
        carried.last_points.value as points,
        carried.last_estimate_hours.value as estimate_hours,
        carried.last_spent_hours.value as spent_hours,
        coalesce(carried.last_labels.value, []) as labels,
        coalesce(carried.last_components.value, []) as components,
        coalesce(carried.last_fix_versions.value, []) as releases,
        carried.last_rank.value as rank,
        coalesce(carried.last_sprints.value, []) as sprints,
        coalesce(carried.last_is_flagged.value, false) as is_flagged,
        list_filter(
            [
                'project_id',
                'item_key',
                if(carried.last_title is not null, 'title', null),
                if(carried.last_assignee is not null, 'assignee', null),
                if(carried.last_priority is not null, 'priority', null),
                if(carried.last_due_date is not null, 'due_date', null),
                if(carried.last_points is not null, 'points', null),
                if(carried.last_estimate_hours is not null, 'estimate_hours', null),
                if(carried.last_sprints is not null, 'sprints', null)
            ],
            lambda field: field is not null
        ) as told_fields
    from carried
    left join setting_sources as sources on carried.source = sources.source
    left join known_types on fold(carried.last_item_type.value) = known_types.type_folded
    left join epics
        on carried.source = epics.source
        and same_key(carried.last_parent_key.value) = epics.key_folded
    cross join setting_portfolio as portfolio
    window each_item as (partition by carried.item_position order by carried.seen_at)
)

select * from item_versions
order by item_position, seen_at
