-- grain: a selector of a project of the register, or of a team of pmo.toml; a smaller fineness wins
with listed as (
    select
        'project' as owner_kind,
        project_id as owner_id,
        trim(unnest(string_split(items, ';'))) as selector
    from register_projects
    union all
    select 'team', team, trim(selector) from setting_team_selectors
),

-- source:NAME:* says in full what NAME:* does.
written as (
    select
        owner_kind,
        owner_id,
        regexp_replace(selector, '^source:([^:]+:.+)$', '\1', 'i') as selector
    from listed
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
