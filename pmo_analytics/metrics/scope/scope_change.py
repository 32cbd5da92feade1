"""The scope family: how much there is to do, how it changes, whether it can be done in time."""

from pmo_analytics.metrics.conventions import (
    AS_IT_WAS,
    FROM_CHANGES,
    FROM_EXPORTS,
    FROM_REPORTS,
    rules,
)
from pmo_analytics.metrics.measure import Measure, Need
from pmo_analytics.metrics.needs import (
    BASELINE_DAY,
    CREATED,
    DUE_DATE_CHANGES,
    ESTIMATE_CHANGES,
    FINISHED,
    ONE_EXPORT,
)
from pmo_analytics.values import Tier

BURN_UP = Measure(
    name="burn_up",
    family="scope",
    meaning="How much is done of all there is to do, and how much a week is needed to be in time.",
    rule=(
        "Open items over the weeks left until the target day, against the mean of the last "
        "complete weeks. The target is target_date, else the finish of the baseline in force, the "
        "latest where there are several. Past the target nothing can be required any more."
    ),
    source="What is left by the weeks that are left",
    unit="per_week",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="How much scope is still to come; the forecast says how likely the day is.",
    summary="required_rate",
    detail="burn_up",
    values={
        "required_per_week": "items to be finished a week; blank without a target or past it",
        "pace_per_week": "items finished a week, mean of the last complete weeks",
        "complete_weeks": "complete weeks behind that mean",
        "open_count": "items left",
        "scope_count": "items there are, cancelled ones not counted",
        "finished_count": "items finished",
        "target_date": "the day to be done by",
        "weeks_left": "weeks until then",
        "weeks_at_pace": "weeks needed at the pace; blank where nothing is finished",
        "gap_weeks": "weeks too late at the pace; negative is early",
    },
    units={"complete_weeks": "count"},
    needs=(FINISHED, CREATED),
    options=("target_date", "weeks", "days"),
    conventions=rules(AS_IT_WAS, FROM_EXPORTS),
)

SCOPE_CHANGE = Measure(
    name="scope_change",
    family="scope",
    meaning="How much work was added and dropped since the baseline was approved.",
    rule=(
        "Items created, or reopened from cancelled, after the day, and items cancelled or vanished "
        "after it, over the items that were there on it. The day is since_date, else that on which "
        "the baseline in force was approved. Changed scope is neither good nor bad."
    ),
    source="Items of two days compared, added and dropped apart",
    unit="share",
    least_tier=Tier.T0,
    cannot_tell=(
        "How large the items are; and an item that came from another project counts as if it had "
        "been here before."
    ),
    detail="changed_scope",
    values={
        "net_change_share": "added less dropped, as a share of what was there",
        "gross_change_share": "added and dropped together",
        "added_share": "added alone",
        "added_count": "items added",
        "dropped_count": "items dropped",
        "base_count": "items that were there",
        "scope_count": "items that are there now",
        "planned_count": "items the baselines were made for, where they say so",
    },
    needs=(CREATED, BASELINE_DAY),
    nothing_because={
        "is_without_day": "none of these projects has a baseline that was approved by the day",
        "was_empty": "no item was there on the day from which changes count",
    },
    options=("since_date",),
    conventions=rules(AS_IT_WAS, FROM_REPORTS, FROM_EXPORTS),
)

DUE_DATE_CHURN = Measure(
    name="due_date_churn",
    family="scope",
    meaning="How many items had their due date moved.",
    rule=(
        "Items whose due date was changed or taken away at least once, over the items that have or "
        "had one and were seen more than once; the first setting is no change. The mean is over "
        "all moves, later ones positive."
    ),
    source="Due dates of successive exports compared",
    unit="share",
    better="lower",
    least_tier=Tier.T2,
    smallest_n=5,
    cannot_tell="Moves between two exports, without a history; or who agreed to them.",
    detail="moved_due_dates",
    values={
        "moved_share": "share of the items whose due date was moved",
        "moved_item_count": "items of which it was",
        "change_count": "changes of a due date",
        "later_count": "changes to a later day",
        "earlier_count": "changes to an earlier day",
        "removed_count": "due dates taken away",
        "mean_moved_days": "days by which they were moved, mean of all moves",
    },
    needs=(DUE_DATE_CHANGES,),
    left_out={"without_history": ONE_EXPORT},
    conventions=rules(FROM_CHANGES),
)

REESTIMATION = Measure(
    name="reestimation",
    family="scope",
    meaning="How many items were estimated anew.",
    rule=(
        "Items whose points, or estimated hours where they have no points, were changed at least "
        "once, over the items that have or had an estimate and were seen more than once; the first "
        "estimate is no change."
    ),
    source="Estimates of successive exports compared",
    unit="share",
    least_tier=Tier.T2,
    smallest_n=5,
    cannot_tell="Whether the old or the new estimate was the better one.",
    detail="changed_estimates",
    values={
        "reestimated_share": "share of the items that were estimated anew",
        "reestimated_item_count": "items that were",
        "change_count": "changes of an estimate",
        "raised_count": "changes to more",
        "lowered_count": "changes to less",
        "added_points": "points added by it, less those taken away",
    },
    needs=(ESTIMATE_CHANGES,),
    left_out={"without_history": ONE_EXPORT},
    conventions=rules(FROM_CHANGES),
)

PLANNED_SCOPE = Measure(
    name="planned_scope",
    family="scope",
    label="Scope against the baseline",
    meaning="How many more items there are than the baseline in force was made for.",
    rule=(
        "Items that are neither cancelled nor vanished, over scope_items of the baseline in force, "
        "less one; of several projects sums over sums."
    ),
    source="Change control: scope against the approved baseline",
    unit="share",
    least_tier=Tier.T0,
    cannot_tell="How large the items are, and which of them were agreed to.",
    detail="changed_scope",
    values={
        "growth_share": "items there are beyond those planned, over those planned",
        "scope_count": "items there are",
        "planned_count": "items the baseline was made for",
    },
    needs=(Need("add the register baselines.csv, with scope_items", registers=("baselines",)),),
    counted="projects whose baseline says so",
    conventions=rules(FROM_REPORTS, FROM_EXPORTS),
    known_of="projects",
)

FAMILY = (BURN_UP, SCOPE_CHANGE, PLANNED_SCOPE, DUE_DATE_CHURN, REESTIMATION)
