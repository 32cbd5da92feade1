-- grain: a register that holds at least one row; when a row was written is not known
select distinct register from raw_registers where row_count > 0
