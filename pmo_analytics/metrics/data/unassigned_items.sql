-- grain: an item that belongs to no project of the register on the day, whatever the scope
select known.as_of, versions.item_key, versions.title, versions.source
from sources_as_of as known
join item_versions as versions
    on known.source = versions.source
    and versions.valid_from <= known.as_of_at
    and versions.valid_to > known.as_of_at
where versions.level = 'item' and versions.project_id is null
