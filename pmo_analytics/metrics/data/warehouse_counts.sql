-- grain: one row; what there is in the warehouse
select
    (select count(*) from projects) as projects,
    (select count(*) from items) as items,
    (select count(*) from raw_registers where row_count > 0) as registers,
    (select count(*) from exports where refused_reason is not null) as refused,
    (select count(*) from rejects where level <> 'file') as rejected
