"""How much work arrives for each that is finished.

Arrivals are counted per finish, not per week: where the pace is uncertain, the work that is left is
not. They count from the first finish on; what arrived before is the plan. All history counts alike:
the recent weeks of arrivals say less than they seem to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.pace import weekly_sums

PRIOR_RATIO = 0.15  # arrivals per finish where no pool is known
PRIOR_FINISHES = 15.0  # finishes for which the pool speaks
PLANNING_DAYS = 20  # working days in which a backlog is still being filled
MOST_DISPERSION = 12.0


@dataclass(frozen=True)
class Growth:
    """Arrivals per finish: Gamma with this shape and rate; `dispersion` is that of arrivals."""

    shape: float
    rate: float
    dispersion: float

    @property
    def mean(self) -> float:
        """Return the work that arrives for each that is finished."""
        return self.shape / self.rate


def estimate_growth(history: WorkHistory, *, prior_ratio: float = PRIOR_RATIO) -> Growth:
    """Return what arrivals say about the growth of the scope.

    Args:
        history: the past of the scope.
        prior_ratio: arrivals per finish of the pool.
    """
    first = history.first_finish
    start = len(history) if first is None else max(first + 1, PLANNING_DAYS)
    arrived, finished = history.arrived[start:], history.finished[start:]
    dispersion = _dispersion(arrived, history.calendar.days_a_week)
    total = max(float(arrived.sum()), 0.0)
    size = history.mean_size
    return Growth(
        shape=PRIOR_FINISHES * prior_ratio + total / size / dispersion,
        rate=PRIOR_FINISHES + float(finished.sum()) / size / dispersion,
        dispersion=dispersion,
    )


def _dispersion(arrived: np.ndarray, days_a_week: int) -> float:
    """Return the variance of weekly arrivals over their mean, 1 or more: they come in bursts."""
    weekly = weekly_sums(arrived, days_a_week)
    total = float(weekly.sum())
    if total <= 0 or len(weekly) < 2:
        return 1.0
    mean = total / len(weekly)
    found = float(((weekly - mean) ** 2).sum()) / (len(weekly) - 1) / mean
    return min(max(found, 1.0), MOST_DISPERSION)
