# What the registers say: cost, risks, handovers, teams, promises, objectives, feedback.

cost-earned = { $earned_for_unit_cost } of work for every { $spent_unit_cost } spent
cost-title = { $earned }; at that rate it ends { $against }
cost-title-likely = { $earned }; it will likely end { $against }
cost-title-ended = It ended { $against }: { $earned }
cost-title-turned = { $recent_for_unit_cost } of work for every { $spent_unit_cost } spent lately, { $earned_for_unit_cost } in all; likely { $against }
on-budget = on budget
over-budget = { $amount } over budget
on-plan = as planned so far
over-plan = { $amount } over what is planned so far
under-plan = { $amount } under what is planned so far
under-budget = { $amount } under budget
money-budget_at_completion = Budget
money-planned_value = Planned by then
money-earned_value = Earned value by then
money-actual_cost = Spent by then
money-likely_outturn_cost = Likely in the end
money-sure_outturn_cost = In the end, { $sure_share } sure
money-reserve_left_cost = Reserve left
money-estimate_at_budget_rate = In the end, if the rest costs what was budgeted
money-estimate_at_completion = In the end, if the rest costs as until now
money-estimate_at_both_rates = In the end, if the date is also kept
cost-subtitle = Money until { $until_date }{ $ended ->
    [yes] {""}
   *[no] , and what it comes to in the end: likely, sure, and by each rule
 }
cost-basis-spend = Likely and sure spend on as in the last { $recent_months_count } months, until the end of the forecast. The rules go by all months.
cost-basis-performance = Likely and sure earn on as in the last { $recent_months_count } months: { $recent_for_unit_cost } of work for every { $spent_unit_cost } spent. The rules go by all months.
cost-basis-both = Likely and sure go by the last { $recent_months_count } months: some futures by their spend until the forecast end, as many by { $recent_for_unit_cost } of work for every { $spent_unit_cost } spent. The rules go by all months.

money-title-over = { FIRST($overspending_count) } { $overspending_count ->
    [one] project
   *[other] projects
 } will likely overspend beyond tolerance, { $overspending_cost } in all
money-title-kept = No project is likely to leave its budget by more than the lines allow
money-title-unknown = What projects have spent; no outturn can be forecast yet
money-subtitle = In { $unit }. Likely outturn: as often passed as not; sure: not passed in { $sure_share } of the futures; earned: the budget of the work done
money-programme = All of { $programme }
money-total = All projects
money-compared = { FIRST($outturn_count) } with an outturn
money-note = { $others ->
    [none] Likely outturns are
    [one] With the other:
   *[some] With the others:
 } { $amount } { $side } budget.{" "}
money-no-sum = All together, { $sure_outturn_cost } is { $sure_share } sure to suffice{ $delay ->
    [yes] {" "}and delay will likely cost { $likely_delay_cost }. These are no sums of the columns
   *[no] . This is no sum of the column
 }: projects are late and dear in different futures.

risks-title = { FIRST($risk_count) } open { $risk_count ->
    [one] risk
   *[other] risks
 } may cost { $exposure_cost }
risks-and-issues-title = { FIRST($risk_count) } open { $risk_count ->
    [one] risk
   *[other] risks
 } may cost { $exposure_cost }; { WORD($issue_count) } open { $issue_count ->
    [one] issue costs
   *[other] issues cost
 } { $issue_cost }
risks-subtitle = { $is_all ->
    [yes] Likely cost = probability × impact, largest first
   *[no] The { $shown } largest; likely cost = probability × impact
 }{ $overdue_count ->
    [0] {""}
    [one] . { $overdue_count } response to a risk or issue is overdue
   *[other] . { $overdue_count } responses to risks and issues are overdue
 }
risks-contingency = { $contingency_cost } covers them with a chance of { $contingency_share }.
risks-reserve = { $contingency_cost } covers them with a chance of { $contingency_share }; after the issues since the baseline, { $reserve_left_cost } of reserve is left.
risks-reserve-used = { $contingency_cost } covers them with a chance of { $contingency_share }. Issues since the baseline took { $reserve_used_cost } of the reserve; { $reserve_left_cost } is left.
issues-title = { FIRST($issue_count) } open { $issue_count ->
    [one] issue costs
   *[other] issues cost
 } { $issue_cost }
issues-subtitle = { $is_all ->
    [yes] What has already happened, largest first
   *[no] What has already happened, the { $shown } largest
 }
response-none = no response
response-due = { SHORT($response_due_date) }
response-overdue = { SHORT($response_due_date) }, overdue

chains-title = { $project } waits for { $cause }, { $least ->
    [yes] at least { $blocked_days }
   *[no] { $blocked_days }
 }
chains-subtitle = What blocks open work at its root, longest first; a week of delay of those that will likely miss their dates
chain-item = { $item } ({ $project }){ $more ->
    [yes] , the longest of { $item_count }
   *[no] {""}
 }
chain-days = { $least ->
    [yes] at least { $blocked_days }
   *[no] { $blocked_days }
 }

handovers-late = { FIRST($late_handover_count) } { $late_handover_count ->
    [one] handover between projects comes
   *[other] handovers between projects come
 } later than needed{ $wide ->
    [yes] , for want of { WORD($late_needed_count) } { $late_needed_count ->
        [one] thing
       *[other] things
    }
   *[no] {""}
 }
handovers-none-late = No handover between projects is late; { $timely_handover_count } { $timely_handover_count ->
    [one] is
   *[other] are
 } still to come
handovers-subtitle = Open dependencies between projects by what is needed, latest first{ $late ->
    [yes] ; { $uncovered_handover_count ->
        [0] each that comes late is seen to
        [one] { $uncovered_handover_count } that comes late is seen to by nobody
       *[other] { $uncovered_handover_count } that come late are seen to by nobody
    }
   *[no] {""}
 }
cover = { $kind ->
    [decision] to be decided:
    [action] action:
   *[response] response:
 } { $cover }
cover-none = nobody
handover-more = others
handover-late = { SHORT($later_date) }, { $late_days } after need
handover-day = { SHORT($later_date) }
handover-part = {" "}promised; all of it { SHORT($expected_date) }
handover-broken = ; promised for { SHORT($committed_date) }
handover-unknown = nobody says

teams-title = { $team } is promised { $utilisation_share } of its hours in { $month }
teams-subtitle = The fullest month to come of each team; load of a team, never of a person

promise-forecast = Date kept, by the reports of the projects
promise-data = Date likely kept, by the data
promise-budget = Within budget or its tolerance
promise-benefits = Benefits so far as planned
promises-title = By the dates they report, { $keeping_all_count ->
    [0] none
   *[other] { WORD($keeping_all_count) }
 } of { $whole_count } { $whole_count ->
    [one] project
   *[other] projects
 } { $keeping_all_count ->
    [0] keeps
    [one] keeps
   *[other] keep
 } date, budget and benefits
promises-title-none = No project reports date, budget and benefits together
promises-subtitle = Projects that keep a promise, of those of which it is known
kept = { $kept } of { $known }
kept-unknown = not known

objectives-unserved = { FIRST($unserved_count) } { $unserved_count ->
    [one] objective is
   *[other] objectives are
 } named by no project: { $objective }{ $unserved_count ->
    [one] {""}
   *[other] {" "}and others
 }
objectives-aimless = { FIRST($aimless_count) } { $aimless_count ->
    [one] project serves
   *[other] projects serve
 } no objective
objectives-served = Every project serves one of { $objective_count } { $objective_count ->
    [one] objective
   *[other] objectives
 }
objectives-subtitle = Projects and money by objective, largest budget first
objective-none = No objective named

baselines-subtitle = Last { $recent_weeks } complete weeks: pace and time in percent of the first { $baseline_weeks } of the same project, arrivals as they were
rows-hidden = The others are not shown.

feedback-title = { $feedback_count } { $feedback_count ->
    [one] piece
   *[other] pieces
 } of feedback give { $mean_score } of { $best_score } on average
feedback-title-unscored = { $feedback_count } { $feedback_count ->
    [one] piece
   *[other] pieces
 } of feedback, none with a score
feedback-subtitle = By theme, most often said first; score of { $best_score }
theme-none = Without a theme
