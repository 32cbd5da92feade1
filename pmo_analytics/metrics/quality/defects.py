"""The quality family: defects found, repaired, escaped and reopened."""

from pmo_analytics.metrics.conventions import (
    CALENDAR_DAYS,
    COMPLETION,
    CREATION_POINT,
    ELAPSED_DAYS,
    FROM_EXPORTS,
    NEAREST_RANK,
    REOPENED_LAST,
    rules,
)
from pmo_analytics.metrics.measure import LeftOut, Measure
from pmo_analytics.metrics.needs import FINISHED, TYPE
from pmo_analytics.values import Tier

DEFECTS = Measure(
    name="defects",
    family="quality",
    meaning="How much of the finished work was repair, how long repairs take, and what escaped.",
    rule=(
        "A defect is an item of a type that pmo.toml names ([quality] defect_types). Share of "
        "defects among the items finished in the days looked back; found are those created in "
        "them, escaped those of these with a label of escaped_labels. Removed before release = 1 - "
        "escaped/found. Repair from creation to the last completion."
    ),
    source="Defect removal efficiency [jones-2008]",
    unit="share",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="Defects that nobody wrote down, and how bad they were.",
    detail="defect_items",
    values={
        "defect_share": "share of finished items that are defects",
        "repaired_count": "defects finished",
        "finished_count": "items finished",
        "found_count": "defects created",
        "found_ratio": "defects created for each other item finished",
        "open_count": "defects that are open",
        "mean_repair_days": "mean days from creation to completion",
        "half_repair_days": "half of the defects were repaired in at most so many days",
        "escaped_count": "defects that users found; blank where nobody marks them",
        "escaped_share": "of the defects created",
        "removed_share": "defect removal efficiency: found before users did",
        "reopened_count": "finished defects that had been reopened",
        "reopened_share": "of the defects finished",
    },
    needs=(TYPE, FINISHED),
    left_out={"without_type": LeftOut("without a type")},
    options=("days",),
    conventions=rules(
        CREATION_POINT,
        COMPLETION,
        NEAREST_RANK,
        ELAPSED_DAYS,
        CALENDAR_DAYS,
        REOPENED_LAST,
        FROM_EXPORTS,
    ),
)

FAMILY = (DEFECTS,)
