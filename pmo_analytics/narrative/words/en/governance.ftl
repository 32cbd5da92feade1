# Standards, controls and the office itself.

# --- standards -----------------------------------------------------------------------------------

breach = { $counts ->
    [projects] { $fails }
   *[other] { $failed_count } of { $checked_count } { $counts } { $fails }
 }
act = { $mode ->
    [supportive] Worth a talk with { $who }: { $remedy }
   *[other] { $who } must act: { $remedy }
 }
person = { $name } ({ $role })
role = the { $role }
roles = the { $role }s
consent = accepted by { $accepted_by } until { $excepted_until_date }: { $reason }
consent-ended = the consent of { $accepted_by } ended on { $excepted_until_date }
standards-kept = { $asked_standard_count } standards asked { $standard_count } times: { $kept_count } kept, { $broken_count } broken, { $excepted_count } not counted by consent
standards-none = No standard applies to anything here

standards-title = { $broken_count ->
    [0] Every standard that applies is kept
   *[other] { $mode ->
        [supportive] Help with { $broken_standard_count } { $broken_standard_count ->
            [one] standard
           *[other] standards
         } would be welcome in { $breaking_project_count } { $breaking_project_count ->
            [one] project
           *[other] projects
         }
       *[other] { $broken_count } { $broken_count ->
            [one] breach
           *[other] breaches
         } in { $breaking_project_count } { $breaking_project_count ->
            [one] project
           *[other] projects
         }{ $grave_count ->
            [0] {""}
           *[other] , { WORD($grave_count) } of them grave
         }
     }
 }
standards-subtitle = { $mode ->
    [supportive] Gravest first; who to talk with, and about what
    [directive] Gravest first; who acts until when, and what stops
   *[other] Gravest first; who must act, and how
 }
standard-where = { $project } { $failed_count } of { $checked_count }
act-many = { $mode ->
    [supportive] Offer help to { $who }: { $remedy }
    [directive] { $who } by { $act_by_date }: { $remedy }{ $severity ->
        [high] . Until then nothing new starts there
       *[other] {""}
     }
   *[other] { $who }: { $remedy }
 }
severity-high = High
severity-medium = Medium
severity-low = Low
consents-title = { $excepted_count ->
    [0] No consent holds
    [one] { FIRST($excepted_count) } standard is broken by consent
   *[other] { FIRST($excepted_count) } standards are broken by consent
 }{ $lapsed_exception_count ->
    [0] {""}
    [one] ; { WORD($lapsed_exception_count) } consent has ended and counts again
   *[other] ; { WORD($lapsed_exception_count) } consents have ended and count again
 }
consents-subtitle = By standard and project; who agreed, until when, and why
until-held = { SHORT($excepted_until_date) }
until-ended = { SHORT($excepted_until_date) }, ended
unasked-heading = Asked of nothing here
unasked = For want of { $needs }, or of anything to ask: { $standards }.
unasked-own = { $standards }: SQL of this portfolio, which { $command } runs.

short-day = { SHORT($day) }

# --- controls ------------------------------------------------------------------------------------

controls-missing = Not measured: { $register ->
    [gates] stage gates
    [requests] requests and changes
    [decisions] the log of decisions
   *[actions] actions
 }. Add { $register }.csv.
gates-title = { $overdue_gate_count ->
    [0] No stage gate is past its day
    [one] { FIRST($overdue_gate_count) } stage gate is past its day
   *[other] { FIRST($overdue_gate_count) } stage gates are past their day
 }{ $conditional_gate_count ->
    [0] {""}
    [one] ; { WORD($conditional_gate_count) } passed with a condition
   *[other] ; { WORD($conditional_gate_count) } passed with conditions
 }{ $unmet_gate_count ->
    [0] {""}
    [one] , { WORD($unmet_gate_count) } past its day
   *[other] , { WORD($unmet_gate_count) } past their day
 }
gates-subtitle = What is late, conditional or to come, then what was passed last; { $approved_gate_count } of { $gate_count } were passed, { $late_gate_count } of them late
gate-overdue = { $mode ->
    [supportive] { $overdue_days } past its day; ask { $who } what is missing
    [directive] { $overdue_days } past its day; { $who } stops new work until it is passed
   *[other] { $overdue_days } past its day; { $who } must pass or refuse it
 }
gate-conditional = Passed on { $approved_date } by { $who }; to be met{ $due ->
    [none] {""}
   *[other] {" "}by { $due }
 }: { $conditions }
gate-unmet = Passed on { $approved_date } by { $approver }, if: { $conditions }. That is { $conditions_overdue_days } past its day; { $mode ->
    [supportive] ask { $who } what keeps it
    [directive] { $who } stops new work until it is met
   *[other] { $who } must meet it, or agree another day
 }
gate-passed = Passed on { $approved_date } by { $who }
gate-ahead = To come
gate-ahead-early = To come, before its work will likely end on { SHORT($gate_likely_date) }
decision-log-title = { $in_time_count } of { $fallen_due_count } decisions that fell due were made by their day
decision-log-title-none = No decision has fallen due yet
decision-log-subtitle = What is open in decisions.csv, by its day; half of those made took { $half_decision_days } at most
decision-log-subtitle-none = What is open in decisions.csv, by its day
open-actions-title = { $overdue_action_count } of { $open_action_count } open { $open_action_count ->
    [one] action is
   *[other] actions are
 } past { $overdue_action_count ->
    [one] its
   *[other] their
 } day
open-actions-subtitle = By the day they were due
no-open-actions = No action is open
requests-title = { $waiting_count } of { $request_count } { $request_count ->
    [one] request
   *[other] requests
 } { $waiting_count ->
    [one] waits
   *[other] wait
 } for an answer
requests-title-none = Every request has its answer
requests-subtitle = What waits first, then answers, newest first{ $answered_count ->
    [0] {""}
   *[other] ; half of the answers took { $half_answer_days } at most
 }
request-waiting = Waits for { $waited_days }
request-decided = { $decision } ({ $decided_date })
request-kind = { $kind ->
    [change] Change
   *[project] New project
 }
loads-title = Something is overdue for { $late_owner_count } of { $owner_count } people; { $overloaded_owner_count ->
    [0] none carries far more than the others
    [one] { WORD($overloaded_owner_count) } carries far more than the others
   *[other] { WORD($overloaded_owner_count) } carry far more than the others
 }
loads-subtitle = By name; load, not performance. On average { $mean_duty_ratio } open duties a person
load-reassign = Give some of it to somebody else
load-act = Act, or agree another day

# --- ways through the board ----------------------------------------------------------------------

conformance-title = { $conforming_share } of { $asked_item_count } finished items took the declared way
conformance-subtitle = Finished items whose history is told, by project
back-unknown = not told
departures-title = How the others departed from it
departed-of = { $item_count } of { $told_item_count }
departure = { $kind ->
    [skipped] Skipped { $stage }
    [back] Went back to an earlier column
    [unready] Began without having stood ready
   *[unchecked] Finished without the last check
 }
ways-title = { $way_count ->
    [one] All of them took the same way
   *[other] { $way_count } different ways were taken; the most common by { $most_taken_share }
 }
ways-drawn-subtitle = Each along the columns of its board; filled: came into it, ring: did not
ways-drawn = The ways most taken: { $ways }.
ways-skipped = skipped
ways-back = { $count ->
    [one] back
   *[other] back, { $count } times
 }
ways-back-to = { $count ->
    [one] gone back to
   *[other] gone back to, { $count } times
 }
way-told = { $item_share } took { $way }
way-head = { $item_share }, { $item_count } { $item_count ->
    [one] item
   *[other] items
 }{ $kept ->
    [yes] : as declared
    [no] : not as declared
   *[unknown] {""}
 }
way-by-export = A column passed from an export to the next is not seen, so who left a way is not known. To see it, { $remedy }.
way-undeclared = Nobody declared a way. To see who left it, { $remedy }.

# --- improvements --------------------------------------------------------------------------------

improvements-title = Of { $improvement_count } declared { $improvement_count ->
    [one] change
   *[other] changes
 }, it was better after { $improved_count ->
    [0] none
   *[other] { WORD($improved_count) }
 } and worse after { $worsened_count ->
    [0] none
   *[other] { WORD($worsened_count) }
 }
improvements-subtitle = Newest first; before and since, and what else changed around the day
improvement-values = { $before } → { $after }{ $unit ->
    [days] {" "}days
   *[other] {""}
 }; { $before_count } and { $after_count } { $kind }
verdict-better = Better
verdict-worse = Worse
verdict-same = No difference beyond chance
verdict-other = Different; nobody said which side is better
verdict-early = Cannot be told before { $told_date }
verdict-few = Too little since to tell
verdict-ahead = Not begun
verdict-unknown = Not measured: { $metric } tells nothing of it here
else-decision = { $date }: “{ $words }” was answered “{ $answer }”
else-baseline = { $date }: new baseline of { $words }
else-improvement = { $date }: “{ $words }”

# --- charter -------------------------------------------------------------------------------------

charter-title = { FIRST($reached_count) } of { $objective_count } objectives of the office { $reached_count ->
    [one] is
   *[other] are
 } reached{ $unmeasured_count ->
    [0] {""}
    [one] ; { WORD($unmeasured_count) } is not measured
   *[other] ; { WORD($unmeasured_count) } are not measured
 }
charter-subtitle = Against the target, and which way since { $before }
charter-by-reports = Dates count as projects report them; by the data { $in_time_count } of { $rated_count } likely keep theirs.
charter-value = { $amount }{ $unit }
charter-course = { $state ->
    [reached] Reached
    [short] Not reached
   *[unmeasured] Not measured: the charter names no measure
 }{ $course ->
    [nearer] ; nearer
    [farther] ; less than before
    [same] ; unchanged
   *[unknown] {""}
 }

# --- the words of the office ---------------------------------------------------------------------

comment-title = { $author } on { $date }
comment-quote = “{ $text }”
comment-earlier = Before, on { $date }: “{ $text }”
comment-old = Said { $age_days } ago; the data on this page are newer

# --- the page ------------------------------------------------------------------------------------

governance-headline = { $mode ->
    [supportive] { $breaking_project_count } { $breaking_project_count ->
        [one] project
       *[other] projects
     } could use help with { $broken_standard_count } of { $asked_standard_count } standards
    [directive] { $broken_standard_count } of { $asked_standard_count } standards { $broken_standard_count ->
        [one] is
       *[other] are
     } broken; each is to be kept by { $act_by_date }
   *[other] { $broken_standard_count } of { $asked_standard_count } standards { $broken_standard_count ->
        [one] is
       *[other] are
     } broken in { $breaking_project_count } { $breaking_project_count ->
        [one] project
       *[other] projects
     }
 }{ $grave_count ->
    [0] {""}
    [one] ; { WORD($grave_count) } breach { $mode ->
        [supportive] matters most
       *[other] is grave
     }
   *[other] ; { WORD($grave_count) } breaches { $mode ->
        [supportive] matter most
       *[other] are grave
     }
 }
governance-headline-kept = { $asked_standard_count ->
    [one] The only standard that applies is kept
   *[other] All { $asked_standard_count } standards that apply are kept
 }
governance-headline-none = No standard applies to these data yet
governance-late = { FIRST($overdue_gate_count) } { $overdue_gate_count ->
    [one] stage gate
   *[other] stage gates
 }, { WORD($late_decision_count) } { $late_decision_count ->
    [one] decision
   *[other] decisions
 } and { WORD($overdue_action_count) } { $overdue_action_count ->
    [one] action
   *[other] actions
 } are past their day.
governance-improved = Of { $improvement_count } declared { $improvement_count ->
    [one] change
   *[other] changes
 } of the process, it was better after { $improved_count ->
    [0] none
   *[other] { WORD($improved_count) }
 } and worse after { $worsened_count ->
    [0] none
   *[other] { WORD($worsened_count) }
 }.
governance-charter = { FIRST($reached_count) } of { $objective_count } objectives { $reached_count ->
    [one] is
   *[other] are
 } reached.
stands-in = { $sponsor } for { $manager }
