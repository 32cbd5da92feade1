-- What a build writes before the models run: files, their rows typed by role, settings.
-- Moments are UTC (`_at`), days are local days of the portfolio (`_date`).

-- Lower case without accents, apostrophes straight, blanks for underlines: how statuses, resolutions
-- and labels are compared.
create macro fold(text) as
    translate(lower(strip_accents(trim(text))), '’‘ʼ`_', ''''''''' ');

-- A text without the addresses of persons.
create macro without_addresses(text) as if(
    contains(text, '@'),
    regexp_replace(text, '[^\s<>@,;:()"]+@[^\s<>@,;:()"]+\.[^\s<>@,;:()".]+', '(address)', 'g'),
    text
);

-- The local day on which a UTC moment falls.
create macro local_date(moment, zone) as
    cast(moment at time zone 'UTC' at time zone zone as date);

-- The last microsecond of a local day, in UTC.
create macro end_of_day(day, zone) as
    cast(day + 1 as timestamp) at time zone zone at time zone 'UTC' - interval 1 microsecond;

-- The first moment of a local day, in UTC.
create macro start_of_day(day, zone) as
    cast(day as timestamp) at time zone zone at time zone 'UTC';

-- The end of what a moment can mean, given how exact it is written; a day ends at local midnight, be
-- it 23 or 25 hours long.
create macro end_of_precision(moment, precision_seconds, zone) as case
    when precision_seconds = 86400
        then cast(local_date(moment, zone) + 1 as timestamp) at time zone zone at time zone 'UTC'
    else moment + to_seconds(precision_seconds)
end;

-- How far the clocks of a zone are ahead of UTC at a UTC moment.
create macro utc_offset(moment, zone) as (moment at time zone 'UTC' at time zone zone) - moment;

-- A row of a file as one number; a file has fewer than 2^40 rows.
create macro row_id(export_id, row_number) as
    cast(export_id as bigint) * 1099511627776 + cast(row_number as bigint);

-- A moment and what comes after what within it as one number: aggregates over numbers are written
-- aside when memory is short, those over structs and texts are not. No moment comes before all.
create macro wide(major, minor) as cast(major as hugeint) * 8589934592 + (minor + 4294967296);
create macro moment_order(moment, sequence) as
    wide(coalesce(epoch_us(moment), -144115188075855872), coalesce(sequence, 0));

-- Whether a moment lies after one export and not after the next.
create macro fits(moment, after, until) as coalesce(moment > after and moment <= until, false);

-- Whether a later export of a project could have shown what it lacks of an earlier one: it shows most
-- of what that showed and hardly anything old that that lacked, it is no list of finished items only,
-- and what it lacks is not just what was created, or touched, before all that it shows.
create macro could_have_shown(
    shared_count, missing_count, old_count, open_count,
    missing_created_at, oldest_created_at, missing_updated_at, oldest_updated_at
) as
    shared_count >= missing_count
    and 10 * old_count <= shared_count
    and (missing_count < 3 or (
        open_count > 0
        and coalesce(missing_created_at >= oldest_created_at, true)
        and coalesce(missing_updated_at >= oldest_updated_at, true)
    ));

-- The values of a cell that holds a list as Python or JSON writes it, ['a', "b"]; null for any other
-- text. It is taken apart as text: nothing in it is evaluated. Escapes are read as JSON reads them;
-- of what JSON cannot read only the backslash goes.
create macro quoted_pattern() as '(?s)''(?:[^''\\]|\\.)*''|"(?:[^"\\]|\\.)*"';
create macro list_pattern() as replace(
    '(?s)\[\s*(?:VALUE(?:\s*,\s*VALUE)*\s*,?\s*)?\]',
    'VALUE',
    '(?:[uU]?(?:' || quoted_pattern() || ')|None|null)'
);
create macro as_json_text(said) as regexp_replace(
    if(said[1] = '"', said, '"' || replace(replace(said[2:-2], '\''', ''''), '"', '\"') || '"'),
    '\\x([0-9a-fA-F]{2})', '\\u00\1', 'g'
);
create macro unquoted(said) as replace(
    coalesce(
        if(json_valid(as_json_text(said)), json_extract_string(as_json_text(said), '$'), null),
        regexp_replace(said[2:-2], '\\(.)', '\1', 'gs')
    ),
    chr(0), ''
);
create macro listed_values(text) as case
    when starts_with(text, '[') and regexp_full_match(text, list_pattern())
        then list_transform(
            regexp_extract_all(text, quoted_pattern()), lambda said: nullif(trim(unquoted(said)), '')
        )
end;

-- The labels that a row of a history writes into one cell; a label with a blank in it stands whole too.
create macro written_labels(text) as coalesce(
    listed_values(text), list_concat([text], regexp_split_to_array(text, '[,;\s]+'))
);
-- The first of the labels that says that an item is blocked.
create macro blocking_label(labels, names_folded) as
    list_filter(labels, lambda label: list_contains(names_folded, fold(label)))[1];
-- A text as words between single blanks, so that a name in it is found whole.
create macro whole_words(text) as
    ' ' || trim(regexp_replace(lower(text), '[^\pL\pN-]+', ' ', 'g')) || ' ';
-- Whether a cell says that something is set.
create macro is_set(text) as
    coalesce(fold(text) not in ('', 'false', 'no', '0', 'n', 'none'), false);

-- A key in the spelling by which keys are compared: those that hold a number without case and blanks;
-- a title that stands for a key as it is.
create macro same_key(text) as
    if(
        regexp_matches(text, '^(\S*[0-9]\S*|\S+\s*-\s*[0-9]+)$'),
        upper(regexp_replace(text, '\s+', '', 'g')), text
    );
create macro is_bare_number(text) as coalesce(regexp_matches(text, '^[#!]?[0-9]+$'), false);
-- The key that an item writes in a link: a bare number means one of its own project or repository, so
-- that #3 beside quay#7 is quay#3.
create macro linked_key(written, own_key) as if(
    is_bare_number(written),
    regexp_extract(own_key, '^(.*[#/])[0-9]+$', 1) || ltrim(written, '#!'),
    written
);
-- The key of a row, given what is known of its number: with its project or title where the number
-- alone names several items; null where the row tells neither.
create macro own_key(item_key, project, title, project_count, only_project, is_titled_twice) as case
    when project_count is null then item_key
    when project is null and project_count > 1 then null
    when is_titled_twice and title is null then null
    else if(
        project_count > 0, coalesce(project, only_project, '') || '#' || ltrim(item_key, '#!'), item_key
    ) || if(is_titled_twice, ' ' || title, '')
end;

-- What stands for an item of which only the key is known.
create macro unknown_item(source, item_key) as source || '?' || same_key(item_key);

-- The names in sprints as old Jira writes them, …Sprint@1f2e[id=7,state=CLOSED,name=Sprint 112,…];
-- null for any other text.
create macro sprint_names(text) as
    if(
        contains(text, 'greenhopper') or regexp_matches(text, '\[id=[0-9]+,.*\bname='),
        nullif(
            regexp_extract_all(
                text,
                '[\[,]name=(.*?)(?:,(?:startDate|endDate|completeDate|activatedDate|sequence|goal|'
                || 'state|rapidViewId|synced|autoStartStop|incompleteIssuesDestinationId)=|\](?:[,;]\s*\S+@|$))',
                1
            ),
            []
        ),
        null
    );

-- Two counts that are as good as equal: less than 2 apart, or within 5 % [lighthouse-docs].
create macro is_balanced(one, other) as
    abs(one - other) < 2 or abs(one - other) <= 0.05 * greatest(one, other);

-- Bounds of the true share behind some hits of n, 95% sure (Wilson's score interval).
create macro wilson_bound(hits, n, z) as
    (hits / n + z * z / (2 * n)
        + z * sqrt(hits / n * (1 - hits / n) / n + z * z / (4 * n * n))) / (1 + z * z / n);
create macro wilson_low(hits, n) as
    case when n > 0 then 1 - wilson_bound(n - hits, n, 1.959963984540054) end;
create macro wilson_high(hits, n) as
    case when n > 0 then wilson_bound(hits, n, 1.959963984540054) end;

-- one row = a file below exports/, read or refused
create table raw_exports (
    export_id integer primary key,
    path varchar not null,
    source varchar not null,
    dialect varchar,
    kind varchar,                 -- items, changes, stage_dates, snapshots, counts
    sha256 varchar not null,
    size_bytes bigint not null,
    row_count bigint not null,    -- data rows after correct CSV parsing
    refused_reason varchar,       -- null: read
    taken_at timestamp,
    taken_at_evidence varchar,
    is_taken_at_named boolean,    -- the name of the file says it
    encoding varchar,
    delimiter varchar,
    time_zone varchar,
    date_order varchar,
    date_order_proof varchar,
    reader varchar,               -- strict, or repaired
    plan_key varchar,             -- content, settings and reader: the same key, the same rows
    plan varchar                  -- how the file was read, as JSON
);

-- one row: the program that made this warehouse
create table build_info (program_key varchar not null);

-- one row = a column of a file
create table raw_columns (
    export_id integer not null,
    position integer not null,
    header varchar,
    role varchar,                 -- empty: not used
    usual_role varchar,           -- of one that is not used: what its header means elsewhere
    is_filled boolean,            -- at least one cell says something; null: not used
    detail varchar,
    precision_seconds integer     -- of a moment: 60 where seconds are missing, 86400 for a day
);

-- one row = a data row of a file, typed by role; a role that the file lacks is null
create table raw_rows (
    export_id integer not null,
    row_number bigint not null,   -- as a spreadsheet shows it: the header is row 1
    item_key varchar,             -- where no column is the key, what names the item joined by "/"
    source_item_id varchar,
    title varchar,
    description varchar,
    item_type varchar,
    is_subtask boolean,
    status varchar,
    status_category varchar,
    status_category_changed_at timestamp,
    moved_at timestamp,           -- into the column of the board it stands in
    resolution varchar,
    is_archived boolean,
    priority varchar,
    class_of_service varchar,
    assignee varchar,
    team varchar,
    project_key varchar,
    project_name varchar,
    parent_key varchar,
    parent_source_id varchar,
    epic_key varchar,
    rank varchar,
    created_at timestamp,
    started_at timestamp,
    done_at timestamp,
    cancelled_at timestamp,
    resolved_at timestamp,
    updated_at timestamp,
    planned_start_date date,
    due_date date,
    points decimal(18, 3),
    estimate_hours decimal(18, 3),
    spent_hours decimal(18, 3),
    labels varchar[],
    components varchar[],
    fix_versions varchar[],
    sprints varchar[],
    links struct(direction varchar, kind varchar, item_key varchar)[],
    is_flagged boolean,           -- by the flag of the tracker
    blocked_field varchar,        -- what a field says of being blocked
    time_in_status varchar,
    status_durations struct(status varchar, seconds double)[],
    is_under_way boolean,         -- by those of statuses in which work is done
    reported struct(              -- what a project declares in fields that pmo.toml names
        reported_benefits varchar,
        reported_cost varchar,
        reported_overall varchar,
        reported_resources varchar,
        reported_risk varchar,
        reported_schedule varchar,
        reported_scope varchar,
        reported_date date,
        reported_finish_date date,
        reported_path_to_green varchar,
        reported_project varchar,
        reported_summary varchar
    ),
    changed_at timestamp,
    sequence bigint,              -- order of changes that share a moment
    changed_field varchar,
    from_value varchar,
    to_value varchar,
    snapshot_date date,           -- of a snapshot or a count
    snapshot_at timestamp,        -- of a snapshot that says its hour
    stage_moments struct(stage varchar, stage_order integer, entered_at timestamp)[],
    measures struct(measure varchar, value decimal(18, 3))[]
);

-- one row = a file below registers/, read or refused
create table raw_registers (
    register varchar not null,
    path varchar not null,
    sha256 varchar not null,
    row_count bigint not null,
    faulty_rows bigint not null,
    refused_reason varchar        -- null: read
);

-- one row = a row or cell that the reader could not use
create table raw_faults (
    path varchar not null,
    level varchar not null,       -- row, cell
    row_number bigint,            -- null: the file as a whole
    column_name varchar,
    text_found varchar,
    reason varchar not null
);

-- one row = something below exports/ or registers/ that was not read at all, and why
create table raw_problems (kind varchar not null, reason varchar not null);

-- one row = a time that the clocks of its zone skipped or showed twice: it can mean two moments, of
-- which the later one is read
create table raw_clock_doubts (
    export_id integer not null,
    row_number bigint not null,
    column_name varchar not null,
    role varchar not null,
    detail varchar not null,      -- of a stage its name
    text_found varchar not null,
    earliest_at timestamp not null,  -- the earlier of the two
    reason varchar not null
);

-- one row = a status that pmo.toml places, for everything, a source or a project
create table setting_stages (
    scope_kind varchar not null,  -- all, source, project
    scope_name varchar not null,
    stage varchar not null,
    stage_order integer not null,
    category varchar not null,    -- to_do, active, waiting, done, cancelled
    status_folded varchar not null,
    wip_limit integer,
    state varchar not null,       -- to_do, in_progress, done, cancelled: by start and finish stage
    is_proposed boolean not null  -- by `pmo init`; nobody confirmed it
);

-- one row = a resolution that means "not done, dropped"
create table setting_cancelled_resolutions (
    scope_kind varchar not null,
    scope_name varchar not null,
    resolution_folded varchar not null
);

-- one row = a status or category name whose meaning needs no setting
create table known_statuses (
    status_folded varchar primary key,
    category varchar not null,
    stage varchar not null        -- To Do, In Progress, Review, Done
);

-- one row = a name that often means something, which is proposed and not taken for granted
create table status_proposals (
    status_folded varchar primary key,
    category varchar not null
);

-- one row = a type of item whose level needs no setting
create table known_types (
    type_folded varchar primary key,
    level varchar not null        -- epic, sub-task
);

-- one row = a word that stands where an item has no resolution
create table known_unresolved (resolution_folded varchar primary key);

-- one row: the portfolio
create table setting_portfolio (
    name varchar not null,
    time_zone varchar not null,
    stale_export_days integer not null,
    shortest_visit_seconds integer not null,
    currency varchar not null,    -- empty: nobody said
    discount_rate double not null -- a year
);

-- one row = an objective of the portfolio
create table setting_objectives (objective varchar not null);

-- one row = a standard that holds: a check, and up to which share of failures it is kept
create table setting_standards (
    standard_id varchar not null,
    check_id varchar not null,
    severity varchar not null,
    help varchar not null,
    line double,
    is_own boolean not null
);

-- one row = something that a standard in SQL of the portfolio folder was asked of; empty, as that
-- SQL runs only for whom it is trusted
create table folder_checks (
    as_of date not null,
    project_id varchar not null,
    check_id varchar not null,
    subject varchar not null,
    fails boolean not null
);

-- one row = a type of item that is a defect
create table setting_defect_types (type_folded varchar primary key);

-- one row = a label of a defect that users found before the team did
create table setting_escaped_labels (label_folded varchar primary key);

-- one row = a source of pmo.toml or of exports/
create table setting_sources (source varchar primary key, item_url varchar not null);

-- one row = something that says that an item is blocked
create table setting_blocks (
    kind varchar not null,        -- flag, field, status, label, link, register
    name_folded varchar not null  -- of a status, label or link; else empty
);

-- one row = a day of the week on which nobody works
create table setting_weekend (iso_weekday integer not null);

-- one row = a public holiday of the country of the calendar
create table setting_holidays (date date primary key);

-- one row = a selector of a team
create table setting_team_selectors (team varchar not null, selector varchar not null);
