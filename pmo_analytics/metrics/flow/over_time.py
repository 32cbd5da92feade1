"""The flow family, counts over time: what comes, what is in progress, what leaves."""

from pmo_analytics.metrics.conventions import (
    COMPLETION,
    FROM_EXPORTS,
    FROM_FIELDS,
    REOPENED_LAST,
    REOPENED_REWRITE,
    START_POINT,
    rules,
)
from pmo_analytics.metrics.measure import LeftOut, Measure
from pmo_analytics.metrics.needs import (
    CREATED,
    FINISHED,
    NO_FINISH_DATE,
    NO_START,
    STARTED,
    STATUS,
    TYPE,
)
from pmo_analytics.values import Tier

KANBAN_GUIDE = "[kanban-guide]"
_BALANCE = "Less than 2 apart or within 5 % is balanced."
_AS_IT_WAS_IN_PROGRESS = {
    "reopened items": "as it was: in progress before and after, not while they passed for finished",
    "paused items": "waiting and blocked items are in progress",
}

THROUGHPUT = Measure(
    name="throughput",
    family="flow",
    meaning="How many items are finished in a week, or in another period.",
    rule=(
        "Items whose last completion falls into the period, periods without any included; "
        "cancelled items, sub-tasks and epics are not counted. The mean is over the last complete "
        "periods; one that the data do not cover is marked as partial."
    ),
    source=KANBAN_GUIDE,
    unit="per_period",
    better="higher",
    least_tier=Tier.T0,
    cannot_tell="How large the items were, or what they were worth.",
    summary="throughput_summary",
    detail="throughput",
    values={
        "mean_count": "items finished a period, mean of the last complete periods",
        "last_count": "items finished in the last complete period",
        "finished_count": "items finished in all",
        "complete_periods": "complete periods behind the mean",
        "recent_finished_count": "items finished in these periods",
        "active_days": "days of these periods with finished work",
    },
    needs=(FINISHED,),
    left_out={"without_finish_date": NO_FINISH_DATE},
    options=("period", "periods"),
    conventions=rules(COMPLETION, REOPENED_LAST, FROM_EXPORTS),
)

ARRIVALS = Measure(
    name="arrivals",
    family="flow",
    meaning="How many items are created and started in a period, against how many are finished.",
    rule="Items by period of creation, of start and of completion.",
    source=KANBAN_GUIDE,
    unit="per_period",
    least_tier=Tier.T0,
    cannot_tell="Whether what arrives is wanted.",
    summary="arrivals_summary",
    detail="arrivals",
    values={
        "mean_arrived_count": "items created a period, mean of the last complete periods",
        "mean_started_count": "items started a period; blank where no start is known at all",
        "mean_finished_count": "items finished a period",
        "net_flow_count": "started less finished in these periods",
        "complete_periods": "complete periods behind the means",
    },
    needs=(CREATED,),
    left_out={"without_creation": LeftOut("without a creation date")},
    options=("period", "periods"),
    conventions=rules(START_POINT, COMPLETION, REOPENED_LAST, FROM_EXPORTS),
)

NET_FLOW = Measure(
    name="net_flow",
    family="flow",
    meaning="Whether as much is finished as is started.",
    rule=(
        f"Started less finished over the last complete periods. {_BALANCE} What came into progress "
        "less what left it, finished or dropped, stands beside it: it is the change of the work "
        "in progress."
    ),
    source="Departures of items that were finished without a start count",
    unit="count",
    least_tier=Tier.T1,
    cannot_tell="Whether the items that came are as large as those that left.",
    detail="arrivals",
    values={
        "net_flow_count": "started less finished in the last complete periods",
        "started_count": "items started in them",
        "finished_count": "items finished in them",
        "finished_without_start_count": "of these, without a known start, which lowers it",
        "dropped_count": "items cancelled or vanished in them",
        "wip_change_count": "by how much the work in progress changed",
        "is_balanced": "as many are finished as are started",
        "complete_periods": "complete periods behind it",
    },
    needs=(STARTED, FINISHED),
    left_out={"without_start": NO_START},
    options=("period", "periods"),
    conventions=rules(START_POINT, COMPLETION, REOPENED_LAST, FROM_EXPORTS),
)

FLOW_DEBT = Measure(
    name="flow_debt",
    family="flow",
    meaning="How many items are started for every one that is finished.",
    rule=(
        "Started over finished in the last complete periods, sums over sums. Above 1 a debt is "
        f"taken up: what is in progress grows older before cycle time shows it. {_BALANCE}"
    ),
    source="Arrivals against departures, balanced as in [lighthouse-docs]",
    unit="ratio",
    better="lower",
    least_tier=Tier.T1,
    cannot_tell="Which items pay for it.",
    summary="net_flow",
    detail="arrivals",
    values={
        "started_per_finished_ratio": "items started for every one finished; blank where none was",
        "debt_count": "items started more than finished; 0 where that is balanced",
        "started_count": "items started in the last complete periods",
        "finished_count": "items finished in them",
        "finished_without_start_count": "of these, whose start nobody knows: they lower the ratio",
        "complete_periods": "complete periods behind it",
    },
    needs=(STARTED, FINISHED),
    left_out={"without_start": NO_START},
    options=("period", "periods"),
    conventions=rules(START_POINT, COMPLETION, REOPENED_LAST, FROM_EXPORTS),
)

WIP = Measure(
    name="wip",
    family="flow",
    meaning="How many items are started and not finished.",
    rule=(
        "Items in progress when the local day ends; beside it those in progress at any time during "
        "the day."
    ),
    source=KANBAN_GUIDE,
    unit="count",
    better="lower",
    least_tier=Tier.T1,
    smallest_n=0,
    cannot_tell="Whether somebody works on them.",
    summary="wip_summary",
    detail="wip",
    values={
        "wip_count": "items in progress at the end of the day",
        "wip_any_time_count": (
            "items in progress at any time of the day; blank where no start is known at all"
        ),
        "mean_wip_count": "mean of the ends of all days; blank where no start is known at all",
        "days": "days behind the mean",
    },
    needs=(STARTED,),
    left_out={
        "without_start": LeftOut("in progress since an unknown day, counted today, not before"),
        "without_status": LeftOut("without a start and without a status", STATUS.add),
    },
    options=("days",),
    conventions=rules(_AS_IT_WAS_IN_PROGRESS, FROM_EXPORTS),
)

CUMULATIVE_FLOW = Measure(
    name="cumulative_flow",
    family="flow",
    meaning="How many items had been created, started and finished by the end of each day.",
    rule=(
        "Counted back from where each item stands on the day asked for: an item sent back counts "
        "from its last arrival, one finished and never seen in progress as started when it "
        "finished; what began or ended at an unknown time counts from the day that shows it; "
        "cancelled items are left out. Bands therefore never fall."
    ),
    source="Cumulative flow; a reopened item counts from its last arrival",
    unit="count",
    least_tier=Tier.T0,
    cannot_tell="What was on the board on an earlier day; ask for that day instead.",
    summary="cumulative_flow_summary",
    detail="cumulative_flow",
    values={
        "arrived_count": "items created by the end of the day",
        "started_count": "items started",
        "finished_count": "items finished",
        "unseen_count": "began or ended at an unknown time: counted from the day that shows it",
        "startless_count": "finished, and never seen in progress: started when they finished",
        "shown_from_date": "first export, where no start before it is known",
    },
    needs=(FINISHED, CREATED),
    options=("days",),
    conventions=rules(REOPENED_REWRITE, FROM_EXPORTS),
)

FLOW_DISTRIBUTION = Measure(
    name="flow_distribution",
    family="flow",
    meaning="Which types of items the finished work was made of.",
    rule="Share of each type in the items finished in the days looked at.",
    source="Flow distribution [safe-flow]",
    unit="share",
    least_tier=Tier.T0,
    smallest_n=5,
    cannot_tell="How much work each type was.",
    summary="flow_distribution_summary",
    detail="flow_distribution",
    values={
        "largest_share": "share of the most frequent type",
        "largest_type": "the type that was finished most often",
        "largest_count": "items of it",
        "types": "types that were finished",
    },
    needs=(TYPE, FINISHED),
    left_out={"without_type": LeftOut("without a type")},
    options=("days",),
    conventions=rules(REOPENED_LAST, FROM_FIELDS),
)

LITTLES_LAW = Measure(
    name="littles_law",
    family="flow",
    meaning="Whether the conditions hold under which work in progress, pace and cycle time fit.",
    rule=(
        "Items finished a day × mean cycle time against the mean work in progress. It is a "
        "diagnostic: where a condition is violated nothing may be forecast with the law. The "
        "conditions: as many are started as finished; as many are in progress at the end as at the "
        "start; all that is started is finished; ages neither grow nor shrink; the same unit. "
        f"{_BALANCE}"
    ),
    source="L = λW [little-1961]; its conditions [improving-flow-2021]",
    unit="ratio",
    least_tier=Tier.T1,
    smallest_n=5,
    cannot_tell="Anything about a single item.",
    detail="wip",
    values={
        "implied_ratio": "work in progress by the law over that which was",
        "is_applicable": "all conditions held",
        "violated": "the conditions that did not hold, in words",
        "mean_wip_count": "items in progress, mean of the ends of the days",
        "implied_wip_count": "items finished a day × mean cycle time",
        "started_per_day": "items started a day",
        "finished_per_day": "items finished a day that had a start",
        "mean_cycle_days": "mean of the elapsed days of these",
        "start_wip_count": "items in progress before the first day",
        "end_wip_count": "items in progress at the end",
        "start_age_days": "their mean age before the first day; blank where none was",
        "end_age_days": "their mean age at the end; blank where none is",
        "days": "days looked at",
    },
    needs=(STARTED, FINISHED),
    options=("days",),
    conventions=rules(
        {
            "days counted": "elapsed: the last day less the first, since inclusive days break "
            "the law"
        },
        _AS_IT_WAS_IN_PROGRESS,
        FROM_EXPORTS,
    ),
)

ITEM_COUNTS = Measure(
    name="item_counts",
    family="flow",
    label="Items by state",
    meaning="How many items are open, in progress, finished and cancelled on the day.",
    rule=(
        "Open items are neither finished nor cancelled. Sub-tasks and epics are not counted with "
        "their stories; what vanished unfinished is in none of these."
    ),
    source=KANBAN_GUIDE,
    unit="count",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="How large the items are.",
    detail="items_as_of",
    items="items_as_of",
    values={
        "open_count": "items neither finished nor cancelled",
        "in_progress_count": "of these, started",
        "without_start_count": "of these, started at an unknown time",
        "done_count": "items finished",
        "last_done_date": "day of the last finish",
        "cancelled_count": "items cancelled",
        "scope_count": "items there are, cancelled ones not counted",
        "untold_count": "items counted as open because no column tells whether they are finished",
    },
    conventions=FROM_EXPORTS,
)

BOARD = Measure(
    name="board",
    family="flow",
    label="Cards of the board",
    meaning="How many cards stand in each column of the board, and which hold too many.",
    rule=(
        "Open items by column, and items finished in the last days; over the limit is what a "
        "column holds beyond the wip_limit of pmo.toml."
    ),
    source=KANBAN_GUIDE,
    unit="count",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Cards that nobody exported.",
    detail="board_stages",
    items="board_cards",
    values={
        "card_count": "cards on the board",
        "stage_count": "columns that hold cards",
        "over_limit_stage_count": "columns over their limit",
    },
    counted="cards",
    options=("done_days",),
    conventions=FROM_EXPORTS,
)

FAMILY = (
    THROUGHPUT,
    ARRIVALS,
    NET_FLOW,
    FLOW_DEBT,
    WIP,
    CUMULATIVE_FLOW,
    FLOW_DISTRIBUTION,
    LITTLES_LAW,
    ITEM_COUNTS,
    BOARD,
)
