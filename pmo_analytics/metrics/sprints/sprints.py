"""The sprints family. Sprints of different teams are never compared."""

from pmo_analytics.metrics.conventions import COMPLETION, TODAYS_PLAN, rules
from pmo_analytics.metrics.measure import LeftOut, Measure
from pmo_analytics.metrics.needs import COMMITMENT, SPRINT, SPRINTS
from pmo_analytics.values import Tier

_SIZES = rules(
    COMPLETION,
    {
        "size": "points, as they were estimated at the end of the first and of the last day; as an "
        "option items",
        "reopened items": "finished in a sprint when done at its end, whatever came after",
    },
    TODAYS_PLAN,
)
_NO_ITEMS = LeftOut("sprints that no item lists")
_NO_START = LeftOut(
    "sprints without a history or an export of the week before their first day ended"
)
_JIRA_RULE = "Committed when the sprint starts, done when it closes [jira-sprint-report]"

VELOCITY = Measure(
    name="velocity",
    family="sprints",
    meaning="How much a closed sprint finishes, and how much that spreads.",
    rule=(
        "Size of the items that list the sprint and were completed from its first to its last day; "
        "a table of sprints counts where no item lists it. Items without points count as 0."
    ),
    source=_JIRA_RULE,
    unit="count",
    least_tier=Tier.T0,
    smallest_n=3,
    counted="sprints",
    cannot_tell="Anything that can be compared between teams: points are their own measure.",
    detail="sprint_results",
    values={
        "mean_size": "finished in a closed sprint, mean",
        "median_size": "half of the sprints finished at most that",
        "deviation_size": "standard deviation, of a sample",
        "variation_share": "the deviation as a share of the mean",
        "recent_mean_size": "mean of the last three",
        "least_size": "the least of all",
        "most_size": "the most of all",
        "unestimated_count": "items without points in these sprints",
    },
    needs=(SPRINT, SPRINTS),
    left_out={"without_items": _NO_ITEMS},
    options=("sized_in",),
    conventions=_SIZES,
)

SAY_DO = Measure(
    name="say_do",
    family="sprints",
    meaning="Of what sprints committed to, how much they finished.",
    rule=(
        "Committed is what the sprint held when its first day ended, added what came later, "
        "removed what was taken out. Finished of the committed over the committed; sums over sums. "
        "All that was finished over the committed mixes in added scope and stands beside it."
    ),
    source=_JIRA_RULE,
    unit="share",
    better="higher",
    least_tier=Tier.T2,
    counted="sprints",
    cannot_tell="Whether the sprint was worth it; and nothing where the start was not seen.",
    detail="sprint_results",
    values={
        "said_done_share": "share of the committed size that was finished",
        "done_per_committed_share": "all that was finished as a share of the committed",
        "gross_change_share": "added and removed as a share of the committed",
        "net_change_share": "added less removed as a share of the committed",
        "committed_size": "committed in these sprints",
        "committed_done_size": "of that, finished",
        "added_size": "added after the first day",
        "removed_size": "taken out",
    },
    needs=(COMMITMENT, SPRINTS),
    left_out={"without_start": _NO_START},
    options=("sized_in",),
    conventions=_SIZES,
)

CARRY_OVER = Measure(
    name="carry_over",
    family="sprints",
    meaning="Of what stood in sprints at their end, how much was not finished.",
    rule=(
        "Size not completed by the last day over the size in the sprint at its end; sums over "
        "sums. What is seen out of the sprint only after its end was carried over, not removed."
    ),
    source=_JIRA_RULE,
    unit="share",
    better="lower",
    least_tier=Tier.T0,
    counted="sprints",
    cannot_tell="Whether it was finished later, or how much of it was done.",
    detail="sprint_results",
    values={
        "carried_share": "share of the final size that was not finished",
        "carried_size": "not finished",
        "final_size": "in the sprints at their end",
        "carrying_sprint_count": "sprints that left anything unfinished",
    },
    needs=(SPRINT, SPRINTS),
    left_out={"without_items": _NO_ITEMS},
    options=("sized_in",),
    conventions=_SIZES,
)

SPRINT_PREDICTABILITY = Measure(
    name="sprint_predictability",
    family="sprints",
    meaning="How many sprints finished about as much as they committed to.",
    rule=(
        "Sprints that finished between 80% and 120% of the committed size, over all whose start "
        "is known."
    ),
    source="80 to 100 % is the usual target [safe-flow]; as far above it as below",
    unit="share",
    better="higher",
    least_tier=Tier.T2,
    smallest_n=3,
    counted="sprints",
    cannot_tell="Whether the commitment was bold: a small one is easily kept.",
    detail="sprint_results",
    values={
        "predictable_share": "share of the sprints that finished about what they committed to",
        "predictable_count": "sprints that did",
        "short_count": "sprints that finished less than 80%",
        "least_done_share": "finished per committed of the sprint that finished least",
        "most_done_share": "of the sprint that finished most",
        "done_per_committed_share": "all that was finished over all that was committed",
    },
    needs=(COMMITMENT, SPRINTS),
    left_out={"without_start": _NO_START},
    options=("sized_in",),
    conventions=_SIZES,
)

FAMILY = (VELOCITY, SAY_DO, CARRY_OVER, SPRINT_PREDICTABILITY)
