-- grain: an approved baseline of a project; the first is the original one
with registered as (
    select * from register_baselines
),

ordered as (
    select
        project_id,
        approved_date,
        start_date,
        finish_date,
        budget,
        reserve,
        scope_items,
        reason,
        row_number() over each_project = 1 as is_original,
        coalesce(lead(approved_date) over each_project, date 'infinity') as replaced_date
    from registered
    window each_project as (partition by project_id order by approved_date)
)

select * from ordered
