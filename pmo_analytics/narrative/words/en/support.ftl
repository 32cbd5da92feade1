# Who needs help and with what, what is quickly put right, and what was done about what was said.

# --- who needs help ------------------------------------------------------------------------------

needs-title = { $needing_count } of { $project_count } projects could use help{ $most_kind ->
    [none] {""}
   *[other] , { WORD($most_kind_count) } of them with { $most_kind }
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

# --- the page ------------------------------------------------------------------------------------

support-headline = { $project } needs help most{ $most_kind ->
    [none] {""}
   *[other] ; { WORD($most_kind_count) } of { $project_count } projects need it with { $most_kind }
 }
support-headline-none = No project needs help by what is measured
