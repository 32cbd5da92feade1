-- grain: a name by which the histories of a source call a field, and what the field means: as trackers
-- call it, or as a column of an export of that source is headed
with usual as (
    select unnest([
        {role: 'due_date', names: ['due date', 'duedate', 'due']},
        {role: 'points', names: ['story points', 'points', 'story point estimate']},
        {role: 'sprint', names: ['sprint', 'sprints']},
        {role: 'assignee', names: ['assignee']},
        {role: 'priority', names: ['priority']},
        {role: 'label', names: ['labels', 'label', 'tags', 'tag']},
        {role: 'flagged', names: ['flagged', 'flag', 'impediment']},
        {role: 'blocked', names: ['blocked', 'blocked reason']},
        {role: 'link', names: ['link', 'links', 'issue link', 'issue links']}
    ], recursive := true)
),

histories as (
    select distinct raw_exports.source
    from raw_exports
    join raw_columns using (export_id)
    where raw_columns.role = 'field'
),

headers as (
    select
        raw_exports.source,
        raw_columns.role,
        -- Custom field (Flagged) is called Flagged.
        coalesce(
            nullif(regexp_extract(raw_columns.header, '[(（](.*)[)）]', 1), ''), raw_columns.header
        ) as name
    from raw_columns
    join raw_exports using (export_id)
    where raw_columns.role in (select role from usual)
),

named as (
    select histories.source, usual.role, fold(unnest(usual.names)) as field_folded
    from histories
    cross join usual
    union
    select headers.source, headers.role, fold(headers.name)
    from headers
    semi join histories using (source)
    where headers.name is not null
),

-- A name that means two things is told by none of them but the usual one, which sorts first.
fields as (
    select source, field_folded, min(role) as role
    from named
    group by source, field_folded
)

select * from fields
