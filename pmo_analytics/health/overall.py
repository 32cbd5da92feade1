"""The colour of a project out of those of its dimensions, and the five points of governments.

Two rules, by the setting `overall`: the worst dimension with its name, or an average of points that
a lower rating by the manager overrides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from pmo_analytics.health.dimensions import DIMENSIONS, Dimension
from pmo_analytics.health.rag import FIVE_POINTS, Overall, worst
from pmo_analytics.settings import OverallRule
from pmo_analytics.values import Rag

REPORT = "report"  # the driver where the manager's rating overrides
POINTS: Mapping[Rag, float] = {"green": 5.0, "amber": 3.0, "red": 1.0}
# The nearest of five points, folded as those of a report are (docs/decisions/0004); below: red.
LEAST_POINTS: Mapping[Rag, float] = {"green": 4.5, "amber": 2.5}
# The least chance of the date for each point but the last.
CONFIDENCE_CHANCES = {"green": 0.90, "amber/green": 0.75, "amber": 0.50, "amber/red": 0.25}


def overall(
    colours: Mapping[str, Rag], *, rule: OverallRule = "worst", reported: str | None = None
) -> Overall:
    """Return the colour of a project; grey where nothing says how it fares.

    Args:
        colours: by dimension, in the order of the page.
        rule: how they are put together.
        reported: the manager's rating, three or five points; only an average looks at it.
    """
    faring = {each.name: colours[each.name] for each in DIMENSIONS if each.says_how_it_fares}
    if set(faring.values()) == {"grey"}:
        # What a manager reports on can be bad whatever the work does; good, it says too little.
        alone = worst({each.name: colours[each.name] for each in DIMENSIONS if _speaks_alone(each)})
        return alone if alone.driver else Overall(colour="grey")
    return worst(colours) if rule == "worst" else _average(faring, reported)


def _speaks_alone(dimension: Dimension) -> bool:
    """Tell whether it is reported on, and known as of its day: bad news of it need no more."""
    return bool(dimension.declared) and dimension.has_past


def _average(faring: Mapping[str, Rag], reported: str | None) -> Overall:
    points = [POINTS[rag] for rag in faring.values() if rag != "grey"]
    rating = rating_points(reported)
    found = average_points(points, rating)
    colour = next((rag for rag, least in LEAST_POINTS.items() if found >= least), "red")
    if colour == "green":
        return Overall(colour=colour)
    is_overridden = rating is not None and rating < min(points)
    return Overall(colour=colour, driver=REPORT if is_overridden else worst(faring).driver)


def average_points(points: Sequence[float], rating: float | None = None) -> float:
    """Return the mean of points and a rating; a rating below all of them stands alone."""
    if rating is not None and rating < min(points):
        return rating
    given = [*points, *([] if rating is None else [rating])]
    return fsum(given) / len(given)


def rating_points(reported: str | None) -> float | None:
    """Return the points of a rating, 5 the best; None where it is none."""
    word = five_point(reported)
    return float(len(FIVE_POINTS) - tuple(FIVE_POINTS).index(word)) if word else None


def five_point(reported: str | None) -> str:
    """Return a rating on the five-point scale as the page writes it, "" where it is none."""
    word = (reported or "").lower().replace("-", "/")
    return word if word in FIVE_POINTS else ""


def capped(judged: Overall, caps: Iterable[str]) -> Overall:
    """Return amber for a green that something keeps from being one, which is then its driver."""
    first = next(iter(caps), "")
    return Overall(colour="amber", driver=first) if judged.colour == "green" and first else judged


def chance_confidence(chance: float) -> str:
    """Return the delivery confidence of a chance of the date, on five points."""
    return next((word for word, least in CONFIDENCE_CHANCES.items() if chance >= least), "red")


def delivery_confidence(judged: Rag, schedule: Rag, chance: float | None) -> str:
    """Return the confidence of a project on five points, "" where it has no colour.

    Where the schedule has the colour of the project, the chance says which of the points that are
    folded into the colour; else the plain one, for no number is finer than its colour.
    """
    if judged == "grey":
        return ""
    if chance is None or schedule != judged:
        return judged
    points = [word for word, rag in FIVE_POINTS.items() if rag == judged]
    order = tuple(FIVE_POINTS)
    place = order.index(chance_confidence(chance))
    return min(points, key=lambda word: abs(order.index(word) - place))
