"""How good forecasts were: shares that held, losses and bias."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from pmo_analytics.values import Value

CONFIDENCE = 0.95


class Coverage(Value):
    """How many of the promises made with some probability held."""

    probability: float
    held: int
    count: int
    independent: float  # promises that do not overlap in time; what the interval rests on
    lower: float
    upper: float

    @property
    def share(self) -> float | None:
        """Return the share that held."""
        return self.held / self.count if self.count else None

    @property
    def is_distinguishable(self) -> bool:
        """Tell whether the share differs from what was promised by more than chance."""
        return not self.lower <= self.probability <= self.upper


def coverage(
    held: Sequence[bool] | np.ndarray, probability: float, *, independent: float | None = None
) -> Coverage:
    """Return how many promises held, with the Wilson interval.

    Args:
        held: of each promise.
        probability: with which it was promised.
        independent: how many of them count where they overlap; all without.
    """
    count, kept = len(held), int(np.sum(held))
    effective = float(count if independent is None else independent)
    lower, upper = wilson(kept / count if count else 0.0, effective)
    return Coverage(
        probability=probability,
        held=kept,
        count=count,
        independent=effective,
        lower=lower,
        upper=upper,
    )


def wilson(share: float, count: float, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return Wilson's interval of a share; everything is possible without a count."""
    if count <= 0:
        return 0.0, 1.0
    z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
    middle = share + z2 / (2 * count)
    margin = math.sqrt(z2 * (share * (1 - share) / count + z2 / (4 * count**2)))
    scale = 1 + z2 / count
    return max((middle - margin) / scale, 0.0), min((middle + margin) / scale, 1.0)


def pinball(forecast: np.ndarray, actual: np.ndarray, probability: float) -> np.ndarray:
    """Return the loss of each quantile that was forecast: late and early weigh p and 1 - p."""
    gap = np.asarray(actual, dtype=float) - np.asarray(forecast, dtype=float)
    return np.maximum(probability * gap, (probability - 1) * gap)


def crps(draws: np.ndarray, actual: float) -> float:
    """Return the continuous ranked probability score of an ensemble, in its unit."""
    ordered = np.sort(np.asarray(draws, dtype=float))
    count = len(ordered)
    rank = 2 * np.arange(1, count + 1) - count - 1
    spread = float((rank * ordered).sum()) / count**2  # half the mean distance of two members
    return float(np.abs(ordered - actual).mean()) - spread


def bias(forecast: np.ndarray, actual: np.ndarray) -> float:
    """Return the mean of what happened less what was likely; positive: forecasts too early."""
    return float((np.asarray(actual, dtype=float) - np.asarray(forecast, dtype=float)).mean())
