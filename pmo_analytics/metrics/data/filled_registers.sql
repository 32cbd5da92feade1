-- grain: a register that holds at least one row, be it in fields of a tracker; when a row was written is not known
select register from raw_registers where row_count > 0
union
select 'status' where exists (from status)
