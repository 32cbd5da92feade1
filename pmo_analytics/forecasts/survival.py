"""Kaplan-Meier: how long things take, where some have not ended yet.

What has not ended counts for as long as it was watched. Weights allow some evidence to count less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-12  # products of shares are sums of roundings


@dataclass(frozen=True, eq=False)
class Survival:
    """The share that lasts longer than each time at which something ended."""

    times: np.ndarray  # increasing
    shares: np.ndarray  # that last longer

    def longer_than(self, time: float) -> float:
        """Return the share that lasts longer than a time."""
        position = int(np.searchsorted(self.times, time + TOLERANCE, side="right"))
        return float(self.shares[position - 1]) if position else 1.0

    def quantile(self, probability: float) -> float | None:
        """Return the least time by which that share has ended; None: too few ended to say."""
        ended = np.flatnonzero(self.shares <= 1.0 - probability + TOLERANCE)
        return float(self.times[ended[0]]) if len(ended) else None

    def keeps(self, limit: float, *, age: float) -> float | None:
        """Return the chance of ending within a limit, given that an age was reached.

        It is 0 once the age is past the limit, and None where nothing is known of that age.
        """
        if age > limit + TOLERANCE:
            return 0.0
        reached = self.longer_than(age)
        return None if reached <= TOLERANCE else 1.0 - self.longer_than(limit) / reached


def survival(
    times: np.ndarray, has_ended: np.ndarray, weights: np.ndarray | None = None
) -> Survival:
    """Estimate how long things last.

    Args:
        times: how long each lasted, or was watched.
        has_ended: whether it ended then; one that was watched only up to a time at which another
            ends was still there.
        weights: how much each counts; equal without.
    """
    times = np.asarray(times, dtype=float)
    weight = np.ones(len(times)) if weights is None else np.asarray(weights, dtype=float)
    order = np.argsort(times, kind="stable")
    times, weight, ended = times[order], weight[order], np.asarray(has_ended, dtype=bool)[order]
    distinct, first = np.unique(times, return_index=True)
    at_risk = np.cumsum(weight[::-1])[::-1][first]
    ends = np.add.reduceat(weight * ended, first) if len(times) else np.zeros(0)
    happened = ends > 0
    shares = np.cumprod(1.0 - np.minimum(ends[happened] / at_risk[happened], 1.0))
    return Survival(times=distinct[happened], shares=shares)
