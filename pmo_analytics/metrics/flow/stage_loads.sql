-- grain: an active column of the board of a project of a scope: items in it when the day ended, on average
-- over the days looked back since its project first had any, and the most it should hold by pmo.toml;
-- known where changes or dates of columns are told
with limits as (
    select nullif(project_id, '') as project_id, stage, min(wip_limit) as wip_limit
    from status_meanings
    where wip_limit is not null
    group by project_id, stage
),

visits as (
    select
        items.scope,
        items.as_of,
        items.project_id,
        spells.stage,
        spells.left_at is null or spells.left_at > items.known_at as is_there,
        greatest(
            min(spells.entered_date) over (
                partition by items.scope, items.as_of, items.project_id
            ),
            items.as_of - $window_days + 1
        ) as window_date,
        greatest(spells.entered_date, window_date) as first_date,
        if(is_there, items.as_of + 1, spells.left_date) as end_date
    from items_as_of as items
    join item_spells as spells
        on items.item_position = spells.item_position and spells.entered_at <= items.known_at
    where spells.category = 'active' and spells.evidence in ('changelog', 'stage date')
),

loads as (
    select
        scope,
        as_of,
        project_id,
        stage,
        count(*) filter (where is_there) as item_count,
        sum(greatest(end_date - first_date, 0)) / any_value(as_of - window_date + 1) as mean_count
    from visits
    group by scope, as_of, project_id, stage
)

select
    loads.*,
    limits.wip_limit is not null as is_limited,
    coalesce(limits.wip_limit, greatest(ceil(loads.mean_count), 1))::bigint as limit_count
from loads
left join limits on loads.project_id = limits.project_id and loads.stage = limits.stage
