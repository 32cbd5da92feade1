# A team across its projects: its load, its flow, and what waits for what.

team-headline-stop = { $team } has { $wip_per_person } items a person in progress at once; { $older_count } of { $wip_count } are old
team-headline-stale = { $team } cannot be judged: its newest export is { $export_age_days } old
team-headline-none = { $team } has nothing in progress
team-headline-signal = { $team } is { $side ->
    [low] slower
   *[high] faster
 } than normal: { $recent_per_week } a week of late against { $mean_per_week }
team-headline-drift = { $team } leaves the declared way: { $since_share } of { $since_count } finished items took it since { $since_date }, { $before_share } before
team-headline-routine = { $team } has { $in_progress_count } { $in_progress_count ->
    [one] item
   *[other] items
 } in progress; its pace is within its normal range
team-headline-thin = { $team } has { $in_progress_count } { $in_progress_count ->
    [one] item
   *[other] items
 } in progress; too little is finished to judge its pace
team-works = It { $open_count ->
    [0] worked
   *[other] works
 } on { $projects }.
team-worked = It finished { $done_count } { $done_count ->
    [one] item
   *[other] items
 } of { $projects }, the last on { $last_done_date }.
team-blocked = { FIRST($blocked_count) } open { $blocked_count ->
    [one] item is
   *[other] items are
 } blocked, the longest for { $least ->
    [yes] at least { $longest_blocked_days }
   *[no] { $longest_blocked_days }
 }.
team-gives = { FIRST($awaited_count) } { $awaited_count ->
    [one] handover
   *[other] handovers
 } to others { $awaited_count ->
    [one] is
   *[other] are
 } open; { $late_awaited_count ->
    [0] none is late
   *[other] { $awaited_count ->
        [one] it is late
       *[other] { WORD($late_awaited_count) } { $late_awaited_count ->
            [one] is
           *[other] are
         } late
     }
 }.
team-takes = It waits for { WORD($awaiting_count) } { $awaiting_count ->
    [one] handover
   *[other] handovers
 } of others; { $late_awaiting_count ->
    [0] none is late
   *[other] { $awaiting_count ->
        [one] it is late
       *[other] { WORD($late_awaiting_count) } { $late_awaiting_count ->
            [one] is
           *[other] are
         } late
     }
 }.

team-load = { $begun_item_count ->
    [0] Nothing is in progress
    [one] { FIRST($begun_item_count) } item is in progress
   *[other] { FIRST($begun_item_count) } items are in progress, in { $worked_project_count } { $worked_project_count ->
        [one] project
       *[other] projects
     }
 }
team-projects = What it works on, most in progress first
team-months = Promised of its hours, month by month
team-months-unknown = Not measurable from this data: what it is promised. Add it to capacity.csv and allocations.csv, under the name it has here.
team-work-unmeasured = What its people have at once is not told. To tell it, { $remedy }.
team-work-unknown = What its people have at once is not told: { $reason }.
team-at-once = { FIRST($person_count) } people have { $wip_count } { $all ->
    [yes] items in progress
   *[no] of the items in progress
 }, { $wip_per_person } each; { $older_count ->
    [0] none is
    [one] { WORD($older_count) } is
   *[other] { $older_count } are
 } older than { $sure_share } of the finished items of their project were.
team-through = At its pace an item is in progress for { $through_weeks }; with { $limit_count } at once it would be { $limited_weeks }.
team-stop = So it had better start nothing until that many are in progress.
team-handed = A finished item changed hands { $hand_offs_per_item } times.

team-awaited = What others wait for from it
team-awaiting = What it waits for
team-waits-none = No open handover between it and others is written down
team-waits-untold = Nobody tells what waits for what
team-waits-unknown = Not measurable from this data: what waits for it, and what it waits for. To tell it, { $remedy }.
