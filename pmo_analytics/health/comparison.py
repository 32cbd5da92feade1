"""Before and after: whether two sets of values differ by more than chance.

Ranks, not means: a few long items decide nothing, and no form of distribution is assumed
[mann-whitney-1947]. Values that come in time order are taken as independent of each other, which
those of a stock are not: take them far enough apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

CHANCE = 0.05  # two unchanged sets differ as much in so many cases; below it a difference is told
Side = Literal["higher", "lower", "same"]


def chance_of_difference(before: Sequence[float], after: Sequence[float]) -> float:
    """Return how often two sets of one origin differ in their ranks as much as these, either way.

    The normal form of the test, corrected for ties and continuity; it holds from about eight values
    a side.

    Raises:
        ValueError: one of the sets is empty.
    """
    if not before or not after:
        raise ValueError("Two sets are compared; one of them is empty.")
    values = np.asarray([*before, *after], dtype=float)
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    first, second = len(before), len(after)
    total = first + second
    pairs = ranks[:first].sum() - first * (first + 1) / 2  # in which the earlier value is larger
    ties = float((counts**3 - counts).sum()) / (total * (total - 1))
    variance = first * second / 12 * (total + 1 - ties)
    if variance <= 0:
        return 1.0
    distance = max(abs(pairs - first * second / 2) - 0.5, 0.0) / math.sqrt(variance)
    return math.erfc(distance / math.sqrt(2))


def side_of_difference(before: Sequence[float], after: Sequence[float]) -> Side:
    """Tell on which side the later values lie, "same" where chance explains the difference."""
    if chance_of_difference(before, after) >= CHANCE:
        return "same"
    larger = sum((a > b) - (a < b) for a in after for b in before)
    return "higher" if larger > 0 else "lower"
