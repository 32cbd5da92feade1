-- grain: a doubt about when exports were taken and what belongs together, for a person to settle
with files as (
    select raw_exports.*, int_export_days.* exclude (export_id, taken_at)
    from raw_exports
    join int_export_days using (export_id)
),

undated as (
    select
        'no_day' as kind,
        path as paths,
        'Neither its name nor a date in it says when it was taken; it counts as of '
            || local_date(seen_at, portfolio.time_zone) || '. Put the day into its name, such as board 2026-09-30.csv.' as doubt
    from files
    cross join setting_portfolio as portfolio
    where is_undated and seen_at is not null and kind not in ('counts', 'sprints') and row_count > 0
),

-- Files that nobody dated and that show the same items, or of one day and in other states: which of them
-- is the later one?
repeated_items as (
    select files.source, list(distinct files.export_id) as export_ids
    from files
    join raw_rows as shown using (export_id)
    where
        files.kind in ('items', 'stage_dates') and files.part_count = 1
        and shown.item_key is not null
    group by files.source, shown.item_key, if(files.is_named, files.taken_at, null)
    having
        count(distinct files.export_id) > 1
        and (bool_or(not files.is_named) or count(distinct fold(shown.status)) > 1)
),

unordered as (
    select distinct source, unnest(export_ids) as export_id from repeated_items
),

which_is_later as (
    select
        'which_is_later' as kind,
        string_agg(files.path, ', ' order by files.seen_at, files.path) as paths,
        'They show the same items, and no name says which was taken later: '
            || if(
                count(distinct files.seen_at) = count(*),
                'by their dates they count in this order, the last as the newest. ',
                'which of them shows the present is a guess. '
            )
            || 'Put day and time of each into its name, such as board 2026-09-30T17-40.csv.' as doubt
    from unordered
    join files using (export_id)
    group by files.source
),

items_of_sources as (
    select distinct files.source, shown.item_key, fold(shown.title) as title, files.kind
    from files
    join raw_rows as shown using (export_id)
    where shown.item_key is not null
),

titled as (
    select distinct source, item_key, title from items_of_sources where title is not null
),

sizes as (
    select source, count(distinct item_key) as item_count from titled group by source
),

twins as (
    select
        one.source as source,
        other.source as other_source,
        count(distinct item_key) as twin_count
    from titled as one
    join titled as other using (item_key, title)
    where one.source < other.source
    group by one.source, other.source
),

read_twice as (
    select
        'read_twice' as kind,
        'exports/' || twins.source || ', exports/' || twins.other_source as paths,
        twins.twin_count || ' items of ' || twins.source || ' and ' || twins.other_source
            || ' have the same key and title: one tracker is read twice, and each of them counts '
            || 'twice. Put its exports into one folder.' as doubt
    from twins
    join sizes as one on twins.source = one.source
    join sizes as other on twins.other_source = other.source
    where 2 * twins.twin_count >= least(one.item_count, other.item_count)
),

histories as (
    select source, count(distinct item_key) as item_count
    from items_of_sources
    group by source
    having bool_and(kind = 'changes')
),

apart as (
    select
        'history_apart' as kind,
        'exports/' || histories.source || ', exports/' || items.source as paths,
        'The history in ' || histories.source || ' tells of items of ' || items.source
            || ', and counts as items of its own: put both into one folder.' as doubt
    from histories
    join items_of_sources as changes using (source)
    join items_of_sources as items
        on changes.item_key = items.item_key and items.kind <> 'changes'
    group by histories.source, items.source, histories.item_count
    having 2 * count(distinct changes.item_key) >= histories.item_count
),

-- Numbers that count the rows of a list change when a row comes in between: they name no items.
numbered_titles as (
    select
        files.source,
        files.export_id,
        fold(shown.title) as title,
        min(shown.title) as title_shown,
        min(shown.item_key) as item_key
    from files
    join raw_rows as shown using (export_id)
    where files.kind in ('items', 'stage_dates') and is_bare_number(shown.item_key)
    group by files.source, files.export_id, fold(shown.title)
    having count(*) = 1
),

title_numbers as (
    select
        min(source) as source,
        max(source) as other_source,
        title,
        min(title_shown) as title_shown,
        list_sort(list(distinct item_key)) as numbers
    from numbered_titles
    where title is not null
    group by title
    having count(distinct export_id) > 1
),

numbered_anew as (
    select
        'numbered_anew' as kind,
        string_agg(distinct 'exports/' || which, ', ' order by 'exports/' || which) as paths,
        count(distinct title) || ' items stand under another number in each export, such as '
            || min_by(title_shown || ' (' || array_to_string(numbers, ', ') || ')', title)
            || ': the numbers count rows and name no items. Export a column that stays with an item, '
            || 'such as Unique ID, or its key; else use the newest export only.' as doubt
    from (
        select *, unnest([source, other_source]) as which from title_numbers
        qualify 2 * count(*) filter (where len(numbers) > 1) over (partition by source, other_source)
            > count(*) over (partition by source, other_source)
    )
    where len(numbers) > 1
    group by source, other_source
    having count(distinct title) > 1
),

-- A misspelt selector would leave a team or a project without its work, and nobody would see why.
takes_nothing as (
    select
        'takes_nothing' as kind,
        if(owner_kind = 'team', 'pmo.toml [teams]', 'registers/projects.csv') as paths,
        string_agg(owner_id || ': ' || selector, '; ' order by owner_id, selector)
            || '. No item of the exports is taken by that: write the key of a tracker project, or a '
            || 'selector such as epic:ABC-12, label:x, component:y or NAME:* for a whole source.' as doubt
    from int_selectors
    anti join int_reached using (owner_kind, owner_id, selector)
    where owner_kind in ('team', 'project')
    group by owner_kind
),

doubts as (
    select * from undated
    union all
    select * from which_is_later
    union all
    select * from read_twice
    union all
    select * from apart
    union all
    select * from takes_nothing
    union all
    select * from numbered_anew
)

select * from doubts order by kind, paths
