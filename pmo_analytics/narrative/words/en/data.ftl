# What the data can and cannot tell.

checks-none = No item could be checked
checks-passed = Every check on the data is passed
checks-failed = { $failed_count } of { $checked_count } checks on single items { $failed_count ->
    [one] fails
   *[other] fail
 }
checks-table = What fails most
check-row = { $check } ({ $project })
gaps-heading = What these data cannot tell
gap-register = Not measured: { $register ->
    [projects] programmes, owners and the cost of delay
    [baselines] chances of a date, and money by colour
    [status] what the projects report themselves
    [milestones] milestones and how they move
    [decisions] decisions that wait
    [risks] what may still happen, and what it would cost
    [costs] what was earned for the money
    [benefits] benefits that were promised
   *[capacity] hours promised to teams
 }. Add { $register }.csv.
gap-starts = Nothing says when work started in { $names }, so cycle time is not measurable there. To mend it, { $remedy }.
gap-state = Nothing says whether the items of { $names } are finished: they stand as to do. Add a Status, Resolution or Resolved column to the export.
gap-statuses = { $status_count } { $status_count ->
    [one] status that
   *[other] statuses that
 } nobody explained: { $names }{ $rest ->
    [yes] {" "}and others
   *[no] {""}
 }. { $effect }Say in pmo.toml, under workflow, what they mean.
gap-statuses-effect = The { $item_count } { $item_count ->
    [one] item in them counts as it did
   *[other] items in them count as they did
 } before.{" "}
gap-proposed = { $status_count } { $status_count ->
    [one] status means
   *[other] statuses mean
 } what was proposed and nobody confirmed: { $names }{ $rest ->
    [yes] {" "}and others
   *[no] {""}
 }. { $item_count } { $item_count ->
    [one] item hangs
   *[other] items hang
 } on it. Confirm by moving the names to statuses in pmo.toml.
gap-doubt = { $paths }: { $doubt }
gap-unassigned = { $item_count } { $item_count ->
    [one] item belongs to no project of projects.csv and is
   *[other] items belong to no project of projects.csv and are
 } not counted. Give a project a selector for them.
gap-team = No row of capacity.csv names the team { $team } of the exports, so its hours are not told.
gap-team-near = capacity.csv names no team { $team }, as the exports do; nearest is { $other }. Where both are meant, name them alike.
gap-team-people = The exports call a team { $team }, and capacity.csv its people { $other }. Name them alike, so that hours and items meet.
gap-refused = { $path } was refused: { $reason }
gap-reconstructed = Earlier days are reconstructed: no export was taken then, so later ones speak for them. What was changed or deleted since is not known.

trust-heading = How far to trust the dates
trust-none = { $ended ->
    [yes] Nothing is left to forecast.
   *[no] There is no forecast in this report.
 }
trust-basis = Forecasts rest on { $forecast_finished_count } items finished in the last weeks of { $forecast_count } { $forecast_count ->
    [one] project
   *[other] projects
 }; pace and growth are assumed to go on as they did.
bounds-items = { $suspect_count } open { $suspect_count ->
    [one] item
   *[other] items
 } may not be open: untouched for long, or in a status that is guessed, unexplained or contradicted.
bounds-dates = Without { $suspect_count ->
    [one] it
   *[other] them
 } the likely finish would be { $without_likely_date } instead of { $with_likely_date }.
bounds-never = Without { $suspect_count ->
    [one] it
   *[other] them
 } there would be no likely finish.
bounds-chance = { $hangs ->
    [yes] The colour of the date hangs on { $suspect_count ->
        [one] it
       *[other] them
     }
   *[no] The colour of the date stays
 }: a chance of { $without_chance_share } instead of { $with_chance_share }.
bounds-chance-same = The chance of the date, { $with_chance_share }, stays.
bounds-none = Without { $suspect_count ->
    [one] it
   *[other] them
 } no project would have another colour of its date.
bounds-hanging = The colour of the date of { $names } hangs on { $suspect_count ->
    [one] it
   *[other] them
 }.
trust-provisional = The normal range of { $names } is provisional: it has fewer than { $full_baseline_weeks_count } weeks.

files-used = Every row of every export was used
files-rejected = { $rejected_count } of { $row_count } rows of the exports could not be used
taken-unknown = unknown
source-line = From { $export_count } { $export_count ->
    [one] tracker export
   *[other] tracker exports
 } with { $row_count } rows, of which { $rejected_count } could not be used, and { $register_count } { $register_count ->
    [one] register
   *[other] registers
 }. Compared with { $before }.
settings-line = As of { $day }, days of { $zone }{ $partial ->
    [yes] {" "}(up to the newest export)
   *[no] {""}
 }; compared with { $before }. Sub-tasks and epics are not counted; cancelled items are not finished. The same data give the same chances.

changes-known-all = Every change is known to the day or better
changes-known = { $exact_count } of { $change_count } changes are known to the day or better
contradictions-heading = What the exports contradict
evidence = { $kind ->
    [changelog] The change history
    [stage-date] Dates of stages
    [created] The creation date
    [started-column] A start date
    [completed-column] A completion date
    [resolved-date] The resolved date
    [category-change] The last change of category
    [moved-date] The date of the last move
    [export-difference] Different exports
   *[current-status] The present status alone
 }
precision-none = with no earliest moment
precision = { $precision ->
    [second] to the second
    [minute] to the minute
    [hour] to the hour
    [day] to the day
   *[days] within { $half_days }
 }
vanished = { $vanished_count } { $vanished_count ->
    [one] item is no longer in the exports of its
   *[other] items are no longer in the exports of their
 } project and not finished: counted neither as done nor as open.
moved = { $moved_count } { $moved_count ->
    [one] item has moved to another project and is counted where it is now.
   *[other] items have moved to another project and are counted where they are now.
 }
said-open = { $said_open_count } { $said_open_count ->
    [one] item has
   *[other] items have
 } a status of open work but a resolution and its date: counted as finished.
ended-elsewhere = { $ended_elsewhere_count } { $ended_elsewhere_count ->
    [one] item stands elsewhere in the newest export than where its history ends: the export rules.
   *[other] items stand elsewhere in the newest export than where their histories end: the export rules.
 }
said-finished = { $said_finished_count } { $said_finished_count ->
    [one] item has
   *[other] items have
 } a resolution and its date but a status of open work that pmo.toml explains: counted as open.
