"""The flow family, ways: which ways items took through the board, against the one declared."""

from pmo_analytics.metrics.conventions import COMPLETION, FROM_EXPORTS, rules
from pmo_analytics.metrics.measure import LeftOut, Measure
from pmo_analytics.metrics.needs import HISTORY, NO_HISTORY, WAYS
from pmo_analytics.values import Tier

_DECLARE = "add stages of the board to pmo.toml"
_VISITS = rules(
    COMPLETION,
    {"visits": "a column left at the moment it was entered is none; of columns that are dated all"},
    FROM_EXPORTS,
)

CONFORMANCE = Measure(
    name="conformance",
    family="flow",
    label="Workflow conformance",
    meaning="How many finished items took the way through the board that pmo.toml declares.",
    rule=(
        "The declared way: the columns of the workflow of the project, else of its source, else of "
        "all, in their order. An item conforms that came into every active column and never went "
        "back to an earlier one. Skipped: an active column it never came into. Without readiness: "
        "it never stood in the last column before work begins. Without the last check: it never "
        "came into the last active column. Dates of columns tell no way back: of those items it is "
        "not known, and they conform without it."
    ),
    source="Skipped and backward moves, as in the quality report of [jirametrics-docs]",
    unit="share",
    better="higher",
    least_tier=Tier.T3,
    smallest_n=5,
    cannot_tell="Whether work was done that nobody moved on the board, or the other way round.",
    summary="conformance",
    detail="departures",
    items="conforming_items",
    values={
        "conforming_share": "share of the items that took the declared way",
        "conforming_count": "items that took it",
        "asked_item_count": "finished items whose way is told, and declared",
        "skipping_count": "items that skipped an active column",
        "back_item_count": "items that went back to an earlier column",
        "back_known_count": "items of which ways back are known",
        "unready_count": "items that began without having stood ready",
        "unchecked_count": "items that were finished without the last check",
    },
    needs=(HISTORY,),
    left_out={
        "without_history": NO_HISTORY,
        "without_declared_way": LeftOut("of projects whose way nobody declared", _DECLARE),
    },
    nothing_because={"is_undeclared": f"not measurable from this data: {_DECLARE}"},
    options=("days",),
    conventions=_VISITS,
)

WAYS_TAKEN = Measure(
    name="ways_taken",
    family="flow",
    meaning="Which ways finished items took through the columns of the board, most common first.",
    rule=(
        "The columns that an item came into from its creation to its last completion, in order. "
        "Exports tell it where none of its changes lies more than a day between two of them."
    ),
    source="Ways through the columns of a board, as they were",
    unit="share",
    least_tier=Tier.T2,
    smallest_n=5,
    cannot_tell="Why an item took its way; a column that it passed between two exports.",
    detail="ways",
    items="item_ways",
    values={
        "most_taken_share": "share of the items that took the most common way",
        "most_taken_count": "items that took it",
        "way_count": "different ways",
        "single_way_count": "of these, taken by one item alone",
        "by_export_count": "items whose way is told by exports of each day",
    },
    needs=(WAYS,),
    options=("days",),
    conventions=_VISITS,
)

FAMILY = (CONFORMANCE, WAYS_TAKEN)
