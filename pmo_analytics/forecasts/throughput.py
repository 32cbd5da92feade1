"""Weekly throughput in, distributions out, exactly.

Each future week repeats one of the past weeks, all equally likely and independent of each other, so
that the total of some weeks is a convolution: nothing is drawn, and there is no sampling noise.

A week is added by shifting and adding, not by `numpy.convolve`: that sums in an order which depends
on the processor, and the same input must give the same bytes on any machine.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

HISTORY_WEEKS = 12  # complete weeks that stand for the future
HORIZON_WEEKS = 260  # five years; what lies beyond is "later", not a date
PROBABILITY_TOLERANCE = 1e-12  # chances are sums of floats
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


def growing_finish_distribution(
    samples: Sequence[int],
    *,
    open_items: int,
    arrival_chance: float,
    horizon: int = HORIZON_WEEKS,
) -> np.ndarray:
    """Return the chance of having finished by the end of each week, while items may arrive.

    Args:
        samples: see `finish_distribution`.
        open_items: items that are open now.
        arrival_chance: of one more item at the end of each week that leaves some open.
        horizon: weeks to look ahead.
    """
    future_week = _week_distribution(samples)
    left = np.zeros(open_items + 1)  # position n: chance that n are open, none finished yet
    left[open_items] = 1.0
    finished, chance = np.zeros(horizon), float(open_items == 0)
    for week in range(horizon):
        after = np.zeros(len(left) + 1)
        for total, share in future_week:
            chance += share * float(left[1 : total + 1].sum())
            after[1 : len(left) - total] += share * left[total + 1 :]
        left = (1.0 - arrival_chance) * after
        left[1:] += arrival_chance * after[:-1]
        finished[week] = chance
    return np.minimum(finished, 1.0)


def uncertain_finish_distribution(
    samples: Sequence[int], *, scopes: Mapping[int, float], horizon: int = HORIZON_WEEKS
) -> np.ndarray:
    """Return the chance of having finished by the end of each week, where the scope is a range.

    Args:
        samples: see `finish_distribution`.
        scopes: chance of each number of items, as `split_scopes` gives them.
        horizon: weeks to look ahead.
    """
    chances = np.zeros(horizon)
    for items, chance in sorted(scopes.items()):
        chances += chance * finish_distribution(samples, open_items=items, horizon=horizon)
    return chances


def split_scopes(counts: Sequence[int], splits: Sequence[float]) -> dict[int, float]:
    """Return the chance of each number of items, where items may yet be split; all equally likely.

    Args:
        counts: items that there may be.
        splits: into how many each may turn out, on average.
    """
    tops = (math.ceil(count * by - PROBABILITY_TOLERANCE) for count in counts for by in splits)
    found = Counter(tops)
    return {items: times / found.total() for items, times in sorted(found.items())}


def scope_for_chance(samples: Sequence[int], *, weeks: int, probability: float) -> int:
    """Return how many items will be finished in some weeks, at least, with that probability."""
    exactly = total_distribution(samples, weeks=weeks)
    at_least = np.cumsum(exactly[::-1])[::-1]
    return int(np.flatnonzero(at_least >= probability - PROBABILITY_TOLERANCE)[-1])


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
