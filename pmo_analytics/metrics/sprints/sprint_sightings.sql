-- grain: an export that tells which items a sprint holds, and the moments of which it tells it: its own
-- and the days after it, a history all
select
    raw_exports.source,
    if(raw_exports.kind = 'changes', timestamp '-infinity', exports.taken_at) as told_from,
    if(raw_exports.kind = 'changes', timestamp 'infinity', exports.taken_at + interval 7 days)
        as told_until
from raw_exports
join exports using (export_id)
semi join (
    select export_id from raw_columns where role in ('sprint', 'field')
) as telling using (export_id)
