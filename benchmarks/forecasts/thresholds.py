"""Thresholds of the cumulative rule of `health.counts`, from stable series."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmo_analytics.health.baseline import BASELINE_WEEKS, PROVISIONAL_WEEKS
from pmo_analytics.health.counts import (
    DROP,
    HIGH_SHARE,
    LOW_SHARE,
    TOTALS,
    WATCHED_WEEKS,
    evidence_of_run,
)

SERIES = 20_000


def thresholds(*, seed: int = 1) -> Iterator[str]:
    """Return the tables, as they stand in the code."""
    random = np.random.default_rng(seed)
    for ratio, share in ((DROP, LOW_SHARE), (1 / DROP, HIGH_SHARE)):
        for weeks in (PROVISIONAL_WEEKS, BASELINE_WEEKS):
            found = [_threshold(random, total, weeks, ratio, share) for total in TOTALS]
            yield f"{weeks}: ({', '.join(f'{value:.2f}' for value in found)}),"


def _threshold(random, total: int, weeks: int, ratio: float, share: float) -> float:
    baseline = random.poisson(total / weeks, (SERIES, weeks)).sum(axis=1)
    series = random.poisson(total / weeks, (SERIES, WATCHED_WEEKS))
    sums = np.concatenate([np.zeros((SERIES, 1)), series.cumsum(axis=1)], axis=1)
    largest = np.zeros(SERIES)
    for end in range(1, WATCHED_WEEKS + 1):
        for run in range(1, end + 1):
            count = sums[:, end] - sums[:, end - run]
            found = evidence_of_run(count, run, baseline, weeks, ratio=ratio)
            largest = np.maximum(largest, found)
    return float(np.quantile(largest, 1 - share))
