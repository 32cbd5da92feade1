-- grain: a finished item of a scope whose way is told and declared, and how it departed from it. Dates of
-- columns tell no way back: of those it is not known. Exports miss columns: of those nothing is.
with declared as (
    select
        project_id,
        list(stage order by stage_order) as declared_stages,
        list(stage order by stage_order) filter (where category = 'active') as active_stages,
        any_value(stage) filter (where is_ready_stage) as ready_stage,
        any_value(stage) filter (where is_last_check) as last_check
    from declared_stages
    group by project_id
),

departed as (
    select
        ways.scope,
        ways.as_of,
        ways.item_id,
        ways.item_key,
        ways.item_url,
        ways.project_id,
        ways.finished_date,
        ways.way,
        declared.declared_stages,
        list_filter(
            declared.active_stages, lambda stage: not list_contains(ways.stages, stage)
        ) as skipped_stages,
        if(ways.is_by_date, null, ways.back_count) as back_count,
        not list_contains(ways.stages, declared.ready_stage) as is_unready,
        not list_contains(ways.stages, declared.last_check) as is_unchecked
    from item_ways as ways
    join declared using (project_id)
    where not ways.is_by_export
)

select
    *,
    len(skipped_stages) > 0 as has_skipped,
    coalesce(back_count > 0, false) as went_back,
    len(skipped_stages) = 0
        and coalesce(back_count, 0) = 0
        and not coalesce(is_unready, false)
        and not coalesce(is_unchecked, false) as is_conforming
from departed
