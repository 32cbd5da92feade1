# What is said of one project. A name in braces is a fact, printed in the form of its unit.

## The answer in one sentence, by what can be said of the finish

headline-no_items = { $who } has no items in the exports.
headline-stale = { $who } cannot be measured: no export since { $newest_export_date }.
headline-nothing_left = { $who } has nothing left to finish.
headline-nothing_finished = { $who } has finished nothing yet, so its { $open_count } open { $open_count ->
    [one] item has
   *[other] items have
 } no forecast.
headline-untold = { $who } cannot be measured: no export tells what of it is finished.
headline-finished_undated = { $who } has { $done_count } finished { $done_count ->
    [one] item
   *[other] items
 } of which no day is known, so its { $open_count } open { $open_count ->
    [one] item has
   *[other] items have
 } no forecast.
headline-dormant = { $who } has finished nothing in the last { $dormant_weeks_count } weeks, so its { $open_count } open { $open_count ->
    [one] item has
   *[other] items have
 } no forecast.
headline-thin = { $who } has finished too little for a forecast.
headline-awaited = { $who } has no forecast: what it waits for has none.
headline-member = { $who } has no forecast: a project in it has none.
headline-no_baseline = { $who } will likely finish its { $open_count } open { $open_count ->
    [one] item
   *[other] items
 } by { $likely_date }; it has no baseline date.
headline-no_baseline-never = { $who } will likely need more than { $horizon_years_count } years for its { $open_count } open { $open_count ->
    [one] item
   *[other] items
 }; it has no baseline date.
headline-no_baseline-too_wide = { $who } has { $open_count } open { $open_count ->
    [one] item
   *[other] items
 } and no date that its past could support; it has no baseline date either.
headline-overdue = { $who } is { $past_days } past its date of { $target_date }; { $dated ->
    [yes] { $open_count } open { $open_count ->
        [one] item
       *[other] items
     }, likely
   *[no] likely
 } finish { $likely }.
headline-overdue-undated = { $who } is { $past_days } past its date of { $target_date }; its { $open_count } open { $open_count ->
    [one] item has
   *[other] items have
 } no forecast.
headline-ended = { $who } is finished: { $done_count ->
    [one] its only item
   *[other] all { $done_count } items
 } by { $ended_date }{ $timing ->
    [early] , { $ended_early_days } before its date.
    [late] , { $ended_late_days } after its date of { $target_date }.
    [on_day] , the day it was to keep.
   *[undated] .
 }
headline-driver = ; { $colour } for { $driver }
headline-on_course = { $who } is on course for { $target_date }, with { $size ->
    [near] a chance of { $chance }
   *[some] { $article } { $chance } chance
 }{ $red_for }.
headline-on_course-blocked = { $who } is on course for { $target_date } ({ $chance_share }) only if { $what } is freed{ $is_driven ->
    [yes] {""}
   *[no] , blocked for { $longest_blocked_days }
 }{ $red_for }.
headline-on_course-needing = { $who } is on course for { $target_date } ({ $chance_share }) only if { $what } comes{ $is_driven ->
    [yes] {""}
   *[no] , needed since { $overdue_need_date }
 }{ $red_for }.
headline-unlikely = { $who } { $size ->
    [slight] will not make { $target_date } at today’s pace ({ $chance })
   *[some] has { $article } { $chance } chance of { $target_date }
 }; likely finish { $likely }{ $red_for }.
likely-never = more than { $horizon_years_count } years away
likely-too_wide = too uncertain to date

## Why there is no forecast, and what would give one

gap-no_items = No items. Check its selectors in projects.csv.
gap-stale = Not measurable: no export since { $newest_export_date }. Add a newer one to exports.
gap-nothing_left = Nothing is left to finish.
gap-ended = Nothing is left to finish; the last item was finished on { $ended_date }.
gap-nothing_finished = No forecast: nothing has been finished yet.
gap-untold = Not measurable: no export tells whether items are finished. Add a Status, Resolution or Resolved column to it.
gap-finished_undated = No forecast: of no finished item is it known when it was. Add a Resolved or Done date to the export.
gap-dormant = No forecast: nothing has been finished in the last { $dormant_weeks_count } weeks.
gap-thin = No forecast yet: it takes { $least_finished_count } finished items, and { $least_days_count } working days since the first.
gap-awaited = No forecast: what it waits for has none. A committed date in dependencies.csv would do instead.
gap-member = No forecast: a project in it has none.
gap-never = No date: at this pace and growth most futures do not end within { $horizon_years_count } years.
gap-too_wide = No date: half of the futures end long before the other half. Steadier weeks, or fewer added items, would earn a date.

## Where it will end

range = Half of possible futures end by { $likely_date }, { $sure_share } by { $sure_date }
finish-chart = Items in scope and items finished{ $ended ->
    [yes] {""}
   *[no] , and the forecast to the end of it
 }
finish-words-heading = What { $target_date } would take
finish-words-heading-plain = What the forecast rests on
required = { $open_count } open { $open_count ->
    [one] item
   *[other] items
 } until then take { $required_per_week } a week, if nothing new arrives.
forecast-pace = The forecast expects { $expected_per_week } a week until few items are left, { $weeks ->
    [all] by all weeks alike
   *[late] late weeks weighing more than early weeks
 }; { $default ->
    [yes] no other method kept its promises clearly better
   *[no] no other method kept its promises as well
 }.
forecast-changed = The pace changed on { $changed_since_date }: what was finished before counts less{ $beside ->
    [yes] . It still counts: the last { $signal_weeks_count } weeks alone made { $recent_per_week } a week
   *[no] {""}
 }.
in-points = The forecast counts points: { $sized_count } of { $sizable_count } items have some, { $points_per_item_ratio } in the mean; a pace is of such items.
points-too-few = The forecast counts items: only { $sized_count } of { $sizable_count } items have points; estimate the others.
required-never = No week of its normal range, { $lower_count } to { $upper_count }, makes so many: luck will not do it, only other work or another date.
required-in-doubt = That pace would do if it went on and nothing arrived; weeks differ, work arrives and last items take long, hence a chance of { $chance_share }.
growth = While { $ten_count } items are finished, the forecast expects { $arrivals_of_ten_count ->
    [0] none to arrive.
    [one] { $arrivals_of_ten_count } to arrive; if nothing more came, the likely finish would be { $open_today_likely_date }.
   *[other] { $arrivals_of_ten_count } to arrive; if nothing more came, the likely finish would be { $open_today_likely_date }.
 }
counts-on = This counts on { $needed } by { $later_date }, as promised; all of it is reported for { $expected_date }.
decided-elsewhere = In { $waiting_share } of futures it ends later because it waits for { $project }.
record = { $promise_count } { $promise_count ->
    [one] date that would have been called
   *[other] dates that would have been called
 } { $sure_share } sure fell due { $whose ->
    [own] here
   *[all] over all projects
 }, and { $kept_count } held{ $verdict ->
    [alike] ; too few to tell it from { $sure_share }.
    [overlapping] . They overlap, and tell as much as { $independent_count } that do not: too few to tell it from { $sure_share }.
    [more] ; more than promised, so they were careful.
   *[fewer] ; fewer than promised, so dates are moved to where they would have held.
 }{ $published ->
    [yes] {" "}Of { $published_due_count } really published, { $published_kept_count } held.
   *[no] {" "}All of these are reconstructed.
 }
record-none = No { $sure_share } date has fallen due yet, so this promise is unproven.
outrun = Arrivals outrun finishes: { $arrived_count } { $arrived_count ->
    [one] item
   *[other] items
 } arrived in { $weeks_count } weeks and { $finished_count } { $finished_count ->
    [one] was
   *[other] were
 } finished.

## The forecast in full

dates-table = When
counts-table = How many
counts-subtitle = At least so many items, whatever is open
dates-title = { $target_date } would take a pace { $more_pace_share } faster, or { $moved_count } of { $open_count } items fewer
needed-heading = What { $target_date } would take
needed-chance = Its chance is { $chance_share }. Any of these would make it green again:
needed-pace = Finish { $more_pace_share } faster from now on, for a chance of { $faster_chance_share }.
needed-scope = Move { $moved_count } of { $open_count } open items out, for a chance of { $chance_after_share }.
needed-date = Promise { $sure_date } instead, which is { $sure_share } sure.
needed-none = None was found: neither a pace that a team could reach nor a smaller scope keeps it.
parts-late = { FIRST($late_part_count) } of { $part_count } open epics and releases will probably miss { $late_part_count ->
    [one] its day
   *[other] their days
 }
parts-last = { $name } likely ends last{ $is_all ->
    [yes] , by { $likely_date }
   *[no] {" "}of those dated, by { $likely_date }
 }
parts-subtitle = By its own pace; where that gives no date, by its place in the backlog. A dash: no date yet
sprint-heading = { $sprint_name }
sprint-holds = { $left_count } of { $held_count } { $held_count ->
    [one] item is
   *[other] items are
 } left until { $sprint_end_date }.
sprint-chance = All of them are finished by then with a chance of { $sprint_chance_share }; likely are { $likely_finished_count }, and with { $sure_share } at least { $sure_finished_count }.
sprint-committed = Of { $committed_count } committed at its start { $committed_left_count } { $committed_left_count ->
    [one] is
   *[other] are
 } left; all are finished with a chance of { $committed_chance_share }, if they go first.
sprint-done = All that it holds is finished.
rank-title = { FIRST($likely_done_count) } of { $open_count } open items are likely done by { $by_date }, { $sure_done_count } are { $sure_share } sure
rank-subtitle = In order of rank, those that hang by the date; what is blocked has no place, and what is new is taken to come last
level-title = { FIRST($doubtful_count) } of { $aged_count } items in progress will probably take longer than { $level_days }
level-title-none = Each item in progress will probably keep to { $level_days }
level-subtitle = So long took { $sure_share } of finished items at most; a chance is that of an item as old
squares-chart = Promises that fell due
squares-subtitle = A square stands on the day of the promise: filled, kept; crossed, missed. A row is the share of the open work that was promised.
squares-drawn = { $due } promises fell due; { $missed } were missed.
path-line = { $name } { $day }
path-drawn = Last forecasts: { $lines }.
levels-table = How each level held
levels-subtitle = The range is what the share behind it may be, with so few promises that do not overlap.
path-chart = The forecast date, month by month
path-subtitle = As it would have been made then. A line that rises is a date that slips.

## What changed

driver = The colour comes from { $driver }.
driver-name = { $driver ->
    [schedule] its date
    [cost] its cost
    [scope] its scope
    [flow] its pace
    [risk] its risks
    [capacity] its teams
    [benefits] its benefits
    [long_blocked] an item blocked for too long
    [overdue_need] what it waits for
    [report] its own report
   *[data] its data
 }
move-none = The likely finish stays near { $likely_date }.
move = The likely finish moved { $moved } { $direction }, to { $likely_date }{ $parts }.
move-parts = . By cause: { $parts }
move-part = { $days } from { $cause }
move-all = , all from { $cause }
move-rest = other causes
finishing = { $kind ->
    [slower] slower
   *[faster] faster
 } finishing{ $routine ->
    [yes] {" "}within its normal range
   *[no] {""}
 }
added = { $added_size ->
    [0] growth to expect
    [one] { SIZE($net_added_count) } { $kind } item
   *[other] { SIZE($net_added_count) } { $kind } items
 }
part-later = { $days } later
part-earlier = { $days } earlier
rebaselined = Approved anew: { $parts }.
rebaselined-date = { $baseline_finish_date } instead of { $baseline_finish_date_before }
rebaselined-budget = { $baseline_budget } instead of { $baseline_budget_before }
chance-moved = The chance of { $target_date } { $verb } from { $chance_share_before } to { $chance_share }.

## The pace of work

pace-changed = It finishes { $side_name ->
    [low] less
   *[high] more
 } than normal: { $recent_per_week } a week over the last { $signal_weeks_count } { $signal_weeks_count ->
    [one] week
   *[other] weeks
 }, against { $mean_per_week }.{ $outside_weeks_count ->
    [0] {" "}Each week alone lies inside the normal range; together they do not.
   *[other] {""}
 }
pace-bulk = { $bulk_week_count } items were finished in the week of { $bulk_week_date }; the weeks beside it made { $without_bulk_per_week }, as { $mean_per_week } is normal. To ask: were they closed in bulk?
pace-ask = To ask: what changed in the week of { $signal_date }?
pace-ask-decision = On { $decided_date } “{ $question }” was answered “{ $decision }”. To ask: is that why?
pace-doubt = One week of the baseline stands out: { $highest_week_count } items. To ask: were they closed in bulk? The normal range rests on it.
pace-routine = Finished items moved from { $week_before_count } to { $last_week_count } in the last complete week, inside the normal range of { $normal_range }; it needs no explanation and no action.
normal-range = { $lower_count } to { $upper_count }
no-range-ended = It is finished: no pace is owed any more.
no-range-untold = No export tells whether anything was finished.
reported-overdue = { $past_days } past its date
no-hours-ended = It is finished: it needs nobody’s hours any more.
no-range-nothing = Nothing has been finished yet.
no-range-thin = { $complete_weeks_count } complete { $complete_weeks_count ->
    [one] week
   *[other] weeks
 }; { $least_weeks_count } are needed for a normal range.
pace-chart = Items finished a week
pace-chart-subtitle = The last { $shown_weeks } complete weeks; shaded: normal range of a week
pace-chart-subtitle-ended = The weeks until it ended, at most { $shown_weeks }
pace-chart-drawn = Items finished a week: last complete week { $last }; normal range { $normal_range } a week
pace-chart-drawn-unlimited = Items finished a week: last complete week { $last }
pace-heading = What moved since { $day }
pace-verdict-routine = routine
pace-verdict-bulk = a single large week
pace-verdict = { $side_name ->
    [low] slower
   *[high] faster
 } for { $signal_weeks_count } { $signal_weeks_count ->
    [one] week
   *[other] weeks
 }

## How long an item takes

way-drift = Since { $since_date } only { $since_share } of { $since_count } finished items of { $team } took the declared way; { $before_share } before. To ask: what keeps them from it?
way-left = Since then { $item_count } { $item_count ->
    [one] item
   *[other] items
 } { $kind ->
    [skipped] skipped { $stage }
    [back] went back to an earlier column
    [unready] began without having stood ready
   *[unchecked] finished without the last check
 }.
ways-since = The ways most taken since { $since_date }
times-changed = Items finished since { $change_date } took { $mean_days_since } on average, n = { $since_count }; those before took { $mean_days_before }.
times-stage = In “{ $stage }” alone they stay { $days } { $side ->
    [longer] longer
   *[shorter] less
 }.
times-mix = { $days } of that come from another mix of types, not from what a type of item takes.
times-chart = { $sure_share } of finished items took at most { $sure_days }, half of them { $half_days }
times-chart-subtitle = Each dot is an item finished in the time shown; days from start to finish, n = { $started_count } in all
times-chart-drawn = Days from start to finish of { $shown } items since { $since }: half of them took at most { $half_days }, { $sure_share } at most { $sure_days }, n = { $n }
times-thin = { $started_count } finished { $started_count ->
    [one] item has
   *[other] items have
 } a known start; { $needed_count } are needed to say how long an item takes.
times-unknown = How long an item takes is not measurable from this data: no finished item has a known start. To mend it, { $remedy }.

## Where work is stuck

stuck-title-plain = { $in_progress_count } { $in_progress_count ->
    [one] item is
   *[other] items are
 } in progress
stuck-title-none = None of the { $in_progress_count } items in progress is older than { $sure_days }
stuck-title-old = { $older_count } of { $in_progress_count } items in progress { $older_count ->
    [one] is
   *[other] are
 } older than { $sure_days }
stuck-chart = Age of each item in progress, in days since work started, by stage{ $without_start ->
    [0] {""}
    [one] . { $without_start } began at an unknown time: it is at least so old
   *[other] . { $without_start } began at an unknown time: they are at least so old
 }
stuck-chart-drawn = Items in progress: { $stages }; the oldest is { $oldest } days old
stuck-chart-stage = { $count } in { $stage }
stuck-oldest = The oldest: { $items }. Fewer than { $rest_share } of the finished items took so long.
aged-item = { $item }, { $age_days }
aged-item-least = { $item }, at least { $least_age_days }
blocked = { $blocked_count } open { $blocked_count ->
    [one] item is
   *[other] items are
 } blocked: { $items }.{ $known ->
    [no] {" "}To ask: what would free { $longest }?
   *[yes] {""}
 }
blocked-item = { $item } { $blocked_days ->
    [0] since today{ $least ->
        [yes] {" "}or longer
       *[no] {""}
     }
   *[other] for { $least ->
        [yes] at least { $blocked_days }
       *[no] { $blocked_days }
     }
 } ({ $reason })
blocked-before-shown = { $item } was blocked before any export shows it in progress, so for longer than it is old.
overdue = { $on_time_count } of { $fell_due_count } items that fell due were finished by their day{ $overdue_count ->
    [0] .
    [one] ; { $overdue_count } is overdue, by { $longest_overdue_days }.
   *[other] ; { $overdue_count } are overdue, the longest by { $longest_overdue_days }.
 }
overdue-only = { $overdue_count } { $overdue_count ->
    [one] item is overdue, by
   *[other] items are overdue, the longest by
 } { $longest_overdue_days }.

## The board

board-title = The oldest items in each column
board-title-full = { $stage } is full, { $card_count } of { $wip_limit_count }, while { $next } has room
board-title-over = { $stages } { $stage_count ->
    [one] is
   *[other] are
 } over the limit
board-subtitle = Age in days since work started.
board-subtitle-old = Age in days since work started; a blue edge marks items older than { $sure_days }.
board-over = { $over_limit_count } over the limit
board-done = { $stage }, last { $done_days } days

## Flow and milestones

flow-chart = Work to do, in progress and finished
flow-chart-subtitle-plain = Items by stage, running total
flow-chart-subtitle = Items by stage, running total{ $unseen_count ->
    [0] {""}
    [one] . { $unseen_count } began or ended at an unknown time: it counts from the day that shows it
   *[other] . { $unseen_count } began or ended at an unknown time: they count from the day that shows them
 }
flow-chart-startless = { $startless_count } of { $finished_count } finished items { $startless_count ->
    [one] was never seen in progress; until it finished it counts
   *[other] were never seen in progress; until they finished they count
 } as to do.
flow-chart-shown-from = What was in progress is known from { $shown_from_date }, the first export.
flow-chart-mark = in progress known from { $day }
flow-chart-drawn = Items on the day: { $stages }
flow-chart-stage = { $count } { $stage }
milestones-chart = What the milestones were forecast to be
milestones-chart-subtitle = Forecast date of each milestone, by report. Flat is stable, rising is slipping
milestones-chart-drawn = Last forecasts: { $milestones }
milestones-chart-one = { $milestone } { $day }
work-title = How the work of the project stands
work-title-kept = No milestone still ahead has slipped since its first forecast
work-subtitle-slipped = It was first forecast for { $longest_slip_first_date } and is now for { $longest_slip_last_date }.
work-title-slipped = { FIRST($slipping_count) } { $slipping_count ->
    [one] milestone has
   *[other] milestones have
 } slipped since the first forecast, { $milestone } by { $longest_slip_days }

## What it reports, beside what the data say

reported-title-apart = The report says { $declared }, the data say { $computed }
reported-title-alike = Report and data both say { $computed }
reported-title-grey = The report says { $declared }; the data cannot say
reported-row = { $name ->
    [overall] All in all
    [schedule] Schedule
    [cost] Cost
    [scope] Scope
    [flow] Flow
    [risk] Risk
    [capacity] Capacity
    [benefits] Benefits
    [data] Data
   *[other] { $head }
 }
reported-held = , held: a colour is left later than it is entered
reported-number = { $number } { $name ->
    [schedule] chance of the date
    [cost] { $side ->
        [below] under
       *[above] over
     } the budget
    [scope] { $side ->
        [below] less
       *[above] more
     } than the { $planned_count } items of its baseline
    [flow] of its pace lost in the last { $pace_weeks } weeks
    [risk] { $late ->
        [yes] { $late_response_count ->
            [one] response overdue
           *[other] responses overdue
         }
       *[no] of the reserve left needed
     }
    [capacity] of the hours of a team promised
    [benefits] of the planned benefits expected
    [data] passed, mean of the kinds of check
   *[other] { $words }
 }
reported-pace-kept = Its pace is within its normal range
reported-confidence = Delivery confidence
reported-finish = { $ended ->
    [yes] Finish
   *[no] Finish, and likely finish
 }
reported-words = In its own words, { $report_date }
reported-summary = “{ $summary }”
reported-path = Path to green: “{ $path }”
reported-no-path = It reports { $declared } and names no path to green. To ask: what would make it green, and by when?
reported-no-path-data = The data say { $computed } and the report names no path to green. To ask: what would make it green, and by when?
reported-drift = In { $optimistic_weeks_count } of the last { $compared_weeks_count } weeks the report was better than the data{ $aside ->
    [yes] , benefits not counted
   *[no] {""}
 }{ $still ->
    [yes] ; without a break since { $optimistic_since_date }.
    [today] . Today it is so by what is not known of those weeks.
   *[no] ; now it is not.
 }
cap-long_blocked = { $longest_blocked_name } has been blocked for { $longest_blocked_days }, longer than the { $service_level_days } that nearly all finished items took. It keeps a green amber.
cap-overdue_need = { $needed } was needed by { $overdue_need_date } and is not there. It keeps a green amber.

## The facts beside the headline

closing-cost = It cost { $actual_cost }, { $against }.
closing-benefits = Its benefits are still to come; { $expected_share } of what was planned is expected.
overspend = It will likely cost { $likely_outturn_cost }, { $outturn_over_cost } over its budget{ $has_sure ->
    [yes] ; { $sure_outturn_cost } is { $sure_share } sure to suffice.
   *[no] .
 }
reported-ended = Its last report, of { $report_date }, says { $declared_name }.
reported = The project’s own report, { $stale ->
    [yes] { STRONG($report_age_days) }
   *[no] { $report_age_days }
 } old, { $still ->
    [yes] still says
   *[no] says
 } { $declared_name }.
caption-declared = Reported { $declared }, { $computed ->
    [grey] data cannot say
   *[other] data say { $computed }
 }
caption-never = Never reported, { $computed ->
    [grey] data cannot say
   *[other] data say { $computed }
 }
label-baseline = Baseline finish
label-likely = Likely finish
label-ended = Finished
label-sure = { $sure_share } sure by
label-open = Open items
label-budget = Budget
label-delay = A week of delay
fact-baseline = { STRONG($baseline_finish_date) }
fact-baseline-moved = { STRONG($baseline_finish_date) }, moved from { $original_finish_date }
fact-no-baseline = Not known: add baselines.csv
fact-date = { STRONG($day) }
fact-date-in-time = { STRONG($day) }, within the date
fact-date-late = { STRONG($day) }, { $late } late
fact-never = More than { $horizon_years_count } years away
fact-open = { STRONG($open_count) }, { $in_progress_count } of them in progress
fact-strong = { STRONG($amount) }

wave-ready = All { $near_count } items that are next are ready to be done
wave-unready = { FIRST($near_unready_count) } of { $near_count } items that are next { $near_unready_count ->
    [one] is
   *[other] are
 } not ready to be done
wave-lacking = Next: in progress, in a sprint of the next { $wave_days } days, or due by then. Lacking: { $lacking }
wave-lacking-one = { $field ->
    [description] a description in { $count }
    [estimate] an estimate in { $count }
    [assignee] an owner in { $count }
   *[due_date] a due date in { $count }
 }
wave-field = { $field ->
    [description] description
    [estimate] estimate
    [assignee] owner
   *[due_date] due date
 }
wave-column = { $field ->
    [description] Description
    [estimate] Story points or Original estimate
    [assignee] Assignee
   *[due_date] Due date
 }
wave-near = { $near ->
    [in_progress] in progress
    [sprint] in a sprint
    [overdue] overdue
   *[due] due soon
 }
wave-detailed = { FIRST($far_detailed_count) } of { $far_count } items that are far { $far_detailed_count ->
    [one] is
   *[other] are
 } planned in detail already
wave-detailed-subtitle = Detail that is made early is made again; leave it until the work is near
wave-detail = { $detail ->
    [sub_tasks] sub-tasks
   *[both] estimate and owner
 }
wave-untold = Not measurable from this data: { $fields }. Add { $columns } to the export.
