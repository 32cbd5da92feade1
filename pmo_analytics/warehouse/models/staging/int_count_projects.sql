-- grain: a source of tables of counts and the project they belong to: the one whose selector names the
-- source, else the only one of its items; without a register one of its own name. Null where the
-- register places it nowhere, or in two.
with sources as (
    select distinct source from raw_exports where kind = 'counts' and refused_reason is null
),

claims as (
    select distinct sources.source, selectors.owner_id as project_id
    from sources
    join int_selectors as selectors
        on
            selectors.owner_kind = 'project'
            and (selectors.kind = 'source'
                or (selectors.kind = 'key' and fold(sources.source) = selectors.name_folded))
            and (selectors.source_name is null or selectors.source_name = lower(sources.source))
),

claimed as (
    select source, if(count(*) = 1, min(project_id), null) as project_id
    from claims
    group by source
),

of_items as (
    select versions.source, if(count(distinct project_id) = 1, min(project_id), null) as project_id
    from int_newest_projects as item_projects
    join int_newest_versions as versions using (item_id)
    group by versions.source
),

placed as (
    select
        sources.source,
        case
            when claimed.source is not null then claimed.project_id
            when of_items.project_id is not null then of_items.project_id
            when not exists (from register_projects) then sources.source
        end as project_id
    from sources
    left join claimed using (source)
    left join of_items using (source)
)

select * from placed
