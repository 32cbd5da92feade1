"""The flow family, columns of the board: time in each, the share worked on, limits."""

from pmo_analytics.metrics.conventions import (
    COMPLETION,
    ELAPSED_DAYS,
    EXACT_DAYS,
    FROM_EXPORTS,
    PAUSED_OUT,
    REOPENED_KEEP_START,
    START_POINT,
    TODAYS_LIMITS,
    rules,
)
from pmo_analytics.metrics.measure import LeftOut, Measure
from pmo_analytics.metrics.needs import (
    ASSIGNEE_CHANGES,
    HISTORY,
    LIMITS,
    NO_HISTORY,
    NO_START,
    ONE_EXPORT,
    REOPENINGS,
    UPDATED,
    WAYS_BACK,
)
from pmo_analytics.values import Tier

_TIMES = rules(START_POINT, COMPLETION, EXACT_DAYS, REOPENED_KEEP_START, PAUSED_OUT, FROM_EXPORTS)

FLOW_EFFICIENCY = Measure(
    name="flow_efficiency",
    family="flow",
    meaning="Of the time that finished items took, how much they were worked on.",
    rule=(
        "Time in columns of category active and not blocked, over the time from start to finish; "
        "both summed over all items, never a mean of shares. Which columns only wait is said by "
        "pmo.toml, what blocks by its blocked_by."
    ),
    source="[jirametrics-docs]; flow efficiency of [safe-flow]",
    unit="share",
    better="higher",
    least_tier=Tier.T3,
    smallest_n=5,
    cannot_tell=(
        "Whether somebody touched an item that stood in an active column: it is an upper bound, "
        "and on a board without waiting columns it says little."
    ),
    detail="active_items",
    values={
        "active_share": "share of the time in which the items were worked on",
        "active_days": "days of all items together in which they were",
        "elapsed_days": "days of all items together from start to finish",
        "blocked_days": "days in active columns that do not count, since the item was blocked",
    },
    needs=(HISTORY,),
    left_out={
        "without_start": NO_START,
        "without_history": NO_HISTORY,
        "without_category": LeftOut(
            "that stood in statuses of which nobody says whether work waits there",
            "say in the workflow of pmo.toml in which stages work waits",
        ),
        "without_duration": LeftOut(
            "finished at the moment of their start", "add times of day to the dates of the export"
        ),
    },
    nothing_because={
        "without_category": "not measurable from this data: say in the workflow of pmo.toml in "
        "which columns work waits"
    },
    options=("days",),
    conventions=_TIMES,
)

STAGE_TIMES = Measure(
    name="stage_times",
    family="flow",
    meaning="In which columns of the board finished items spent their time, and how often.",
    rule=(
        "For each column the time between start and finish that items stood in it. Means are over "
        "all finished items, also those that skipped the column, so that they add up to the cycle "
        "time; percentiles are over those that visited it, nearest rank. A visit begins when an "
        "item comes from another column."
    ),
    source="Time between transitions, by stage and visit",
    unit="share",
    least_tier=Tier.T3,
    smallest_n=5,
    cannot_tell="What happened in the column; names of columns are those of today's pmo.toml.",
    summary="stage_times_summary",
    detail="stage_times",
    values={
        "longest_share": "share of all the time that was spent in the longest column",
        "longest_stage": "the column in which most time was spent",
        "longest_mean_days": "days in it, mean over all finished items",
        "longest_sure_days": "85% of the items that visited it were in it at most so many days",
        "visits_per_item": "visits to a column of an item that visited it; above 1 is rework",
        "visit_count": "visits to all columns",
        "stage_item_count": "columns visited, of all items together",
    },
    needs=(HISTORY,),
    left_out={"without_history": NO_HISTORY},
    options=("days",),
    conventions=_TIMES,
)

WIP_LIMITS = Measure(
    name="wip_limits",
    family="flow",
    meaning="On how many days columns of the board held more items than their limit.",
    rule=(
        "For each day and column with a limit in pmo.toml: items in it when the day ended, over "
        "the limit or not; with wip_limit the items in progress of the whole scope instead."
    ),
    source="[kanban-guide]: limits to work in progress",
    unit="share",
    better="lower",
    least_tier=Tier.T1,
    cannot_tell="Which limits held on an earlier day: it counts by today's.",
    detail="stage_wip",
    values={
        "over_share": "share of the days of all columns on which the limit was passed",
        "over_count": "days of all columns on which it was",
        "days_over": "days on which any column was over its limit",
        "days": "days looked at",
        "worst_stage": "the column that was over its limit most often; blank where none was",
    },
    needs=(LIMITS,),
    left_out={"without_limit": LeftOut("no column of the board has a limit")},
    options=("wip_limit", "days"),
    conventions=rules({"days counted": "at the end of the local day"}, TODAYS_LIMITS),
)

REOPEN_RATE = Measure(
    name="reopen_rate",
    family="flow",
    meaning="Of all items that were finished once, how many were opened again.",
    rule="Items reopened at least once over items that were finished or cancelled at least once.",
    source="Done and opened again, as in [jirametrics-docs]",
    unit="share",
    better="lower",
    least_tier=Tier.T2,
    smallest_n=5,
    cannot_tell="Whether the first completion or the reopening was the mistake.",
    detail="reworked_items",
    values={
        "reopened_share": "share of the items that were reopened",
        "reopened_item_count": "items that were",
        "reopening_count": "times that items were reopened",
    },
    needs=(REOPENINGS,),
    left_out={
        "without_reopenings": LeftOut("finished before anybody could see them being reopened")
    },
    conventions=rules(
        {"reopened items": "an item counts once, however often it was reopened"}, FROM_EXPORTS
    ),
)

REWORK_RATE = Measure(
    name="rework_rate",
    family="flow",
    meaning="Of all items that were started, how many were sent back.",
    rule=(
        "Items that moved at least once to an earlier column of the board, to do, or out of done, "
        "over items that were started."
    ),
    source="Moved backwards, as in [jirametrics-docs]",
    unit="share",
    better="lower",
    least_tier=Tier.T3,
    smallest_n=5,
    cannot_tell="Rework that leaves the item where it stands.",
    detail="reworked_items",
    values={
        "reworked_share": "share of the started items that were sent back",
        "reworked_item_count": "items that were",
        "moved_back_count": "times that items were sent back",
    },
    needs=(WAYS_BACK,),
    left_out={"without_history": NO_HISTORY},
    conventions=rules({"reopened items": "a reopening is a way back"}, FROM_EXPORTS),
)

HAND_OFFS = Measure(
    name="hand_offs",
    family="flow",
    meaning="How often a finished item went from one person to another.",
    rule=(
        "Changes from one assignee to another between start and finish, over the finished items; "
        "the first assignment and a pause without one are no hand-off."
    ),
    source="Hand-offs as waste [poppendieck-2003]",
    unit="ratio",
    better="lower",
    least_tier=Tier.T2,
    smallest_n=5,
    cannot_tell="Hand-offs between two exports, without a history; and nothing of persons.",
    detail="handed_items",
    values={
        "hand_offs_per_item": "hand-offs of a finished item",
        "hand_off_count": "hand-offs of all items",
        "handed_share": "share of the items that were handed on",
        "handed_item_count": "items that were",
        "most_hand_offs_count": "hand-offs of the item that had most",
    },
    needs=(ASSIGNEE_CHANGES,),
    left_out={"without_history": ONE_EXPORT},
    options=("days",),
    conventions=rules(START_POINT, COMPLETION, FROM_EXPORTS),
)

STALENESS = Measure(
    name="staleness",
    family="flow",
    meaning="Of the open items, how many nobody touched for long.",
    rule=(
        "Open items whose last update or change of status is more than untouched_days ago; beside "
        "them items in progress that stand in one status for longer."
    ),
    source="Staleness, as in [lighthouse-docs]",
    unit="share",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="Whether a comment is progress: any update counts where the export tells it.",
    detail="stale_items",
    values={
        "stale_share": "share of the open items that nobody touched",
        "stale_count": "items nobody touched",
        "stuck_count": "items in progress that stand in one status for longer",
        "longest_untouched_days": "days since the one left alone longest was touched",
    },
    needs=(UPDATED,),
    left_out={"without_touch": LeftOut("of which nobody knows when they were touched")},
    options=("untouched_days",),
    conventions=rules(
        ELAPSED_DAYS,
        {
            "earlier days": "updates by the exports taken by then; before the first export only "
            "changes of status are known"
        },
    ),
)

FAMILY = (
    FLOW_EFFICIENCY,
    STAGE_TIMES,
    WIP_LIMITS,
    REOPEN_RATE,
    REWORK_RATE,
    HAND_OFFS,
    STALENESS,
)
