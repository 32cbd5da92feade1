# What somebody is asked to decide.

decisions-none = No decision is requested
decisions-overdue = { FIRST($shown_count) } { $shown_count ->
    [one] decision is
   *[other] decisions are
 } overdue
decisions-title = { FIRST($shown_count) } { $shown_count ->
    [one] decision is
   *[other] decisions are
 } requested by { $day }{ $shown_overdue_count ->
    [0] {""}
    [one] ; { WORD($shown_overdue_count) } of them is overdue
   *[other] ; { WORD($shown_overdue_count) } of them are overdue
 }
decisions-order = Largest cost of doing nothing first. Bars share one scale.{ $hidden_count ->
    [0] {""}
    [one] {" "}{ $hidden_count } more waits in decisions.csv and in the reports of the projects.
   *[other] {" "}{ $hidden_count } more wait in decisions.csv and in the reports of the projects.
 }
next-date = The next date to watch is { STRONG($day) }, the baseline finish of { $project }.

date-passed = Which date replaces { $target_date }, which has passed?
date-no-scope = Move the date of { $target_date }, which no smaller scope can keep?
date-cut = Keep { $target_date } by moving { $moved_count } { $moved_count ->
    [one] item
   *[other] items
 } out, or move the date?
date-reason = { $open_count } { $open_count ->
    [one] item is
   *[other] items are
 } open; { $finished_count } { $finished_count ->
    [one] was
   *[other] were
 } finished in the last { $weeks_count } { $weeks_count ->
    [one] week
   *[other] weeks
 }.
register-raised = Raised on { $raised_date }.
register-raised-overdue = Raised on { $raised_date }; overdue by { STRONG($overdue_days) }.
register-recommended = {" "}Recommended: { $recommendation }.
data-add = The data add: moving { $moved_count } of { $open_count } open items out would lift the chance of { $target_date } from { $chance_share } to { $chance_after_share }.
data-add-later = {" "}Moving the date to { $sure_date } would make it { $sure_share } sure.
owner-unknown = not named
owner-add = Add a sponsor or manager to projects.csv.

option-nothing = Do nothing
option-nothing-open = The question stays open
option-nothing-never = The likely finish is more than { $horizon_years_count } years away.
option-nothing-likely = Likely finish { $likely_date }.
option-nothing-chance = Likely { $likely_date }; { $chance_share } chance of { $target_date }
option-written = Not estimated
option-cut = Move { $moved_count } { $moved_count ->
    [one] item
   *[other] items
 } to a later release
option-cut-effect = Chance of { $target_date } rises from { $chance_share } to { $chance_after_share }
option-cut-cost = The value of what moves is not known
option-move = Keep everything, move the date to { $sure_date }
option-move-effect = { $sure_share } sure, so that others can plan
option-give-up = Keep everything and give up the date
option-give-up-uncertain = No date can be promised on its past
option-give-up-effect = The { $sure_share } sure date is more than { $horizon_years_count } years away
cost-unknown = Not known: no cost of delay in projects.csv
cost-no-forecast = Not known without a forecast
cost-likely = { $likely_delay_cost }
cost-range = { $likely_delay_cost }, up to { $late_delay_cost }
