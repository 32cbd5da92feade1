"""Weekly throughput in, distributions out, exactly.

Each future week repeats one of the past weeks, all equally likely and independent of each other, so
that the total of some weeks is a convolution: nothing is drawn, and there is no sampling noise.

A week is added by shifting and adding, not by `numpy.convolve`: that sums in an order which depends
on the processor, and the same input must give the same bytes on any machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

HISTORY_WEEKS = 12  # complete weeks that stand for the future
HORIZON_WEEKS = 260  # five years; what lies beyond is "later", not a date
NEGLIGIBLE_CHANCE = 1e-15  # what is left of the distribution is rounding


def total_distribution(samples: Sequence[int], *, weeks: int) -> np.ndarray:
    """Return the chance of each total of some weeks.

    Args:
        samples: items finished in each past week (one or more), weeks without any included.
        weeks: how many weeks lie ahead.

    Returns:
        Position n holds the chance that exactly n items are finished.
    """
    future_week = _week_distribution(samples)
    chances = np.ones(1)
    for _ in range(weeks):
        chances = _add_week(chances, future_week)
    return chances


def finish_distribution(
    samples: Sequence[int], *, open_items: int, horizon: int = HORIZON_WEEKS
) -> np.ndarray:
    """Return the chance of having finished the open items by the end of each week.

    Args:
        samples: items finished in each past week (one or more), weeks without any included.
        open_items: items that are open now; none are added.
        horizon: weeks to look ahead.

    Returns:
        Position 0 is the end of the first week. The last value falls short of 1 by the chance of
        finishing after the horizon, or never.
    """
    if open_items == 0:
        return np.ones(horizon)
    future_week = _week_distribution(samples)
    finished = np.zeros(horizon)
    unfinished = np.ones(1)  # position n: chance of n items finished so far and some still open
    chance = 0.0
    for week in range(horizon):
        totals = _add_week(unfinished, future_week)
        unfinished = totals[:open_items]
        chance += float(totals[open_items:].sum())
        finished[week] = chance
        if unfinished.sum() < NEGLIGIBLE_CHANCE:
            finished[week:] = chance
            break
    return np.minimum(finished, 1.0)


def _week_distribution(samples: Sequence[int]) -> list[tuple[int, float]]:
    """Return each total of a past week with its chance, smallest first."""
    times_seen = Counter(samples)
    return [(total, times_seen[total] / len(samples)) for total in sorted(times_seen)]


def _add_week(chances: np.ndarray, week: list[tuple[int, float]]) -> np.ndarray:
    largest_total, _ = week[-1]
    result = np.zeros(len(chances) + largest_total)
    for total, chance in week:
        result[total : total + len(chances)] += chances * chance
    return result
