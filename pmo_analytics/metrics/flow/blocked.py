"""The flow family, blocked items: how long, and why. What blocks is `blocked_by` of pmo.toml."""

from pmo_analytics.metrics.conventions import ELAPSED_DAYS, FROM_CHANGES, rules
from pmo_analytics.metrics.measure import LeftOut, Measure
from pmo_analytics.metrics.needs import BLOCKED, BLOCKERS
from pmo_analytics.values import Tier

_SPELLS = rules(
    {
        "blocked": "what blocked_by of pmo.toml names: the flag of the tracker, a field, a status, "
        "a label, an open item that blocks it, blockers.csv; and only while the item is open"
    },
    ELAPSED_DAYS,
    FROM_CHANGES,
)
_NO_BEGIN = LeftOut(
    "blocked since before the first export that shows it",
    "add start_date to blockers.csv, or a change history to the exports",
)

BLOCKED_TIME = Measure(
    name="blocked_time",
    family="flow",
    meaning="How long items were blocked, and how many are.",
    rule=(
        "Time in which at least one reason held, counted once however many there were; a spell "
        "ends at the latest when the item is finished. Spells that began before anybody could see "
        "them are counted and not timed."
    ),
    source="Blocker clustering [blocker-clustering]",
    unit="days",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="Who was held up; and nothing where nobody marks what is blocked.",
    detail="blocked_item_spells",
    values={
        "blocked_days": "days of all items together in which they were blocked",
        "days_per_item": "days of an item that was blocked",
        "blocked_item_count": "items that were blocked",
        "blocked_item_share": "share of all items that were blocked",
        "longest_days": "days of the longest spell",
        "blocked_now_count": "items that are blocked on the day",
        "spell_count": "spells behind the days",
    },
    needs=(BLOCKED,),
    left_out={
        "without_evidence": LeftOut("of sources in which nothing says that an item is blocked"),
        "without_begin": _NO_BEGIN,
    },
    measured_if="blocked_now_count",
    options=("days",),
    conventions=rules(
        _SPELLS,
        {
            "days counted": "elapsed time to the second, in days of 24 hours; those of the longest "
            "spell by its first and last day"
        },
    ),
)

BLOCKER_CLUSTERS = Measure(
    name="blocker_clusters",
    family="flow",
    meaning="Which causes block items most.",
    rule=(
        "Spells by cause; the days that a cause cost and how often it came are two rankings, and "
        "both are given. Ties go by name."
    ),
    source="Blocker clustering [blocker-clustering]",
    unit="share",
    least_tier=None,
    known_of="items",
    cannot_tell="What nobody wrote down as a cause.",
    summary="blocker_clusters_summary",
    detail="blocker_clusters",
    values={
        "costliest_share": "share of the blocked days that the costliest cause has",
        "costliest_cause": "the cause of most blocked days",
        "costliest_days": "days of it",
        "commonest_cause": "the cause of most spells",
        "commonest_count": "spells of it",
        "external_share": "share of the blocked days whose cause lies outside the team",
        "external_days": "days of those",
        "blocked_days": "days of all causes; a day with two causes counts for both",
    },
    needs=(BLOCKERS,),
    left_out={"without_cause": LeftOut("without a cause"), "without_begin": _NO_BEGIN},
    options=("days",),
    conventions=_SPELLS,
)

BLOCKED_ITEMS = Measure(
    name="blocked_items",
    family="flow",
    label="Blocked items",
    meaning="Which open items are blocked on the day, by what, and for how long.",
    rule="Open items of which at least one reason holds on the day; days since the first of them.",
    source="[kanban-guide]: unblock what is blocked",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="What nobody marks as blocked.",
    summary="blocked_now",
    detail="blocked_items",
    items="blocked_items",
    values={
        "blocked_count": "open items that are blocked",
        "longest_blocked_days": "days that the longest of them is, at least",
    },
    needs=(BLOCKED,),
    conventions=_SPELLS,
)

FAMILY = (BLOCKED_TIME, BLOCKER_CLUSTERS, BLOCKED_ITEMS)
