# Heads of the columns of tables, by table and from left to right.

## Cost

column-what = Money
column-amount = Amount
column-against = Against the budget

## What a project reports

column-dimension = Dimension
column-reported = Reported
column-computed = Data say
column-number = By

## The money line, in the order of time

column-baseline_budget = Budget
column-actual_cost = Spent
column-earned_value = Earned
column-likely_outturn_cost = Likely outturn
column-outturn_over_cost = Over budget
column-sure_outturn_cost = Sure outturn
column-reserve_left_cost = Reserve left
column-likely_delay_cost = Cost of own delay

## Roadmap

column-baseline = Baseline
column-told = Reported
column-likely = Likely
column-sure = Sure
column-ahead = Before it

## When all of it ends

column-ends-likely = Likely by
column-ends-sure = Sure by
column-ends-last = Ends last in
column-ends-waits = Waits for

## Decisions

column-decision = Decision
column-owner = Owner
column-decide_by = Decide by
column-nothing = Doing nothing
column-question = Question
column-became = What became of it
column-answer = Decided
column-decided_on = On
column-chance = Chance of its date
column-since = Pace since
column-action = Action
column-was_due = Was due
column-overdue = Overdue

## Data

column-failed = Items
column-check = What was found (most of it in)
column-source = Source
column-exports = Exports
column-first = First taken
column-taken = Last taken
column-rows = Rows
column-rejected = Not used
column-evidence = What tells of a change
column-changes = Changes
column-precision = Known, half of them or more

## Risks, handovers and teams

column-risk = Risk
column-issue = Issue
column-project = Project
column-cost = Likely cost
column-response = Response due
column-reviewed = Days since review
column-cause = Blocked by
column-blocked = What is blocked
column-blocked_for = For
column-waits = Who waits for it
column-week_cost = A week of delay, all together
column-needed = Needed
column-waiting = By
column-need_by = First needed
column-expected = Committed or reported
column-forecast_finish = By its forecast
column-cover = Who sees to it
column-team = Team
column-month = Month
column-share = Promised

## Promises, objectives, beginnings and feedback

column-promise = Promise
column-kept = Kept
column-objective = Objective
column-projects = Projects
column-budget = Budget
column-spent = Spent
column-benefit = Benefits planned
column-pace = Finished a week
column-duration = Days an item takes
column-flow = Finished for each arrived
column-theme = Theme
column-count = Said
column-score = Score

## Dates and counts by how sure they are, and how each level held

column-how-sure = How sure
column-with-growth = All work, with growth
column-open-today = What is open today
column-in-the-coming = In the coming
column-at-least-likely = Likely
column-at-least-sure = Sure
column-part = Epic or release
column-part-open = Open
column-part-likely = Likely by
column-part-sure = Sure by
column-part-due = Its day
column-item = Item
column-place = Place
column-item-chance = Done by then
column-item-age = Days old
column-level-chance = Keeps to it
column-level = Promised
column-held = Held
column-due = Due
column-from = From
column-to = To

## The next wave

column-item_title = What it is
column-near_because = Next because
column-item_due = Due on
column-lacks = Lacks
column-has_already = Has already

## A team

column-to_do = To do
column-begun = In progress
column-weekly = Finished a week lately
column-oldest = Oldest

## Standards and controls

column-severity = Severity
column-broken = What is broken
column-where = Where
column-act = What now
column-standard = Standard
column-accepted_by = Accepted by
column-until = Until
column-reason = Why
column-gate = Stage gate
column-gate_due = Due
column-state = Where it stands
column-open_decision = Open decision
column-age = Open for
column-open_action = Open action
column-request = Request
column-kind = Kind
column-raised_by = Asked by
column-named = Who
column-decisions = Decisions
column-actions = Actions
column-risks = Risks
column-late = Overdue
column-proposal = Proposal

## Ways through the board

column-conforming = As declared
column-asked = Items
column-skipping = Skipped a column
column-back = Went back
column-departure = Departure
column-items = Items
column-item_share = Share
column-example = Latest
column-way = Way

## Declared changes and the charter

column-change = Change and what it was to do
column-change_date = From
column-measure = Measure
column-difference = Before and since
column-verdict = Verdict
column-else = What else changed
column-measured_by = Measured by
column-target = Target
column-actual = Now
column-earlier = Before
column-at_first = At first
column-course = How it stands
column-by_when = By

## Support

column-help_with = Help with
column-win = Quick win
column-things = It puts right
column-effort = Minutes
column-effect = Effect
column-hour_effect = Effect an hour
column-who = Who
column-taken_win = Quick win taken
column-agreed = Agreed
column-came = What came of it
column-topic = To be taught
column-found = What is found
column-teaching = Training
column-taught = Taught
column-lesson_origin = From
column-done = What was done about it
