-- grain: a source and what the columns of its exports mean
select source, list_distinct(list(role)) as roles
from raw_columns
join raw_exports using (export_id)
where role <> ''
group by source
