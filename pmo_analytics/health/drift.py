"""Drift: since when something is kept less often than before, beyond chance.

Every day on which it may have changed is tried, and the one that tells the two times apart best is
taken. That the best of many looks large by chance too is allowed for: the same is done with the
order shuffled, and a drift is told where hardly any shuffle tells as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

LEAST_ITEMS = 10  # on each side of the day
MOST_ITEMS = 500  # the last ones: what drifted before that is how it is now
DRIFT_CHANCE = 0.01  # an order without drift tells as much in so many cases
_SHUFFLES = 999


@dataclass(frozen=True, slots=True)
class Drift:
    """Since when fewer are kept, the shares before and since, and of how many now."""

    since_date: date
    before_share: float
    since_share: float
    since_count: int


def find_drift(days: Sequence[date], kept: Sequence[bool], *, seed: int) -> Drift | None:
    """Return since when fewer are kept, None where that is chance or nothing.

    Args:
        days: of each thing, in order.
        kept: of each thing, whether it was kept.
        seed: of the shuffles.
    """
    days, kept = days[-MOST_ITEMS:], kept[-MOST_ITEMS:]
    places = np.array(_places(days), dtype=int)
    if not len(places):
        return None
    values = np.asarray(kept, dtype=float)
    gains = _gains(values[None, :], places)[0]
    best = int(gains.argmax())
    place = int(places[best])
    before, since = values[:place], values[place:]
    if since.mean() >= before.mean() or _chance(values, places, gains[best], seed) >= DRIFT_CHANCE:
        return None
    return Drift(days[place], float(before.mean()), float(since.mean()), len(since))


def _places(days: Sequence[date]) -> list[int]:
    """Return where a day begins that has enough things before it and from it on."""
    last = len(days) - LEAST_ITEMS
    return [place for place in range(LEAST_ITEMS, last + 1) if days[place] != days[place - 1]]


def _chance(values: np.ndarray, places: np.ndarray, gain: float, seed: int) -> float:
    generator = np.random.default_rng(seed)
    shuffled = generator.permuted(np.tile(values, (_SHUFFLES, 1)), axis=1)
    as_large = int((_gains(shuffled, places).max(axis=1) >= gain).sum())
    return (as_large + 1) / (_SHUFFLES + 1)


def _gains(rows: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return by row and place how much more likely two shares make the values than one."""
    total = rows.shape[1]
    before = rows.cumsum(axis=1)[:, places - 1]
    since = rows.sum(axis=1, keepdims=True) - before
    whole = _log_likelihood(before + since, total)
    return _log_likelihood(before, places) + _log_likelihood(since, total - places) - whole


def _log_likelihood(kept: np.ndarray, count: np.ndarray | int) -> np.ndarray:
    share = kept / count
    with np.errstate(divide="ignore", invalid="ignore"):
        found = kept * np.log(share) + (count - kept) * np.log1p(-share)
    return np.where((share == 0) | (share == 1), 0.0, found)
