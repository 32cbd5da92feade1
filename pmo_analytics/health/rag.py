"""Colours with hysteresis, the colour of a project, and how reports differ from the data.

No state is stored: history is replayed on week ends. A worse colour comes at once, a better one
only past a second line, so that a value at a line does not flip. A value that moves by chance from
week to week, as an honest chance must, changes its colour only when some weeks in a row agree.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from pmo_analytics.settings import Policy
from pmo_analytics.values import RAG_ORDER, TOLERANCE, Rag, RagPair, Value

# The five-point scale of governments, folded into three (docs/decisions/0004), best first.
FIVE_POINTS: Mapping[str, Rag] = {
    "green": "green",
    "amber/green": "amber",
    "amber": "amber",
    "amber/red": "red",
    "red": "red",
}

BEYOND_CERTAIN = 0.25  # of what is missing to certainty at the line back to green
BEYOND_DOUBT = 0.5  # of the line of red, or its inverse where more is worse


class Overall(Value):
    """The colour of a project, and the dimension that set it."""

    colour: Rag
    driver: str = ""  # empty where nothing is worse than green, or nothing is measured


class Divergence(Value):
    """How many reports differ from the data, and in which direction."""

    more_optimistic: int
    agree: int
    more_pessimistic: int
    not_comparable: int  # never reported, or not measurable


def next_colour(previous: Rag | None, value: float | None, policy: Policy) -> Rag:
    """Return the colour of a value, given the last colour that was measured.

    Args:
        previous: the last colour other than grey; None at the start.
        value: None where it cannot be measured.
        policy: four lines. Where red lies above amber, a colour is entered at its line and left
            below the other; where it lies below, it is entered below its line and left at the
            other.
    """
    if value is None or _is_too_little(value, policy):
        return "grey"
    red_line = policy.leave_red if previous == "red" else policy.enter_red
    if _is_beyond(value, red_line, policy):
        return "red"
    amber_line = policy.leave_amber if previous in ("amber", "red") else policy.enter_amber
    return "amber" if _is_beyond(value, amber_line, policy) else "green"


def replay(values: Iterable[float | None], policy: Policy, *, agreeing: int = 1) -> tuple[Rag, ...]:
    """Return the colour of each value, oldest first; while it is grey, the state is frozen.

    Args:
        values: None where it cannot be measured.
        policy: four lines, see `next_colour`.
        agreeing: so many values in a row must lie on the same side of the colour before it changes.
            What is beyond doubt, far past the line of red or of green, is so at once.
    """
    colours: list[Rag] = []
    measured: Rag | None = None
    recent: list[float] = []
    for value in values:
        colour = next_colour(measured, value, policy)
        if value is not None and colour != "grey":
            recent = [*recent, value][-agreeing:]
            if not _is_plain(value, policy):
                colour = _agreed(measured, recent, policy) or colour
            measured = colour
        colours.append(colour)
    return tuple(colours)


def spared_red(value: float, policy: Policy) -> float:
    """Return a falling value as it counts where it is too early for red: amber at worst."""
    return max(value, policy.leave_red)


def plain_line(policy: Policy) -> float:
    """Return the line so far past that of red that beyond it no further week need agree."""
    is_rising = policy.enter_red > policy.enter_amber
    return policy.enter_red * (1 / BEYOND_DOUBT if is_rising else BEYOND_DOUBT)


def certain_line(policy: Policy) -> float:
    """Return the share from which no further week need agree that it is green."""
    return 1 - BEYOND_CERTAIN * (1 - policy.leave_amber)


def _is_plain(value: float, policy: Policy) -> bool:
    """Tell whether a value is beyond doubt: far past the line of red, or as good as certain."""
    is_falling_share = policy.enter_red < policy.enter_amber and policy.leave_amber <= 1
    is_certain = is_falling_share and value >= certain_line(policy) - TOLERANCE
    return is_certain or _is_beyond(value, plain_line(policy), policy)


def _agreed(measured: Rag | None, recent: Sequence[float], policy: Policy) -> Rag | None:
    """Return the last colour, or another one that all of the last values call for."""
    if measured is None:
        return None
    asked = [next_colour(measured, value, policy) for value in recent]
    mildest, gravest = (pick(asked, key=RAG_ORDER.__getitem__) for pick in (min, max))
    if RAG_ORDER[mildest] > RAG_ORDER[measured]:
        return mildest
    return gravest if RAG_ORDER[gravest] < RAG_ORDER[measured] else measured


def declared_colour(word: str | None) -> Rag | None:
    """Return the colour that a report means, None where it means none (docs/decisions/0004)."""
    return FIVE_POINTS.get((word or "").lower().replace("-", "/"))


def worst(colours: Mapping[str, Rag]) -> Overall:
    """Return the worst measured colour and its dimension, the first of several."""
    measured = [(dimension, rag) for dimension, rag in colours.items() if rag != "grey"]
    if not measured:
        return Overall(colour="grey")
    driver, colour = max(measured, key=lambda pair: RAG_ORDER[pair[1]])
    return Overall(colour=colour, driver="" if colour == "green" else driver)


def divergence(pairs: Iterable[RagPair]) -> Divergence:
    """Count the projects that report better than their data, the same, or worse."""
    pairs = tuple(pairs)
    steps = [
        RAG_ORDER[pair.declared] - RAG_ORDER[pair.computed]
        for pair in pairs
        if pair.declared in RAG_ORDER and pair.computed in RAG_ORDER
    ]
    return Divergence(
        more_optimistic=sum(step < 0 for step in steps),
        agree=sum(step == 0 for step in steps),
        more_pessimistic=sum(step > 0 for step in steps),
        not_comparable=len(pairs) - len(steps),
    )


def _is_too_little(value: float, policy: Policy) -> bool:
    grey_below = policy.grey_below
    return math.isnan(value) or (grey_below is not None and value < grey_below - TOLERANCE)


def _is_beyond(value: float, line: float, policy: Policy) -> bool:
    if policy.enter_red > policy.enter_amber:
        return value >= line - TOLERANCE
    return value < line - TOLERANCE
