"""How often signals on weekly counts are false, and how soon a drop is found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmo_analytics.health.baseline import BASELINE_WEEKS
from pmo_analytics.health.counts import WATCHED_WEEKS, count_limits, count_signals

MEANS = (0.5, 1.0, 2.0, 4.0, 8.0)
DROP = 0.6


def signalled(
    mean: float, *, dispersion: float = 1.0, factor: float = 1.0, series: int = 1000, seed: int = 5
) -> np.ndarray:
    """Return of each series the week of its first signal, infinite without one."""
    random = np.random.default_rng(seed)
    weeks = np.full(series, np.inf)
    for number in range(series):
        limits = count_limits(_draw(random, mean, dispersion, BASELINE_WEEKS))
        points = count_signals(_draw(random, mean * factor, dispersion, WATCHED_WEEKS), limits)
        found = [week for week, point in enumerate(points, start=1) if point.is_signal]
        weeks[number] = found[0] if found else np.inf
    return weeks


def _draw(random: np.random.Generator, mean: float, dispersion: float, weeks: int) -> list[int]:
    if dispersion == 1:
        return random.poisson(mean, weeks).tolist()
    return random.negative_binomial(mean / (dispersion - 1), 1 / dispersion, weeks).tolist()


def printed_counts() -> Iterator[str]:
    """Return the table as markdown."""
    yield "| weekly mean | false alarm | at variance 2 × mean | drop found in 8 / 12 / 26 weeks |"
    yield "|---|---|---|---|"
    for mean in MEANS:
        stable, uneven = (
            np.isfinite(signalled(mean, dispersion=dispersion)).mean() for dispersion in (1.0, 2.0)
        )
        drop = signalled(mean, factor=DROP)
        found = " / ".join(f"{(drop <= weeks).mean():.0%}" for weeks in (8, 12, WATCHED_WEEKS))
        yield f"| {mean:g} | {stable:.1%} | {uneven:.1%} | {found} |"
