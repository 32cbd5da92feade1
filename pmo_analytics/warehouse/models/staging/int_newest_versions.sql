-- grain: an item as its newest version showed it
with versions as (
    select * from int_item_versions
),

newest as (
    select *
    from versions
    qualify row_number() over (partition by item_id order by seen_at desc) = 1
)

select * from newest
