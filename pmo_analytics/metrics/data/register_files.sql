-- grain: a register that is there; when its rows were written is not known
select path, sha256, row_count, faulty_rows from raw_registers
