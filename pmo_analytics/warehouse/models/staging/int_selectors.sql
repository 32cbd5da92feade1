-- grain: a selector of a project of the register, of a team of pmo.toml, or of an option of a decision
-- (its row in the register); a smaller fineness wins
with listed as (
    select
        'project' as owner_kind,
        project_id as owner_id,
        trim(unnest(string_split(items, ';'))) as selector
    from register_projects
    union all
    select 'team', team, trim(selector) from setting_team_selectors
    union all
    select
        'items out',
        cast(row_number as varchar),
        trim(unnest(string_split(items_out, ';')))
    from register_decision_options
    union all
    select
        'items in',
        cast(row_number as varchar),
        trim(unnest(string_split(items_in, ';')))
    from register_decision_options
),

-- A plain key in an option names a tracker project, or an item with all that is below it.
named as (
    select * from listed
    union all
    select owner_kind, owner_id, 'epic:' || selector
    from listed
    where owner_kind in ('items out', 'items in') and selector <> '' and not contains(selector, ':')
),

-- source:NAME:* says in full what NAME:* does.
written as (
    select
        owner_kind,
        owner_id,
        regexp_replace(selector, '^source:([^:]+:.+)$', '\1', 'i') as selector
    from named
),

parsed as (
    select
        owner_kind,
        owner_id,
        selector,
        lower(split_part(selector, ':', 1)) as prefix,
        substr(selector, strpos(selector, ':') + 1) as remainder,
        contains(selector, ':') as has_prefix
    from written
    where selector <> ''
),

selectors as (
    select
        owner_kind,
        owner_id,
        selector,
        case
            when has_prefix and prefix in ('epic', 'label', 'component') then prefix
            when has_prefix and trim(remainder) = '*' then 'source'
            else 'key'
        end as kind,
        case
            when kind = 'source' then 5
            when not has_prefix then 4
            when prefix = 'epic' then 1
            when prefix = 'label' then 2
            when prefix = 'component' then 3
            else 4
        end as fineness,
        case when has_prefix and prefix not in ('epic', 'label', 'component') then prefix end
            as source_name,
        case
            when has_prefix and prefix = 'epic' then fold(same_key(trim(remainder)))
            else fold(case when has_prefix then remainder else selector end)
        end as name_folded
    from parsed
)

select * from selectors
