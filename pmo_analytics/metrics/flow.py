"""The flow family: throughput, arrivals, WIP, cycle and lead time, age, cumulative flow."""

from pmo_analytics.metrics.catalogue import MetricDefinition, Need
from pmo_analytics.values import Tier

_KANBAN_GUIDE = "Kanban Guide, May 2025"
_ADD_START = (
    "add a start date (Actual start, Started, Activated), Status Category Changed, or a change "
    "history to the export"
)
CREATED = Need("add the Created column to the export", ("created", "changed_at", "stage"))
FINISHED = Need(
    "add the Resolved column, a completed date, or a change history to the export",
    ("resolved", "done", "status_category_changed", "changed_at", "stage", "snapshot_date"),
)
STARTED = Need(
    _ADD_START, ("started", "status_category_changed", "changed_at", "stage", "snapshot_date")
)
# An item that is done has no other status category left that could tell when it was started.
STARTED_AND_LEFT = Need(_ADD_START, ("started", "changed_at", "stage", "snapshot_date"))
_NO_FINISH_DATE = "finished at an unknown time"
_NO_START = "without a known start"
_PROMISE_RULE = (
    "Percentiles are nearest rank: a number of days that an item really took, so that the sentence "
    "is literally true. Days count the first and the last one."
)

THROUGHPUT = MetricDefinition(
    name="throughput",
    family="flow",
    meaning="How many items are finished in a week.",
    rule=(
        "Items whose last completion falls into the ISO week, weeks without any included; "
        "cancelled items, sub-tasks and epics are not counted. The mean is over the last complete "
        "weeks."
    ),
    source=_KANBAN_GUIDE,
    unit="per_week",
    better="higher",
    least_tier=Tier.T0,
    smallest_n=1,
    cannot_tell="How large the items were, or what they were worth.",
    summary="throughput_summary",
    detail="throughput",
    values={
        "mean_week_count": "items finished a week, mean of the last complete weeks",
        "last_week_count": "items finished in the last complete week",
        "finished_count": "items finished in all",
        "complete_weeks": "complete weeks behind the mean",
        "recent_finished_count": "items finished in these weeks",
        "active_days": "days of these weeks with finished work",
    },
    needs=(FINISHED,),
    left_out={"without_finish_date": _NO_FINISH_DATE},
    options=("weeks",),
)

ARRIVALS = MetricDefinition(
    name="arrivals",
    family="flow",
    meaning="How many items are created and started in a week, against how many are finished.",
    rule="Items by ISO week of creation and of start; net flow = started - finished.",
    source=_KANBAN_GUIDE,
    unit="per_week",
    better="neither",
    least_tier=Tier.T0,
    smallest_n=1,
    cannot_tell="Whether what arrives is wanted.",
    summary="arrivals_summary",
    detail="arrivals",
    values={
        "mean_week_arrived_count": "items created a week, mean of the last complete weeks",
        "mean_week_started_count": "items started a week",
        "mean_week_finished_count": "items finished a week",
        "net_flow_count": "started less finished in these weeks",
        "complete_weeks": "complete weeks behind the means",
    },
    needs=(CREATED,),
    options=("weeks",),
)

WIP = MetricDefinition(
    name="wip",
    family="flow",
    meaning="How many items are started and not finished.",
    rule=(
        "Items in progress when the local day ends; beside it those in progress at any time during "
        "the day."
    ),
    source=_KANBAN_GUIDE,
    unit="count",
    better="lower",
    least_tier=Tier.T1,
    smallest_n=0,
    cannot_tell="Whether somebody works on them.",
    summary="wip_summary",
    detail="wip",
    values={
        "wip_count": "items in progress at the end of the day",
        "wip_any_time_count": "items in progress at any time of the day",
        "mean_wip_count": "mean of the ends of all days",
        "days": "days behind the mean",
    },
    needs=(STARTED,),
    left_out={"without_start": "in progress since an unknown day: counted today, not before"},
    options=("days",),
)

CYCLE_TIME = MetricDefinition(
    name="cycle_time",
    family="flow",
    meaning="How long an item takes from its start to its finish.",
    rule=(
        "From the last crossing of the start point after which the item did not go back before it, "
        "to the last completion. " + _PROMISE_RULE
    ),
    source=_KANBAN_GUIDE,
    unit="days",
    better="lower",
    least_tier=Tier.T1,
    smallest_n=5,
    cannot_tell="How long open items will take: they are not in it.",
    summary="cycle_time",
    detail="finished_items",
    values={
        "percentile_days": "that share of items took at most so many days",
        "half_days": "half of the items took at most so many days",
        "sure_days": "85% of the items took at most so many days",
        "mean_elapsed_days": "mean of the elapsed days (last less first day)",
    },
    needs=(STARTED_AND_LEFT, FINISHED),
    left_out={"without_start": _NO_START, "without_finish_date": _NO_FINISH_DATE},
    options=("percentile", "days"),
)

LEAD_TIME = MetricDefinition(
    name="lead_time",
    family="flow",
    meaning="How long an item takes from its creation to its finish.",
    rule="From creation to the last completion. " + _PROMISE_RULE,
    source="Kanban: a named cycle time that starts at creation",
    unit="days",
    better="lower",
    least_tier=Tier.T0,
    smallest_n=5,
    cannot_tell="How much of it was waiting before anybody meant to start.",
    summary="lead_time",
    detail="finished_items",
    values={
        "percentile_days": "that share of items took at most so many days",
        "half_days": "half of the items took at most so many days",
        "sure_days": "85% of the items took at most so many days",
        "mean_elapsed_days": "mean of the elapsed days (last less first day)",
    },
    needs=(FINISHED, CREATED),
    left_out={
        "without_creation": "without a creation date",
        "without_finish_date": _NO_FINISH_DATE,
        "finished_before_created": "finished before they were created",
    },
    options=("percentile", "days"),
)

ITEM_AGE = MetricDefinition(
    name="item_age",
    family="flow",
    meaning="How long the items in progress have been in progress.",
    rule="From the start to the day asked for, items in progress only. " + _PROMISE_RULE,
    source=_KANBAN_GUIDE,
    unit="days",
    better="lower",
    least_tier=Tier.T1,
    smallest_n=1,
    cannot_tell="How much longer they will take.",
    summary="item_age",
    detail="open_items",
    values={
        "oldest_days": "age of the oldest item",
        "half_days": "half of the items are at most so many days old",
        "sure_days": "85% of the items are at most so many days old",
        "total_age_days": "elapsed days of all items together",
    },
    needs=(STARTED,),
    left_out={"without_start": _NO_START},
)

CUMULATIVE_FLOW = MetricDefinition(
    name="cumulative_flow",
    family="flow",
    meaning="How many items had been created, started and finished by the end of each day.",
    rule=(
        "Counted back from where each item stands on the day asked for: an item sent back counts "
        "from its last arrival, one finished without a start as started when it finished; "
        "cancelled items are left out. Bands therefore never fall."
    ),
    source="DOMAIN: current-state rewrite",
    unit="count",
    better="neither",
    least_tier=Tier.T0,
    smallest_n=1,
    cannot_tell="What was on the board on an earlier day; ask for that day instead.",
    summary="cumulative_flow_summary",
    detail="cumulative_flow",
    values={
        "arrived_count": "items created by the end of the day",
        "started_count": "items started",
        "finished_count": "items finished",
    },
    needs=(FINISHED, CREATED),
    options=("days",),
)

FAMILY = (THROUGHPUT, ARRIVALS, WIP, CYCLE_TIME, LEAD_TIME, ITEM_AGE, CUMULATIVE_FLOW)
