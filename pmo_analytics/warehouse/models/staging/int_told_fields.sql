-- grain: a source and what the rows of its histories that name a field tell of: only of that they can
-- tell that it did not happen
with named as (
    select distinct source, changed_field from stg_rows where changed_field is not null
),

told as (
    select distinct named.source, fields.role
    from named
    join int_history_fields as fields
        on named.source = fields.source and fold(named.changed_field) = fields.field_folded
)

select * from told
