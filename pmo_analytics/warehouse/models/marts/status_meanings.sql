-- grain: a status as one project of one source uses it, what it is taken to mean, and who said so
with meanings as (
    select * from int_status_meanings
),

versions as (
    select * from int_newest_versions
),

item_projects as (
    select * from int_newest_projects
),

standing as (
    select
        versions.source,
        coalesce(item_projects.project_id, '') as project_id,
        fold(versions.status) as status_folded,
        versions.resolution,
        coalesce(versions.resolved_at, versions.done_at) is not null as is_dated
    from versions
    join item_projects using (item_id)
),

-- What stands as the resolution of items that are known to be open means that they have none, unless it
-- says by its name that something ended.
empty_resolutions as (
    select standing.source, standing.resolution
    from standing
    left join meanings using (source, project_id, status_folded)
    where
        not standing.is_dated
        and fold(standing.resolution) not in (
            select status_folded from known_statuses where category in ('done', 'cancelled')
            union all
            select status_folded from status_proposals
            union all
            select resolution_folded from setting_cancelled_resolutions
        )
    group by standing.source, standing.resolution
    having 10 * count(*) filter (where meanings.state in ('to_do', 'in_progress')) >= count(*)
),

in_use as (
    select
        standing.source,
        standing.project_id,
        standing.status_folded,
        count(*) as item_count,
        count(*) filter (
            where standing.is_dated
            or (standing.resolution is not null and empty.resolution is null)
        ) as resolved_count
    from standing
    left join empty_resolutions as empty using (source, resolution)
    group by all
),

-- Where no item at all has ended by its dates and resolutions, they speak against nothing.
witnesses as (
    select source, sum(resolved_count) > 0 as has_witness from in_use group by source
),

visits as (
    select
        versions.source,
        coalesce(item_projects.project_id, '') as project_id,
        fold(transitions.to_status) as status_folded,
        count(*) as visit_count,
        count(*) filter (where transitions.sequence = 1) as first_count,
        count(*) filter (where transitions.next_at is not null) as left_count
    from transitions
    join versions using (item_id)
    join item_projects using (item_id)
    where transitions.to_status is not null
    group by all
),

described as (
    select
        meanings.source,
        meanings.project_id,
        meanings.status,
        meanings.status_folded,
        meanings.stage,
        meanings.stage_order,
        meanings.category,
        meanings.state,
        meanings.wip_limit,
        meanings.decided_by,
        -- What nobody explained is proposed, never taken for granted: where items stay once they are
        -- resolved, what is called done and has no witness against it, where items begin, or else
        -- something on the way.
        case
            when meanings.decided_by <> 'unknown' then null
            when 2 * visits.left_count > visits.visit_count and visits.first_count = 0 then 'active'
            when 2 * in_use.resolved_count > in_use.item_count then 'done'
            when proposed.category is not null
                and not (witnesses.has_witness and in_use.resolved_count = 0)
                then proposed.category
            when 2 * visits.first_count > visits.visit_count then 'to_do'
            else 'active'
        end as proposed_category,
        coalesce(in_use.item_count, 0) as item_count
    from meanings
    left join in_use using (source, project_id, status_folded)
    left join visits using (source, project_id, status_folded)
    left join witnesses using (source)
    left join status_proposals as proposed using (status_folded)
)

select * from described
