"""The normal range of a count: exact limits from its distribution, the mean only known so well.

A count is Poisson or, where the baseline varies more than that, negative binomial.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

from pmo_analytics.health.baseline import BASELINE_WEEKS
from pmo_analytics.values import TOLERANCE

OUTSIDE_CHANCE = 0.0002  # of a stable week beyond each limit: 1% in half a year
CHANCE_DISPERSION = 0.35  # above 1, that a baseline of 20 Poisson weeks shows once in ten
LARGE_MEAN = 300.0  # a week: from there a count is as good as normal
CAUTION = 1.4  # a dispersion found is a chance find too: half of them lie below the true one


def normal_range(baseline: Sequence[int]) -> tuple[int, int]:
    """Return the least and the most that a week is; both are counts that are inside."""
    n = len(baseline)
    mean = (sum(baseline) + 0.5) / n  # half a count: weeks without any do not prove that none comes
    spread = max(_dispersion(baseline), allowed_dispersion(baseline))
    # The mean is not known better than by n weeks.
    return predictive_limits(mean, spread * (1 + 1 / n), tail=OUTSIDE_CHANCE)


def allowed_dispersion(baseline: Sequence[int]) -> float:
    """Return the variance over the mean to allow for, 1 where Poisson shows as much by chance."""
    found = _dispersion(baseline)
    by_chance = CHANCE_DISPERSION * math.sqrt((BASELINE_WEEKS - 1) / (len(baseline) - 1))
    return found * CAUTION if found > 1 + by_chance else 1.0


def rests_on_one_week(baseline: Sequence[int]) -> bool:
    """Tell whether the best week lies outside the normal range that the others give."""
    others = sorted(baseline)
    highest = others.pop()
    return highest > normal_range(others)[1]


def predictive_limits(mean: float, dispersion: float, *, tail: float) -> tuple[int, int]:
    """Return the least and the most that a count is, but for a chance of `tail` on each side."""
    lower = count_quantile(mean, dispersion, tail)
    return lower, count_quantile(mean, dispersion, 1 - tail)


def count_quantile(mean: float, dispersion: float, probability: float) -> int:
    """Return the least count that is not passed with a probability.

    Args:
        mean: of the count, above 0.
        dispersion: variance over mean; above 1 the count is negative binomial, else Poisson.
        probability: of at most so many, below 1.
    """
    if mean > LARGE_MEAN:  # the chance of none is less than a float can hold
        normal = NormalDist(mean, math.sqrt(mean * dispersion))
        return max(math.ceil(normal.inv_cdf(probability) - 0.5), 0)
    count, chance = 0, _chance_of_none(mean, dispersion)
    passed = chance
    while passed < probability - TOLERANCE:
        count += 1
        chance *= _ratio(count, mean, dispersion)
        passed += chance
    return count


def _dispersion(baseline: Sequence[int]) -> float:
    """Return the variance over the mean of the weeks of a baseline, 1 or more."""
    mean = sum(baseline) / len(baseline)
    if mean == 0:
        return 1.0
    squares = math.fsum((value - mean) ** 2 for value in baseline)
    return max(squares / mean / (len(baseline) - 1), 1.0)


def _chance_of_none(mean: float, dispersion: float) -> float:
    if dispersion <= 1:
        return math.exp(-mean)
    return dispersion ** (-mean / (dispersion - 1))


def _ratio(count: int, mean: float, dispersion: float) -> float:
    """Return the chance of a count over that of one less."""
    if dispersion <= 1:
        return mean / count
    size = mean / (dispersion - 1)
    return (count - 1 + size) / count * (dispersion - 1) / dispersion
