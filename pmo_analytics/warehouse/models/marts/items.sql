-- grain: an item, as last known
with versions as (
    select * from item_versions where valid_to = timestamp 'infinity'
),

last_spells as (
    select * from item_spells where left_at is null
),

states as (
    select * from int_version_states
),

histories as (
    select distinct item_id from int_changelog_events
),

contradictions as (
    select item_id from int_missing_steps where is_contradiction
),

version_counts as (
    select item_id, count(*) as version_count from item_versions group by item_id
),

items as (
    select
        versions.item_id,
        versions.source,
        versions.item_key,
        versions.item_type,
        versions.level,
        versions.title,
        versions.description,
        versions.project_id,
        versions.tracker_project_key,
        versions.team_id,
        versions.parent_key,
        versions.epic_key,
        versions.status,
        versions.status_category,
        last_spells.stage,
        last_spells.state,
        coalesce(states.decided_by, 'stage dates') as decided_by,
        case
            when contradictions.item_id is not null then 'history ends elsewhere'
            else states.disagreement
        end as disagreement,
        versions.resolution,
        versions.priority,
        versions.class_of_service,
        versions.assignee,
        versions.created_at,
        last_spells.started_at,
        last_spells.done_at,
        last_spells.cancelled_at,
        versions.updated_at,
        versions.due_date,
        versions.points,
        versions.estimate_hours,
        versions.spent_hours,
        versions.labels,
        versions.components,
        versions.releases,
        versions.rank,
        versions.sprints,
        versions.is_flagged,
        case
            when histories.item_id is not null then 3
            when version_counts.version_count > 1 then 2
            when last_spells.started_evidence in (
                'started column', 'category change', 'moved date', 'stage date'
            ) then 1
            else 0
        end as tier,
        versions.item_url
    from versions
    join last_spells using (item_id)
    join version_counts using (item_id)
    left join states using (item_id, seen_at)
    left join histories using (item_id)
    left join contradictions using (item_id)
)

select * from items
