-- grain: a day and a stage of a table of counts, as a team kept it by hand or a tool drew it
with counted as (
    select * from int_stage_counts
),

placed as (
    select
        counted.source,
        counted.export_id,
        projects.project_id,
        counted.count_date,
        counted.stage,
        counted.stage_order,
        counted.item_count,
        counted.is_finish_count,
        if(counted.is_finish_count, null, meanings.category) as category,
        if(counted.is_finish_count, null, meanings.state) as state
    from counted
    left join int_count_projects as projects using (source)
    left join int_status_meanings as meanings
        on counted.source = meanings.source
        and coalesce(projects.project_id, '') = meanings.project_id
        and fold(counted.stage) = meanings.status_folded
)

select * from placed
