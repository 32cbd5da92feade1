"""An exact split of a change into its causes: the average over all orders of making them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

import numpy as np

from pmo_analytics.forecasts.quantiles import quantile
from pmo_analytics.values import Value

BATCHES = 5  # of draws, to see how far a figure is chance
LATEST = 1e6  # ordinal: what never ends is later than any date, but not infinitely
NOISE_FACTOR = 2.0  # standard errors: a smaller part is not claimed


class Part(Value):
    """What one cause explains; `least` and `most` are those of the orders that differ most."""

    cause: str
    amount: float
    least: float
    most: float
    is_claimed: bool  # more than the noise of the method


class Split(Value):
    """A change, and its parts, which add up to it."""

    total: float
    noise: float  # standard error of the total
    parts: tuple[Part, ...]


def split(causes: Sequence[str], value: Callable[[frozenset[str]], np.ndarray]) -> Split:
    """Split the change from no cause to all of them.

    Args:
        causes: at most six: each set of them is valued, and each order looked at.
        value: of a set of causes that have happened; the first number is the figure, the others
            are the same figure from batches of the draws.
    """
    values = {chosen: value(chosen) for chosen in _subsets(causes)}
    gains: dict[str, list[np.ndarray]] = {cause: [] for cause in causes}
    for order in permutations(causes):
        done: frozenset[str] = frozenset()
        for cause in order:
            gains[cause].append(values[done | {cause}] - values[done])
            done |= {cause}
    total = values[frozenset(causes)] - values[frozenset()]
    parts = tuple(_part(cause, np.array(gains[cause])) for cause in causes)
    return Split(total=float(total[0]), noise=_noise(total), parts=parts)


def figures_of(ends: np.ndarray, probability: float) -> np.ndarray:
    """Return the day of a probability, as an ordinal: of all draws, and of each batch of them."""
    batches = [ends, *(ends[start::BATCHES] for start in range(BATCHES))]
    return np.array([min(quantile(batch, probability), LATEST) for batch in batches])


def _part(cause: str, by_order: np.ndarray) -> Part:
    mean = by_order.mean(axis=0)
    amount = float(mean[0])
    return Part(
        cause=cause,
        amount=amount,
        least=float(by_order[:, 0].min()),
        most=float(by_order[:, 0].max()),
        is_claimed=abs(amount) > NOISE_FACTOR * _noise(mean),
    )


def _noise(figures: np.ndarray) -> float:
    """Return the standard error of the first figure, from those of the batches."""
    batches = figures[1:]
    if len(batches) < 2:
        return 0.0
    return float(batches.std(ddof=1) / np.sqrt(len(batches)))


def _subsets(causes: Sequence[str]) -> list[frozenset[str]]:
    sets = [frozenset()]
    for cause in causes:
        sets += [one | {cause} for one in sets]
    return sets
