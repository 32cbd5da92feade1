# Who needs help and with what, what is quickly put right, and what was done about what was said.

# --- who needs help ------------------------------------------------------------------------------

needs-title = { $extent ->
    [all] { $project_count ->
        [one] The only project
       *[other] All { $project_count } projects
     }
   *[some] { $needing_count } of { $project_count } projects
 } could use help{ $most_kind ->
    [none] {""}
   *[other] { $needing_count ->
        [one] {" "}with { $most_kind }
       *[other] , { $most_kind_count } of them with { $most_kind }
     }
 }
needs-none = No project needs help by what is measured
needs-subtitle = { $mode ->
    [supportive] Most need first, not most blame; in brackets how many findings
    [directive] Most need first, not most blame; who acts until when, and what waits for them already
   *[other] Most need first, not most blame; in brackets how many findings, then who must act
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
help-delivery = { $driver } ({ $colour_name })
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
    [directive] { $who } by { $act_by_date }: { $breaches }
   *[other] { $who }: { $breaches }
 }
help-breaches = { $all_broken_count ->
    [0] no breach; agree the help
    [one] put right { $all_broken_count } breach
   *[other] put right { $all_broken_count } breaches
 }{ $all_grave_count ->
    [0] {""}
   *[other] { $all_broken_count ->
        [one] {" "}(grave)
       *[other] , { $all_grave_count } of them grave
     }
 }
help-load = { $act }; { $overdue_duty_count } of { $open_duty_count } open duties of { $owner } { $overdue_duty_count ->
    [one] is
   *[other] are
 } overdue{ $load ->
    [much] : give some to somebody else
   *[other] {""}
 }

# --- what the office does, on the pages of health ------------------------------------------------

office-title = { $needing_count ->
    [0] A gate past its day, or a team with too much at once, is all that asks for help
   *[other] { $extent ->
        [all] { $project_count ->
            [one] The only project
           *[other] All { $project_count } projects
         }
       *[some] { $needing_count } of { $project_count } projects
     } { $mode ->
        [directive] { $needing_count ->
            [one] is
           *[other] are
         } to put something right by { $act_by_date }
       *[other] must put something right
     }
 }
office-title-project = { $need_count ->
    [0] A gate past its day, or a team with too much at once, is all that asks for help
   *[other] { $mode ->
        [supportive] Help of { $need_count } { $need_count ->
            [one] kind
           *[other] kinds
         } could be offered
        [directive] Findings of { $need_count } { $need_count ->
            [one] kind
           *[other] kinds
         } are to be put right by { $act_by_date }
       *[other] Findings of { $need_count } { $need_count ->
            [one] kind
           *[other] kinds
         } must be put right
     }
 }
office-title-team = { $training_need_count ->
    [0] Too much at once is all that asks for help
   *[other] { $mode ->
        [supportive] Help with { WORD($training_need_count) } { $training_need_count ->
            [one] finding
           *[other] findings
         } could be offered
        [directive] { FIRST($training_need_count) } { $training_need_count ->
            [one] finding is
           *[other] findings are
         } to be put right by { $act_by_date }
       *[other] { FIRST($training_need_count) } { $training_need_count ->
            [one] finding
           *[other] findings
         } of its items must be put right
     }
 }
office-subtitle = { $mode ->
    [supportive] What keeps it from its promises first; in brackets how many findings, then what to offer
    [directive] What keeps it from its promises first; in brackets how many findings, then who acts until when
   *[other] What keeps it from its promises first; in brackets how many findings, then who must act
 }
office-advice = { $kind ->
    [delivery] what would bring it back, and what could be left out
    [blockers] whom to call about what blocks
    [steering] writing what is due together
    [planning] an hour to write out what is next
    [tracker] keeping the board true with least effort
    [way] which column is in the way
   *[risks] going through the risks together
 }
office-task = { $kind ->
    [delivery] say what brings it back
    [blockers] free what is blocked, or say who can
   *[other] put right { $broken_count } { $broken_count ->
        [one] breach
       *[other] breaches
     }
 }
office-decide = { $mode ->
    [supportive] Asked for already: talk with { $who } about deciding by { $decide_by_date }
    [directive] Asked for already: { $who } decides by { $decide_by_date }
   *[other] Asked for already: { $who } must decide by { $decide_by_date }
 }
office-act = { $mode ->
    [supportive] Talk with { $who } about { $task }
    [directive] { $who } by { $act_by_date }: { $task }{ $grave ->
        [0] {""}
       *[other] . Until then nothing new starts there
     }
   *[other] { $who } must act: { $task }{ $grave ->
        [0] {""}
       *[other] { $broken ->
            [one] {" "}(grave)
           *[other] , { $grave } of them grave
         }
     }
 }
office-gate = Gate “{ $gate }”
office-team = The people of { $team } have { $wip_count } items in progress, { $wip_per_person } each; { $older_count } are old
office-team-act = { $mode ->
    [supportive] Talk with the team about what it could finish first
    [directive] Nothing new starts there until { $limit_count } are in progress
   *[other] The team must agree a limit; { $limit_count } would leave each person a single item
 }

# --- quick wins ----------------------------------------------------------------------------------

quick-title = { $win_count } quick { $win_count ->
    [one] win
   *[other] wins
 } would put { $helped_count } { $helped_count ->
    [one] thing
   *[other] things
 } right in { $all_hours_count } { $all_hours_count ->
    [one] hour
   *[other] hours
 }
quick-none = Nothing that was found is quickly put right
quick-subtitle = { $mode ->
    [supportive] Offer these first: most effect for an hour
    [directive] To be done first: most effect for an hour
   *[other] Most effect for an hour first
 }, a few of each kind. Effort is assumed; effect weighs what is put right: blocked and unreported most, blank fields least
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
win-effort = { $effort_minute_count }
win-effort-each = { $thing_count } × { $each_minute_count } = { $effort_minute_count }
win-effect = { $thing_count } × { $weight_count } = { $effect_count }
taken-title = { $taken_count ->
    [one] The quick win that was taken left { $gone_count ->
        [0] something
       *[other] nothing
     } to do
   *[other] { $gone_count } of { $taken_count } quick wins that were taken left nothing to do
 }
taken-none = No quick win was taken yet
taken-subtitle = What each was to put right, when it was agreed and now
taken-missing = What came of quick wins is not known. Add actions.csv, with origin quick_win.
win-came = { $before_count } when it was agreed, { $now_count ->
    [0] none
   *[other] { $now_count }
 } now
win-came-unknown = Not told: it names no quick win of that day
taken-done = Done on { $done_date }
taken-open = Not done

# --- training ------------------------------------------------------------------------------------

training-title = { FIRST($needing_team_count) } of { $team_count } teams could be taught something; { $untaught_count } of { $training_need_count } topics lack a training
training-title-unknown = { FIRST($needing_team_count) } of { $team_count } teams could be taught something
training-none = No team shows in its items that it is to be taught something
training-untold = Of { $without_team_count } checks of items nobody tells the team. To tell it, { $remedy }.
training-subtitle = By what is found most often; ask first whether knowledge lacks, or time. Items that name no team count for the team with most hours in their project
training-missing = Whether any of it is planned is not known. Add training.csv, with the topic planning, tracker or way.
training-unmeasured = Who is to be taught what is not known: { $remedy }
training-drift = { $since_share } of { $since_count } finished items took the declared way since { $since_date }; { $before_share } before
training-state = { $state ->
    [held] Held on { $held }
    [planned] Planned for { $planned }
    [overdue] Was planned for { $planned }, and not held
    [none] { $mode ->
        [supportive] Nothing planned; offer it
        [directive] Nothing planned; plan it by { $act_by_date }
       *[other] Nothing planned
     }
   *[unknown] Not known
 }

effects-title = Better after { $improved_count ->
    [0] none
   *[other] { WORD($improved_count) }
 } of { $judged_count } { $judged_count ->
    [one] training
   *[other] trainings
 } that items tell of; worse after { $worsened_count ->
    [0] none
   *[other] { WORD($worsened_count) }
 }
effects-subtitle = Newest first, of { $held_count } that were held; before and since, and what else changed around the day
effects-untold = What { $held_count } { $held_count ->
    [one] training
   *[other] trainings
 } changed is not known: none is of planning, tracker, way or a standard, which items would tell.
effect-way = Items that took the declared way
effect-standard = { $counts } { $fails }
effect-none = Not measured: nothing of it was found before

# --- lessons and audits --------------------------------------------------------------------------

lessons-title = { $overdue_lesson_count } of { $open_lesson_count } open { $open_lesson_count ->
    [one] action
   *[other] actions
 } from retrospectives and audits { $overdue_lesson_count ->
    [one] is past its day
   *[other] are past their day
 }
lessons-none = No action from a retrospective or an audit is open
lessons-missing = What became of retrospectives and audits is not known. Add actions.csv.
lessons-subtitle = { $mode ->
    [supportive] By the day they were due; ask what is in the way
    [directive] By the day they were due; each is to be done by { $act_by_date }
   *[other] By the day they were due; who must act
 }
lesson-origin = { $origin ->
    [audit] An audit
   *[retrospective] A retrospective
 }

# --- feedback ------------------------------------------------------------------------------------

voices-title = Something was done or agreed about { $answered_theme_count } of { $theme_count } themes
voices-missing = What clients, users and teams say is not known. Add feedback.csv.
voices-unanswered = What was done about it is not known. Add actions.csv, with origin feedback.
voices-subtitle = Themes about which nothing was done first, the lowest score before
voice-done = { $answer }: done on { $answer_done_date }
voice-agreed = { $answer }: { $owner }, not done
voice-nothing = { $mode ->
    [supportive] Nothing yet; worth a talk with those who said it
   *[other] Nothing yet
 }

# --- the page ------------------------------------------------------------------------------------

support-headline = { $project } needs help{ $project_count ->
    [one] { $most_kind ->
        [none] {""}
       *[other] {" "}with { $most_kind }
     }
   *[other] {" "}most{ $most_kind ->
        [none] {""}
       *[other] ; { $most_kind_count } of { $project_count } projects { $most_kind_count ->
            [one] needs
           *[other] need
         } it with { $most_kind }
     }
 }
support-headline-none = No project needs help by what is measured
support-quick = { $win_count } quick { $win_count ->
    [one] win
   *[other] wins
 } would put { $helped_count } { $helped_count ->
    [one] thing
   *[other] things
 } right in { $all_hours_count } { $all_hours_count ->
    [one] hour
   *[other] hours
 }.
support-training = No training is ahead for { $untaught_count } of { $training_need_count } topics that teams could be taught.
support-lessons = { $overdue_lesson_count } of { $open_lesson_count } open actions from retrospectives and audits are past their day.
