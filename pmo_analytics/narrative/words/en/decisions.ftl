# What somebody is asked to decide.

decisions-none = No decision is requested
decisions-overdue = { FIRST($decision_count) } { $decision_count ->
    [one] decision is
   *[other] decisions are
 } overdue
decisions-title = { FIRST($decision_count) } { $decision_count ->
    [one] decision is
   *[other] decisions are
 } requested by { $day }{ $overdue_count ->
    [0] {""}
    [one] ; { WORD($overdue_count) } is overdue
   *[other] ; { WORD($overdue_count) } are overdue
 }
decisions-order = What is overdue first, then by the cost of doing nothing or what goes above a budget. Bars share one scale. { $own ->
    [all] The data ask all of these.
    [none] All stand in decisions.csv.
   *[some] { $written_count } of { $decision_count } { $written_count ->
        [one] stands
       *[other] stand
     } in decisions.csv, the data ask the others.
 }
decisions-all = All { $decision_count } are in the whole report.
waiting-title = { FIRST($hidden_count) } more { $hidden_count ->
    [one] decision waits
   *[other] decisions wait
 }
waiting-subtitle = Their options stand in the reports of the projects.
asked-title = Of { $asked_count } { $asked_count ->
    [one] question
   *[other] questions
 } of { $last_report_date }, { $decided_count ->
    [0] none is decided
    [one] { $decided_count } is decided
   *[other] { $decided_count } are decided
 }{ $raised_count ->
    [0] {" "}and
    [one] , { $raised_count } is raised,
   *[other] , { $raised_count } are raised,
 }{ $waiting_count ->
    [0] {" "}none waits
    [one] {" "}{ $waiting_count } waits
   *[other] {" "}{ $waiting_count } wait
 }
asked-subtitle = { $published ->
    [yes] What the last report asked
   *[no] That report was not kept: this is what it would have asked
 }; what still waits as it did stands above.
asked-nothing = The last report, of { $last_report_date }, asked nothing.
asked-about-date = The date in danger
asked-about-blocker = What blocks its oldest item
asked-about-cost = Money above the budget
asked-about-overload = A team with too few hours
asked-about-focus = A team with much at once
asked-about-report = An old report
asked-about-objective = An objective that no project serves
became-decided = Decided: { $answer }
became-raised = Put to a decision: { $answer }
became-gone = Gone: asked no more
reason-dearer = Since { $last_report_date } doing nothing has come to cost { $today_cost } instead of { $nothing_cost }.
became-worse = Waits, and costs { $today_cost } instead of { $nothing_cost } if nothing is done
since-title = { FIRST($followed_count) } { $followed_count ->
    [one] decision was
   *[other] decisions were
 } made in the last { $followed_weeks_count } weeks; { $changed_count ->
    [0] no pace changed since
    [one] { $followed_count ->
        [one] since then the pace has changed
       *[other] since one of them the pace has changed
     }
   *[other] since { WORD($changed_count) } of them the pace has changed
 }
since-subtitle = Whether the decision is the reason cannot be told.
since-chance = { $chance_then_share } then, { $chance_now_share } now
since-early = Cannot be told yet: { $weeks_after_count } complete { $weeks_after_count ->
    [one] week
   *[other] weeks
 } since
since-unknown = Cannot be told: it has no normal range
since-routine = Within its normal range
since-earlier = Had changed before it
since-low = Slower: { $after_per_week } a week in the { $weeks_after_count } weeks since, { $before_per_week } just before
since-high = Faster: { $after_per_week } a week in the { $weeks_after_count } weeks since, { $before_per_week } just before
since-low-alone = Slower: { $after_per_week } a week since
since-high-alone = Faster: { $after_per_week } a week since
actions-title = { FIRST($overdue_action_count) } { $overdue_action_count ->
    [one] action is
   *[other] actions are
 } past { $overdue_action_count ->
    [one] its
   *[other] their
 } due day
actions-subtitle = Open in all: { $open_action_count }. The oldest first.
due = { $due }
due-overdue = { $due }, overdue
next-date = The next date to watch is { STRONG($day) }, the baseline finish of { $project }.

date-passed = Which date replaces { $target_date }, which has passed?
date-no-scope = Move the date of { $target_date }, which no smaller scope can keep?
date-large-cut = Which date takes the place of { $target_date }?
date-undo = Take back “{ $decision }” of { $decided_date }, or which date replaces { $target_date }?
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
register-recommended = {" "}Its owner recommends: { $recommendation }.
data-add = The data add: moving { $moved_count } of { $open_count } open items out would lift the chance of { $target_date } from { $chance_share } to { $chance_after_share }.
data-add-later = {" "}Moving the date to { $sure_date } would make it { $sure_share } sure.
owner-unknown = not named
owner-of-portfolio = the steering group
options-none = Its options are not known: add them to decision_options.csv.
owner-add = Add a sponsor or manager to projects.csv.

blocker-question = What frees { $item }, blocked for { $blocked_days } by “{ $cause }”?
blocker-question-least = What frees { $item }, blocked for at least { $blocked_days } by “{ $cause }”?
blocker-reason = { $sure_share } of its finished items took { $usual_days } at most.
money-question = Who pays { $over_cost } above the budget?
money-question-cut = Who pays { $over_cost } above the budget, or what is left out?
money-question-unknown = Who pays what goes above the budget?
overload-question = What does { $team } put off, promised { $utilisation_share } of its hours { $when }?
overload-month = in { $first }
overload-months = from { $first } to { $last }
register-overload = {" "}{ $team } is promised { $utilisation_share } of its hours { $when }: { $over_hours_count } hours too many.
overload-reason = { $over_hours_count } of the { $allocated_hours_count } promised hours are more than it has.
report-question = Who decides for { $who }, and renews the report that is { $report_age_days } old?
focus-question = Should the people of { $team } start nothing new until they have { $limit_count } items in progress instead of { $wip_count }?
focus-reason = They have { $wip_per_person } items each; { $older_count } of { $wip_count } are older than { $sure_share } of its finished items were.
focus-reason-handed = They have { $wip_per_person } items each; { $older_count } of { $wip_count } are older than { $sure_share } of its finished items were, and each changes hands { $hand_offs_per_item } times.
report-reason = It says { $declared } over data that say { $computed }.
objective-question = Which project serves “{ $objective }”?
objective-question-of = Does { $who } serve “{ $objective }”, or which project does?
objective-reason-of = It stands in pmo.toml, and no project names it; { $who } has the milestone “{ $milestone }”.
objective-reason = It stands in pmo.toml, and no project names it.
money-reason = The budget in force is { $baseline_budget }; { $outturn_spent_cost } of it is spent.
money-counted = What goes above is also part of the costs of “{ $question }”.
money-lowered = {" "}With “{ $option }” it is likely { $likely_over_cost }.
money-avoided = {" "}With “{ $option }” something goes above in { $over_share } of the futures.
money-cut-pays = Moving them pays if they are worth less than { $over_cost }.

option-nothing = Do nothing
option-cut = Move { $out_count } { $out_count ->
    [one] item
   *[other] items
 } to a later release
option-faster = Finish { $more_pace_share } more a week
option-move = Keep everything, move the date to { $target_date }
option-give-up = Keep everything and give up the date
option-undo = Take back “{ $decision }” of { $decided_date }
option-undo-pace = , if the pace is then as just before it, { $before_per_week } a week
option-relieve = Take { $hours_count } of its { $promised_hours_count } hours from { $project }
option-relieve-effect = No other promise is touched
option-relieve-week = ; a week of its delay costs { $relieved_week_cost }
option-more_hours = Find { $hours_count } more hours
option-more_hours-effect = All that is promised can be kept
option-deputy = Name who decides until its manager reports again
option-deputy-effect = Questions and dates have somebody to answer them
option-renew = Renew it, with a date and a path to green
option-renew-effect = The next decision rests on what holds today
option-serve = Name a project for it in projects.csv
option-serve-effect = Budget and benefits count for it
option-drop = Drop it from pmo.toml
option-drop-effect = Nothing is owed for it
option-limit = Start nothing before { $limit_count } are in progress
option-limit-weeks = At this pace an item is then in progress for { $limited_weeks } instead of { $through_weeks }
option-limit-focus = Each of its people finishes what is begun before anything new
option-limit-earlier = ; the likely end comes { $likely_earlier_days } earlier
option-limit-same = ; the likely end stays where it is
option-free = Free it now
option-fund = Raise the budget by { $over_cost }

option-likely = Likely { $likely_date }
option-likely-of = { $project }: likely { $likely_date }
option-sure = , { $sure_share } sure by { $sure_date }
option-chance = ; { $chance_share } chance of { $target_date }
option-free-own = . What it does for its own project cannot be told
option-delivered = . It counts on what is waited for by { $needed_date }
option-holds-up = . It holds up { $projects }
option-note = . { $note }
option-nothing-open = The question stays open
option-nothing-never = The likely finish is more than { $horizon_years_count } years away.
option-give-up-uncertain = No date can be promised on its past
option-give-up-effect = The { $sure_share } sure date is more than { $horizon_years_count } years away
option-only-money = No date is touched
option-fund-effect = Nothing is left out; as likely as not no more is needed
option-fund-sure = , { $sure_over_cost } is { $sure_share } sure to suffice
option-fund-date = ; likely finish { $likely_date }
option-cut-money = The budget likely pays for the rest; likely finish { $cut_likely_date }
option-nothing-spent-unknown = The budget is spent before the work is done
option-nothing-spent-over = The budget is spent already
option-nothing-spent-ahead = The budget is likely spent by { $budget_spent_date }
option-nothing-paid = ; it pays for { $paid_count } of the { $open_count } open items
option-why-no_row = Not estimated: add what it changes to decision_options.csv
option-why-no_change = What it does to the date is not told: add to decision_options.csv what it changes, items, people or a dependency
option-why-no_items = Not estimated: none of the items it names is open. Name others in decision_options.csv.
option-why-no_project = Not estimated: name the project of the decision in decisions.csv
option-why-no_wait = Not estimated: no open work of another project waits for it in dependencies.csv
option-why-no_promise = Not estimated: add the committed date of what it waits for to dependencies.csv
option-why-no_forecast = Not estimated: the project has no forecast
option-why-no_outturn = Not estimated: add what was earned and spent to costs.csv

cost-unknown = Not known: no cost of delay in projects.csv
cost-no-forecast = Not known without a forecast
cost-likely = { $likely_total_cost }
cost-range = { $likely_total_cost }, up to { $late_total_cost }
cost-part-of = {" "}for { $project }
cost-only-money = { $money_cost }, and what delay then costs
cost-part-budget = , with { $likely_over_cost } above the budget
cost-part-budget-late = , with what may go above the budget
cost-part-money = ; { $money_cost } of it to carry it out
cost-part-lost = ; { $lost_cost } of it value lost
cost-part-moved = ; plus the value of what moves
cost-part-people = ; plus what the people cost
recommended-if-moved = It pays if what moves is worth less than { $saved_cost }.
recommended-if-people = It pays if the people cost less than { $saved_cost }.
recommended-not-surely = In { $dearer_share } of the futures doing nothing would cost less.
recommended-none-moves = No option is recommended: by the forecast none of them moves the date.
recommended-none-waits = No option is recommended: by the forecast other work lasts as long as what waits. To ask: must that wait too?
recommended-none-close = No option is recommended: “{ $option }” likely costs { $saved_cost } less than doing nothing, and more in { $dearer_share } of the futures.
recommended-none = No option is recommended: none is known to cost less than doing nothing.
