"""The XmR chart (values and moving ranges), against which the rule of `health.counts` is held.

Limits come from a fixed baseline and stay until a declared change: rolling limits drift for reasons
that have nothing to do with the process [wheeler-1993].
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Literal

from pmo_analytics.health.baseline import Side
from pmo_analytics.values import TOLERANCE, Value

LIMIT_FACTOR = 2.66  # × mean moving range, either side of the mean [wheeler-1993]
RANGE_LIMIT_FACTOR = 3.268  # × mean moving range [wheeler-1993]
RUN_LENGTH = 8  # points in a row on one side of the mean: the handbook of Western Electric, 1956

Rule = Literal["outside", "jump", "run"]


class Limits(Value):
    """The normal range of a series, and the baseline it comes from."""

    mean: float
    mean_moving_range: float
    lower: float
    upper: float
    upper_range: float  # of the step from one point to the next
    n: int


class Point(Value):
    """A point of a series and the rules it breaks; none: routine.

    `side` says where the signal points. A jump alone has a side only when it leads away from the
    mean: the step back from an extreme value is no news of its own.
    """

    value: float
    rules: tuple[Rule, ...] = ()
    side: Side | None = None

    @property
    def is_signal(self) -> bool:
        """Tell whether the point is more than routine variation."""
        return bool(self.rules)


def process_limits(baseline: Sequence[float], *, is_count: bool = False) -> Limits:
    """Return the normal range that a baseline of two or more points gives.

    Args:
        baseline: values in order of time.
        is_count: the values cannot be negative, so neither can the lower limit.
    """
    if len(baseline) < 2:
        raise ValueError("A moving range needs a baseline of two or more points.")
    mean = math.fsum(baseline) / len(baseline)
    ranges = [abs(after - before) for before, after in pairwise(baseline)]
    mean_range = math.fsum(ranges) / len(ranges)
    lower = mean - LIMIT_FACTOR * mean_range
    return Limits(
        mean=mean,
        mean_moving_range=mean_range,
        lower=max(lower, 0.0) if is_count else lower,
        upper=mean + LIMIT_FACTOR * mean_range,
        upper_range=RANGE_LIMIT_FACTOR * mean_range,
        n=len(baseline),
    )


def signals(series: Sequence[float], limits: Limits) -> tuple[Point, ...]:
    """Return each point of a series with the rules it breaks.

    A point outside the limits, a step larger than its limit, or eight in a row on one side of the
    mean, all of which are then signals. A point on the mean ends a run. Steps and runs begin with
    the series: only what follows the baseline is judged where only that is given.
    """
    sides = [_side(value, limits.mean) for value in series]
    in_run = _runs(sides)
    points = []
    for index, value in enumerate(series):
        step = value - series[index - 1] if index else 0.0
        broken = {
            "outside": _exceeds(value, limits.upper) or _exceeds(limits.lower, value),
            "jump": _exceeds(abs(step), limits.upper_range),
            "run": in_run[index],
        }
        rules = tuple(rule for rule, is_broken in broken.items() if is_broken)
        leads_away = sides[index] == ("high" if step > 0 else "low")
        has_side = leads_away if rules == ("jump",) else bool(rules)
        points.append(Point(value=value, rules=rules, side=sides[index] if has_side else None))
    return tuple(points)


def _side(value: float, mean: float) -> Side | None:
    if _is_same(value, mean):
        return None
    return "high" if value > mean else "low"


def _exceeds(value: float, limit: float) -> bool:
    return value > limit and not _is_same(value, limit)


def _is_same(value: float, other: float) -> bool:
    return math.isclose(value, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _runs(sides: Sequence[Side | None]) -> list[bool]:
    """Tell of each point whether it stands in a run of eight or more on one side."""
    in_run: list[bool] = []
    for side, group in groupby(sides):
        length = len(list(group))
        in_run += [side is not None and length >= RUN_LENGTH] * length
    return in_run
