-- grain: a version of an item whose status and resolution disagree
select item_id, seen_at, disagreement
from int_version_states
where disagreement is not null
