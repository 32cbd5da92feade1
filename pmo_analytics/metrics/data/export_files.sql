-- grain: a file the exports taken by the day came in, or a register
select exports.path, exports.sha256, exports.rows_in as row_count, exports.rows_rejected as rejected_count
from exports
join exports_as_of using (path)
union all
select path, sha256, row_count, faulty_rows from register_files
