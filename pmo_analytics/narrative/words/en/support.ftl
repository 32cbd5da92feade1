# Who needs help and with what, what is quickly put right, and what was done about what was said.

# --- who needs help ------------------------------------------------------------------------------

needs-title = { $needing_count } of { $project_count } projects could use help{ $most_kind ->
    [none] {""}
   *[other] , { $most_kind_count } of them with { $most_kind }
 }
needs-none = No project needs help by what is measured
needs-subtitle = { $mode ->
    [supportive] Most need first, not most blame; in brackets how many findings
    [directive] Most need first, not most blame; who agrees the help, and what waits for them already
   *[other] Most need first, not most blame; in brackets how many findings, then who says by when
 }
help-topic = { $kind ->
    [blockers] blocked work
    [steering] reports, gates and answers
    [planning] planning near work
    [tracker] keeping the board true
    [way] the way through the board
    [risks] risks
   *[delivery] its promises
 }
help-delivery = { $driver ->
    [schedule] its date
    [cost] its cost
    [scope] its scope
    [flow] its pace
    [risk] its risks
    [capacity] its teams
    [benefits] its benefits
    [long_blocked] what is blocked for long
    [overdue_need] what it waits for
   *[other] its data
 } ({ $colour_name })
help-more = { $first }; { $next }
help-blockers = { $thing_count } blocked { $thing_count ->
    [one] item
   *[other] items, the oldest
 } for { $known ->
    [yes] {""}
   *[no] at least{" "}
 }{ $longest_days }
help-counted = { $topic } ({ $thing_count })
help-act = { $mode ->
    [supportive] Ask { $who } what would help first
    [directive] { $who } agrees the help by { $act_by_date }
   *[other] { $who } says by when it is put right
 }
help-load = { $act }; { $overdue_duty_count } of { $open_duty_count } open duties are overdue there{ $load ->
    [much] : give some to somebody else
   *[other] {""}
 }

# --- quick wins ----------------------------------------------------------------------------------

quick-title = { $win_count } quick { $win_count ->
    [one] win
   *[other] wins
 } would put { $helped_count } { $helped_count ->
    [one] thing
   *[other] things
 } right in { $all_hours_ratio } hours
quick-none = Nothing is left that could be put right quickly
quick-subtitle = { $mode ->
    [supportive] Offer these first: most effect for an hour
    [directive] To be done first: most effect for an hour
   *[other] Most effect for an hour first
 }. Effort is taken on, effect weighs what is put right: blocked and unreported most, blank fields least
win = { $kind ->
    [call] Call about “{ $subject }”
    [close] Resume, put back or close what nobody touched for long
    [fill] Fill in the { $subject } of cards in progress
    [report] Renew the status report
    [export] Take a new export
    [limit] Set a limit of { $limit } for { $subject }
   *[keep] Bring { $subject } back to its limit of { $limit }
 }
win-more = { $shown } and { $unshown_count } more
win-effort = { $effort_minute_count } minutes
win-effort-each = { $thing_count } × { $each_minute_count } = { $effort_minute_count } minutes
win-effect = { $thing_count } × { $weight_count } = { $effect_count }
taken-title = { $gone_count } of { $taken_count } quick wins that were taken left nothing to do
taken-none = No quick win was taken yet
taken-subtitle = What each was to put right, when it was agreed and now
taken-missing = What came of quick wins is not known. Add actions.csv, with origin quick_win.
taken-then = { $before_count } when it was agreed, { $now_count ->
    [0] none
   *[other] { $now_count }
 } now
taken-unknown = Not told: it names no quick win of that day
taken-done = Done on { $done_date }
taken-open = Not done

# --- the page ------------------------------------------------------------------------------------

support-headline = { $project } needs help most{ $most_kind ->
    [none] {""}
   *[other] ; { $most_kind_count } of { $project_count } projects need it with { $most_kind }
 }
support-headline-none = No project needs help by what is measured
