"""The dependencies family: what waits for what, what is late, and the longest chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmo_analytics.metrics.conventions import CALENDAR_DAYS, rules
from pmo_analytics.metrics.measure import Answers, LeftOut, Measure, Need, Row
from pmo_analytics.metrics.question import Question

DEPENDENCIES_TOLD = Need(
    "add the register dependencies.csv, or links between items to the export",
    roles=("link_in", "link_out"),
    registers=("dependencies",),
)
_KNOWN_NOW = {
    "earlier days": "which of today's dependencies were open then: when one became known is not "
    "dated"
}


def _circle_count(rows: Sequence[Row], options: Mapping[str, Any]) -> Mapping[str, Any]:
    # Not above: the library of graphs is slow to import, and most commands ask for none.
    from pmo_analytics.metrics.dependencies.network import circle_count  # noqa: PLC0415

    return circle_count(rows, options)


def _chain_rows(answers: Answers, question: Question) -> Iterator[Row]:
    from pmo_analytics.metrics.dependencies.network import chain_rows  # noqa: PLC0415

    return chain_rows(answers, question)


DEPENDENCIES = Measure(
    name="dependencies",
    family="dependencies",
    meaning="How many dependencies are open, how many late, and how likely all are met in time.",
    rule=(
        "Rows of dependencies.csv (from waits for to) and links that say blocks. Open until what "
        "is waited for, or what waits, is settled; late when the day it is needed by has passed. "
        "In time = met by that day ÷ all that fell due. All in time = that share to the power of "
        "those still to come, as if each were on its own; only with five that fell due. Seen to by "
        "an open decision that has its delivery for an option, or by an open decision, action or "
        "response to a risk of one of both projects that names what is needed, or its kind, in "
        "whole words. What waits "
        "for itself, directly or through others, stands in a circle: a fault of the data."
    ),
    source="Joint probability of independent events",
    unit="count",
    better="lower",
    least_tier=None,
    smallest_n=0,
    counted="dependencies",
    cannot_tell="Dependencies that nobody wrote down, and whether they fail together.",
    summary="dependencies_summary",
    detail="dependency_edges",
    values={
        "open_count": "open dependencies",
        "late_count": "open and needed before the day",
        "expected_late_count": "open and promised or forecast for later than needed",
        "open_cross_project_count": "open between two projects",
        "late_handover_count": "of these, late or expected later than needed",
        "late_needed_count": "things that are needed of which one is late so",
        "uncovered_handover_count": "late so, and no open decision, action or response sees to it",
        "timely_handover_count": "open between two projects and neither late nor expected late",
        "dependency_count": "dependencies in all",
        "in_time_share": "met in time of those that fell due",
        "in_time_count": "met in time",
        "fallen_due_count": "fell due",
        "to_come_count": "open and needed by a day to come",
        "all_in_time_share": "probability that all of these are met in time",
        "in_circle_count": "things that wait for themselves: a fault of the data",
    },
    needs=(DEPENDENCIES_TOLD,),
    left_out={
        "unknown_name": LeftOut(
            "with a name that means nothing, or two things",
            "name projects, milestones or items as their registers and exports do",
        )
    },
    statistics=_circle_count,
    conventions=rules({"due day": "inclusive"}, CALENDAR_DAYS, _KNOWN_NOW),
)

CRITICAL_CHAIN = Measure(
    name="critical_chain",
    family="dependencies",
    meaning="The longest chain of open work that waits for each other, and what most waits for.",
    rule=(
        "Longest way through the open dependencies. An item takes the hours estimated less those "
        "spent, in days of work, else as many days as half of the finished items of its project "
        "took at most; a milestone no time; a project the days until the finish it forecasts. "
        "Slack = how much later it may begin without moving the end. Circles are cut."
    ),
    source="Critical path method [kelley-walker-1959]",
    unit="days",
    better="lower",
    least_tier=None,
    cannot_tell="Whether one could begin before the other ends, and who is free.",
    detail="chain_nodes",
    values={
        "chain_days": "days of work on the longest chain",
        "critical_count": "members without slack",
        "chain_names": "the longest chain, in its order",
        "most_blocking_name": "what most waits for, directly or through others",
        "most_blocked_count": "how much that is",
        "typical_count": "members without an estimate: taken as usual",
    },
    needs=(DEPENDENCIES_TOLD,),
    left_out={
        "without_duration": LeftOut(
            "of unknown duration, taken as none", "add estimates to the export"
        ),
        "in_circle": LeftOut(
            "in a circle, waiting for itself", "take out one dependency of each circle"
        ),
    },
    options=("day_hours",),
    derive=_chain_rows,
    conventions=rules({"days counted": "days of work"}, _KNOWN_NOW),
)

FAMILY = (DEPENDENCIES, CRITICAL_CHAIN)
