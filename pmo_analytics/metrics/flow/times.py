"""The flow family, times of items: how long they took, how old they are, what that promises."""

from pmo_analytics.metrics.conventions import (
    CALENDAR_DAYS,
    CALENDAR_OPTION,
    COMPLETION,
    CREATION_POINT,
    FINISH_POINT,
    FROM_EXPORTS,
    INCLUSIVE_DAYS,
    NEAREST_RANK,
    PAUSED,
    REOPENED_KEEP_START,
    START_POINT,
    rules,
)
from pmo_analytics.metrics.flow.over_time import KANBAN_GUIDE
from pmo_analytics.metrics.measure import LeftOut, Measure
from pmo_analytics.metrics.needs import (
    CREATED,
    FINISHED,
    NO_FINISH_DATE,
    NO_START,
    STARTED,
    STARTED_AND_LEFT,
)
from pmo_analytics.values import Tier

_PROMISE_RULE = (
    "Percentiles are nearest rank: a number of days that an item really took, so that the sentence "
    "is literally true. Days count the first and the last one."
)
_NO_CALENDAR = LeftOut("on days that no calendar reaches", "correct dates that lie centuries away")
_FROM_START = rules(
    START_POINT,
    FINISH_POINT,
    NEAREST_RANK,
    INCLUSIVE_DAYS,
    CALENDAR_OPTION,
    REOPENED_KEEP_START,
    PAUSED,
    FROM_EXPORTS,
)

CYCLE_TIME = Measure(
    name="cycle_time",
    family="flow",
    meaning="How long an item takes from its start to its finish.",
    rule=(
        "From the last crossing of the start point after which the item did not go back before it, "
        "to the last completion. " + _PROMISE_RULE
    ),
    source=KANBAN_GUIDE,
    unit="days",
    better="lower",
    least_tier=Tier.T1,
    smallest_n=5,
    cannot_tell="How long open items will take: they are not in it.",
    detail="timed_items",
    values={
        "percentile_days": "that share of items took at most so many days",
        "percentile_elapsed_days": "the same share by elapsed days (last less first day)",
        "interpolated_days": "the same share interpolated between two items, as spreadsheets do",
        "half_days": "half of the items took at most so many days",
        "sure_days": "85% of the items took at most so many days",
        "nearly_all_days": "95% of the items took at most so many days; needs 20 to mean much",
        "mean_elapsed_days": "mean of the elapsed days (last less first day)",
        "deviation_elapsed_days": "standard deviation of the elapsed days, of a sample",
    },
    needs=(STARTED_AND_LEFT, FINISHED),
    left_out={
        "without_start": NO_START,
        "without_finish_date": NO_FINISH_DATE,
        "without_calendar": _NO_CALENDAR,
    },
    options=(
        *("percentile", "days", "calendar", "start_stage", "finish_stage", "start_crossing"),
        *("reopened",),
    ),
    conventions=_FROM_START,
)

LEAD_TIME = Measure(
    name="lead_time",
    family="flow",
    meaning="How long an item takes from its creation to its finish.",
    rule="From creation to the last completion. " + _PROMISE_RULE,
    source="A named cycle time that starts at creation, as in [lighthouse-docs]",
    unit="days",
    better="lower",
    least_tier=Tier.T0,
    smallest_n=5,
    cannot_tell="How much of it was waiting before anybody meant to start.",
    detail="finished_items",
    values={
        "percentile_days": "that share of items took at most so many days",
        "half_days": "half of the items took at most so many days",
        "sure_days": "85% of the items took at most so many days",
        "mean_elapsed_days": "mean of the elapsed days (last less first day)",
    },
    needs=(FINISHED, CREATED),
    left_out={
        "without_creation": LeftOut("without a creation date", CREATED.add),
        "without_finish_date": NO_FINISH_DATE,
        "finished_before_created": LeftOut(
            "finished before they were created", "correct these dates in the tracker"
        ),
    },
    nothing_because={"without_creation": f"not measurable from this data: {CREATED.add}"},
    options=("percentile", "days"),
    conventions=rules(
        CREATION_POINT,
        COMPLETION,
        NEAREST_RANK,
        INCLUSIVE_DAYS,
        CALENDAR_DAYS,
        REOPENED_KEEP_START,
        PAUSED,
        FROM_EXPORTS,
    ),
)

ITEM_AGE = Measure(
    name="item_age",
    family="flow",
    meaning="How long the items in progress have been in progress.",
    rule="From the start to the day asked for, items in progress only. " + _PROMISE_RULE,
    source=KANBAN_GUIDE,
    unit="days",
    better="lower",
    least_tier=Tier.T1,
    cannot_tell="How much longer they will take.",
    detail="open_items",
    values={
        "oldest_days": "age of the oldest item",
        "half_days": "half of the items are at most so many days old",
        "sure_days": "85% of the items are at most so many days old",
        "total_age_days": "elapsed days of all items together",
    },
    needs=(STARTED,),
    left_out={"without_start": NO_START},
    conventions=rules(
        START_POINT, NEAREST_RANK, INCLUSIVE_DAYS, CALENDAR_DAYS, REOPENED_KEEP_START, FROM_EXPORTS
    ),
)

AGE_RISK = Measure(
    name="age_risk",
    family="flow",
    meaning="How many items in progress will probably take longer than was promised.",
    rule=(
        "Of the finished items that took longer than an open item is old, the share that took "
        "longer than promised: the chance of the open item to do so. An item past the promise is "
        "late for certain. The promise is sle_days, else the days that so many of the finished "
        "items kept."
    ),
    source="Conditional probability: P(cycle time > SLE | cycle time > age)",
    unit="count",
    better="lower",
    least_tier=Tier.T1,
    cannot_tell=(
        "What is not like the past; and it rests on finished items only, of which the slow ones "
        "are still open."
    ),
    detail="age_risks",
    values={
        "expected_late_count": "items that will be late, by the sum of their chances",
        "past_count": "items already older than promised",
        "likely_late_count": "items not yet past it whose chance is above a half",
        "sle_days": "the days promised",
    },
    needs=(STARTED_AND_LEFT, FINISHED),
    left_out={
        "without_start": NO_START,
        "without_comparison": LeftOut(
            "for which no finished item took so long, or none is measured",
            "add exports with items that finished earlier",
        ),
    },
    measured_if="without_comparison",
    options=("sle_days", "percentile", "days"),
    conventions=rules(
        START_POINT, COMPLETION, NEAREST_RANK, INCLUSIVE_DAYS, CALENDAR_DAYS, FROM_EXPORTS
    ),
)

SERVICE_LEVEL = Measure(
    name="service_level",
    family="flow",
    meaning="How often items kept the days that were promised.",
    rule=(
        "Items finished in the judged time that took at most the days promised. The promise is "
        "sle_days, else the days that so many of the items finished before that time kept. The "
        "interval is Wilson's, 95% sure; it is missed where even its upper end is below the target."
    ),
    source="Service level expectation [kanban-guide]; interval [wilson-1927]",
    unit="share",
    better="higher",
    least_tier=Tier.T1,
    smallest_n=5,
    cannot_tell="How late the others were.",
    detail="sle_items",
    values={
        "within_share": "share of the items that kept the promise",
        "within_count": "items that kept it",
        "low_share": "lower end of what the true share may be",
        "high_share": "upper end",
        "sle_days": "the days promised",
        "target_share": "the share that was to keep it",
        "is_missed": "the share is lower than the target, and not by chance",
    },
    needs=(STARTED_AND_LEFT, FINISHED),
    left_out={
        "without_start": NO_START,
        "without_promise": LeftOut(
            "finished before there was anything to promise by",
            "add exports with items that finished earlier",
        ),
    },
    measured_if="without_promise",
    options=("sle_days", "percentile", "window_days", "start_stage", "finish_stage", "calendar"),
    conventions=_FROM_START,
)

FAMILY = (CYCLE_TIME, LEAD_TIME, ITEM_AGE, AGE_RISK, SERVICE_LEVEL)
