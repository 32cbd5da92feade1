# What is said of a portfolio or a programme.

## The answer in one sentence

portfolio-missing-one = { $name } { $past ->
    [yes] is past its date of { $day }
   *[no] will probably miss its date
 }{ $optimistic ->
    [yes] , yet still reports { $declared }.
   *[no] .
 }
portfolio-missing = { FIRST($missing_count) } projects { $past ->
    [all] are past their dates
    [some] miss their dates or probably will, { WORD($past_date_count) } of them already
   *[none] will probably miss their dates
 }{ $optimistic }.
portfolio-optimistic-one = ; one of them, { $name }, still reports { $declared }
portfolio-optimistic-all = ; { $missing_count ->
    [2] both
   *[other] all of them
 } still report better than their data
portfolio-optimistic-some = ; { WORD($missing_watermelon_count) } of them still report better than their data
portfolio-missing-one-overspending = { $name } { $past ->
    [yes] is past its date
   *[no] will probably miss its date
 }; { WORD($overspending_count) } { $overspending_count ->
    [one] project
   *[other] projects
 } will likely overspend by { $overspending_cost }.
portfolio-missing-overspending = { $past ->
    [all] { FIRST($missing_count) } projects are past their dates
    [some] { FIRST($past_date_count) } { $past_date_count ->
        [one] project is
       *[other] projects are
     } late, { WORD($unlikely_count) } probably will be
   *[none] { FIRST($missing_count) } projects will probably miss their dates
 }{ $better ->
    [none] {""}
    [all] ; all of these report better than their data
   *[some] ; { WORD($missing_watermelon_count) } of these { $missing_watermelon_count ->
        [one] reports better than its data
       *[other] report better than their data
    }
 }; { WORD($overspending_count) } { $overspending_count ->
    [one] overspends
   *[other] overspend
 } by { $overspending_cost }.
portfolio-overspending = { FIRST($overspending_count) } { $overspending_count ->
    [one] project
   *[other] projects
 } will likely overspend by { $overspending_cost }: { $names }.
portfolio-too-old = No project can be measured: every export is too old.
portfolio-slowed = { $names } { $slower ->
    [one] has
   *[other] have
 } slowed; without baselines no finish date can be judged.
portfolio-open = { $measured_open_count } open { $measured_open_count ->
    [one] item
   *[other] items
 } in { WORD($measured_count) } { $measured_count ->
    [one] project
   *[other] projects
 }; without baselines no finish date can be judged.
portfolio-watched = No project is likely to miss its date; { WORD($watched_count) } { $watched_count ->
    [one] needs
   *[other] need
 } attention: { $names }.
portfolio-all-on-course = All { WORD($project_count) } projects are on course for their dates{ $ended ->
    [yes] , or finished
   *[no] {""}
 }.
portfolio-all-ended = All { WORD($project_count) } projects are finished.
portfolio-unjudged = No project of this portfolio can be judged yet.
portfolio-no-forecast = No finish date can be forecast; nothing that is measured gives concern.
portfolio-some-on-course = { FIRST($on_course_count) } of { WORD($project_count) } projects { $on_course_count ->
    [one] is
   *[other] are
 } on course; nothing that is measured gives concern.

## Deck

deck-stake = { $names } { $count ->
    [one] is red and holds
   *[other] are red and hold
 } { $computed_red_budget } of { $portfolio_budget }.
deck-overspending = { $names } will likely cost { $overspending_cost } more than { $count ->
    [one] its budget
   *[other] their budgets
 }.
deck-delay = At today’s pace and growth, finishing late will likely cost { $likely_delay_cost }{ $range ->
    [yes] {" "}({ $sure_share } sure: up to { $late_delay_cost }).
   *[no] .
 }
deck-no-change = No project changed since { $month }.
deck-changed = { FIRST($worse_count) } { $worse_count ->
    [one] project
   *[other] projects
 } got worse since { $month }{ $red ->
    [none] {""}
    [all] , all of them red
   *[some] , { WORD($worse_red_count) } of them red
 }; { $better_count ->
    [0] none
   *[other] { WORD($better_count) }
 } got better.
deck-none-worse = { FIRST($better_count) } { $better_count ->
    [one] project
   *[other] projects
 } got better since { $month }; none got worse.
others = { $count ->
    [one] another
   *[other] others
 }
deck-stale = { $names } cannot be measured: { $count ->
    [one] its newest export is
   *[other] their newest exports are
 } too old.
deck-unmeasured = { $names } { $count ->
    [one] has
   *[other] have
 } no forecast.
deck-untested = { $name } reports { $declared_colour_name }; { $doubt ->
    [nothing_finished] nothing is finished to support it.
   *[other] its data support no date.
 }

## Reported against data

tally-none = No project has reported a rating.
tally-money = Of { $declared_green_budget } reported green, the data support { $supported_green_budget }.
tally-count = Of { $declared_green_count } reported green, the data support { $supported_green_count }.
tally-no-green = No project reports green.
tally-apart = { $parts }.
apart-optimistic = { WORD($optimistic_count) } { $optimistic_count ->
    [one] reports
   *[other] report
 } better than the data
apart-pessimistic = { WORD($pessimistic_count) } worse
apart-agreeing = { WORD($agreeing_count) } { $agreeing_count ->
    [one] agrees
   *[other] agree
 }
apart-incomparable = { WORD($incomparable_count) } cannot be compared

## The matrix

matrix-caption = { $rule ->
    [average] The colour of a project is an average of schedule, cost, flow and the report, unless the report is below them all.
   *[worst] A project takes the colour of its worst measured dimension.
 } Likely finish: half of the possible futures end by then. Weeks (wk): how late its { $sure_share } sure finish is. The lines between the colours open with the numbers.
matrix-held = Held: the number alone would give another colour; a colour is left only past a line beyond that, or after weeks in a row.
matrix-title = { $head }; { $tail }
matrix-no-red = No project is red
matrix-driver = { $driver } drives { $red_count ->
    [one] the only red
   *[other] every red
 }
matrix-reds = { FIRST($computed_red_count) } projects are red
matrix-red-watermelon = { $better ->
    [none] none reports
    [one] it reports
    [all] all report
   *[some] { WORD($red_watermelon_count) } { $red_watermelon_count ->
        [one] reports
       *[other] report
    }
 } better than the data
matrix-optimistic = { WORD($watermelon_count) } { $watermelon_count ->
    [one] project reports better than its
   *[other] projects report better than their
 } data
matrix-none-optimistic = no project reports better than its data
matrix-red-alone = Red for another reason than the date: { $names }.
matrix-late-alone = Probably late and yet not red: { $names }.
matrix-chance = chance { $chance }
matrix-chances = chance { $first }, now { $last }
matrix-chances-unknown = no chance known
grey-register = Not measured: add { $register }.
grey-reason = Not measurable: { $reason }.
cell-late = { $late_response_count } late
ends-all = All projects likely end by { $all_likely_date }, { $sure_share } sure by { $all_sure_date }
ends-withheld = No day for all projects: { $names } { $unknown_count ->
    [one] has
   *[other] have
 } no forecast
ends-withheld-many = No day for all projects: { $unknown_count } of { $running_count } have no forecast
ends-last = { $project } ends last in { $last_share } of the futures
ends-subtitle = The futures of all projects are drawn together; a share is that in which a project ends last, or waits
ends-waits = { $project }, in { $waiting_share }
matrix-worst = The worst stand here, the others in the full report.
matrix-worst-red = Red as well:{" "}
matrix-red-names = Red:{" "}
grey-checks = Too few checks can be made.

## What changed

changes-largest = Numbers are those of both days; a colour follows when weeks in a row ask for it. The largest are explained here, the others in the reports of the projects
changes-all = Numbers are those of both days; a colour follows when weeks in a row ask for it
changes-none = No project changed
changes-worse = { FIRST($worse_count) } of { $project_count } projects got worse; { $better_count ->
    [0] none
   *[other] { WORD($better_count) }
 } got better
changes-better = { FIRST($better_count) } of { $project_count } projects got better; none got worse
unchanged = { $names } moved by less than { $margin_points_count } points of chance and { $margin_days }.
unchanged-ended = { $names } { $count ->
    [one] is
   *[other] are
 } finished.
unjudged = { $names } still cannot be judged.
routine = No signal in the pace of { $routine_pace_count } of { $judged_pace_count } { $judged_pace_count ->
    [one] project
   *[other] projects
 }; it needs no explanation and no action.
index-moved = { $moved_count } of { $project_count } moved

## The pace of work

pace-title-too-old = The pace of work is not known: the exports are too old
pace-title-ended = How the work was finished
pace-title-none = No project has finished work for long enough to have a normal range
pace-title-routine = The ups and downs of the pace of work are routine
pace-title-drift = The pace of work is routine; its way through the board is not
pace-title = { $names } { $changed ->
    [one] is
   *[other] are
 } { $way ->
    [slower] slower
    [faster] faster
   *[mixed] at a new pace
 }{ $others ->
    [yes] ; the others are routine
   *[no] {""}
 }
pace-panels = Items finished a week, the last { $shown_weeks } complete weeks. Shaded: normal range of a week; marked: weeks that are a signal, alone or together. Each panel has its own scale, so compare shapes, not heights.{ $hidden ->
    [yes] {" "}Projects with a routine pace beyond these are not shown.
   *[no] {""}
 }
pace-panel-note = normal { $normal_range } a week{ $provisional ->
    [yes] , provisional
   *[no] {""}
 }
pace-panel-drawn = { $project }: { $verdict }; normal range { $normal_range } a week, last complete week { $last_week_count }

roadmap-title = { $near_mark_count ->
    [0] No milestone, gate or handover falls
    [one] { FIRST($near_mark_count) } milestone, gate or handover falls
   *[other] { FIRST($near_mark_count) } milestones, gates or handovers fall
 } due in the { $ahead_days } days ahead; { $overdue_mark_count ->
    [0] none is overdue
    [one] { WORD($overdue_mark_count) } is overdue
   *[other] { WORD($overdue_mark_count) } are overdue
 }
roadmap-unknown = No project has a day yet
roadmap-missing = Not measurable from this data: what is ahead. To tell it, { $remedy }.
roadmap-title-ends = Where each project is to end
roadmap-subtitle = Each finish by plan, by report and by forecast; below it what falls due. Dotted: the day of this report
roadmap-drawn = Days of { $projects } from { $first } to { $last }, on a shared time axis. The table below names each of them.
roadmap-table = The same days, project by project
roadmap-milestone = { $name } { $day }
roadmap-gate = gate { $name } { $day }
roadmap-handover = needs { $name } { $day }
roadmap-overdue = { $mark }, overdue
roadmap-missed = { $mark } instead of { SHORT($missed_date) }, missed
roadmap-end = { $mark }; by the data the project likely ends { SHORT($later_end_date) }
roadmap-of-project = { $project }: { $mark }
roadmap-first = What is overdue, then what falls due next
