-- grain: a version of an item in which something contradicts something else; where a history ends
-- elsewhere than the newest export, that version
with newest_versions as (
    select item_id, seen_at from item_versions where valid_to = timestamp 'infinity'
),

ended_elsewhere as (
    select newest_versions.*
    from newest_versions
    semi join int_missing_steps as steps
        on newest_versions.item_id = steps.item_id and steps.is_contradiction
),

disagreements as (
    select item_id, seen_at, 'history ends elsewhere' as disagreement from ended_elsewhere
    union all
    select states.item_id, states.seen_at, states.disagreement
    from int_version_states as states
    anti join ended_elsewhere using (item_id, seen_at)
    where states.disagreement is not null
)

select * from disagreements
