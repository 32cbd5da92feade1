"""Percentiles of draws of days: always a draw, so that a promise is literally true of them."""

from __future__ import annotations

import math

import numpy as np

from pmo_analytics.forecasts.throughput import HORIZON_WEEKS

LEVELS = (0.5, 0.7, 0.85, 0.95)
LIKELY_TO_SURE = 1.0364333894937898  # standard deviations from 50% to 85% of a normal
LEAST_SPREAD = 0.05  # of the logarithm of days: a rest of few days has ties
TOLERANCE = 1e-9
HORIZON_DAYS = 5.0 * HORIZON_WEEKS  # working days; scores count what never ends as this


def quantile(draws: np.ndarray, probability: float) -> float:
    """Return the least draw by which that share of the draws has ended; may be infinite."""
    rank = max(math.ceil(probability * len(draws) - TOLERANCE), 1)
    return float(np.partition(draws, rank - 1)[rank - 1])


def levels_of(draws: np.ndarray) -> tuple[float, ...]:
    """Return the draw at each of `LEVELS`."""
    ordered = np.sort(draws)
    ranks = (max(math.ceil(level * len(draws) - TOLERANCE), 1) for level in LEVELS)
    return tuple(float(ordered[rank - 1]) for rank in ranks)


def spread_of(levels: tuple[float, ...]) -> float:
    """Return the spread of the logarithm of the days, from likely to 85% sure."""
    likely, sure = levels[LEVELS.index(0.5)], levels[LEVELS.index(0.85)]
    if not math.isfinite(sure):
        return math.inf
    return max(math.log(sure / likely) / LIKELY_TO_SURE, LEAST_SPREAD)
