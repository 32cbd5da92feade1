"""The pace of work: whether the weekly finishes have changed, and how much of it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pmo_analytics.health.baseline import Side
from pmo_analytics.health.counts import CountLimits, CountPoint, count_limits, count_signals
from pmo_analytics.values import Value

PACE_WEEKS = 8  # over which lost pace is measured

Assurance = Literal["always", "sometimes", "never"]


class Pace(Value):
    """What the weekly finishes of a project say: its normal range, and what holds now."""

    limits: CountLimits | None  # None: too few weeks, or nothing was ever finished
    side: Side | None = None  # None: routine
    weeks: int = 0  # since the change began
    is_signal: tuple[bool, ...]  # a week of the series is part of a signal
    lost_share: float | None = None  # None: not measurable
    bulk_week: int | None = None  # weeks back of the one on which a rise rests; None: on none


def assurance(target: float, *, lower: float, upper: float) -> Assurance:
    """Tell whether a process as it is reaches a target: always, never, or as it happens.

    Args:
        target: what is wanted of each value, at least.
        lower: the least value inside the normal range.
        upper: the largest one.
    """
    if lower <= target <= upper:
        return "sometimes"
    return "always" if target < lower else "never"


def judge_pace(series: Sequence[int]) -> Pace:
    """Judge the weekly finishes of a project.

    Args:
        series: one count a complete week, oldest first.
    """
    limits = count_limits(series)
    if limits is None or not any(series):
        return Pace(limits=None, is_signal=(False,) * len(series))
    points = count_signals(series[limits.n :], limits)
    now = points[-1] if points else CountPoint(value=series[-1])
    return Pace(
        limits=limits,
        side=now.side,
        weeks=now.weeks,
        is_signal=(*(False,) * limits.n, *_in_signal(points)),
        lost_share=_lost_share(series, limits) if now.side == "low" else 0.0,
        bulk_week=_bulk_week(series, limits, now),
    )


def _in_signal(points: Sequence[CountPoint]) -> list[bool]:
    """Tell of each week whether a change that was signalled then or later covers it."""
    covered = [False] * len(points)
    for index, point in enumerate(points, start=1):
        covered[index - point.weeks : index] = [True] * point.weeks
    return covered


def _bulk_week(series: Sequence[int], limits: CountLimits, now: CountPoint) -> int | None:
    """Return how far back the week lies without which nothing signals high; one event is no trend.

    The week before the last lies 2 back, so that the series has it at -2.
    """
    if now.side != "high":
        return None
    recent = series[-now.weeks :]
    back = len(recent) - recent.index(max(recent))
    rest = [*series[limits.n : len(series) - back], *series[len(series) - back + 1 :]]
    points = count_signals(rest, limits)
    return None if points and points[-1].side == "high" else back


def _lost_share(series: Sequence[int], limits: CountLimits) -> float:
    """Return by what share the last eight weeks fall short of the baseline."""
    recent = series[-PACE_WEEKS:]
    return max(1 - sum(recent) / len(recent) / limits.mean, 0.0)
