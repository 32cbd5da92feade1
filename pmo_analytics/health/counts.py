"""Signal or routine variation of counts: exact limits, and a cumulative rule for small changes.

Few items are finished in a week, and the range rule of `xmr` is too narrow for them. Here a count
is Poisson or, where weeks vary more than that, negative binomial; the mean is only as well known as
the baseline tells it. The limits find a single odd week. The cumulative rule (a CUSUM of likelihood
ratios) finds a change that lasts: it weighs each run of last weeks against the baseline, as counts
of two periods of which neither mean is known. The baseline is fixed, see `xmr`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from pmo_analytics.health.xmr import BASELINE_WEEKS, PROVISIONAL_WEEKS, Point, Rule, Side
from pmo_analytics.values import Value

DROP = 0.6  # of the mean: the change that the cumulative rule looks for, or its reciprocal
OUTSIDE_CHANCE = 0.0002  # of a stable week beyond each limit: 1% in half a year
CHANCE_DISPERSION = 0.35  # above 1, that a baseline of 20 Poisson weeks shows once in ten
LARGE_MEAN = 300.0  # a week: from there a count is as good as normal
TOLERANCE = 1e-12  # chances are sums of floats
CAUTION = 1.4  # a dispersion found is a chance find too: half of them lie below the true one

# Thresholds of the cumulative rule by the total of the baseline and its weeks: 8% of stable series
# pass the low one within 26 weeks, 0.7% the high one. Written by `benchmarks.forecasts.thresholds`.
TOTALS = (3, 5, 10, 20, 40, 80, 160, 320)
LOW_THRESHOLDS = {
    10: (1.31, 1.60, 2.04, 2.61, 3.17, 3.69, 4.02, 4.17),
    20: (1.09, 1.36, 1.80, 2.28, 2.88, 3.41, 3.84, 4.14),
}
HIGH_THRESHOLDS = {
    10: (1.87, 2.29, 3.04, 3.88, 4.89, 5.84, 6.32, 6.28),
    20: (1.76, 2.14, 2.88, 3.73, 4.68, 5.58, 6.19, 6.64),
}


class CountLimits(Value):
    """The normal range of a weekly count; both limits are counts that are inside."""

    mean: float
    total: int  # of the baseline
    dispersion: float  # variance over mean that is allowed for; 1 for a Poisson count
    lower: int
    upper: int
    low_threshold: float  # of the cumulative evidence for less
    high_threshold: float  # of the cumulative evidence for more
    n: int
    is_provisional: bool = False


def count_limits(series: Sequence[int]) -> CountLimits | None:
    """Return the normal range of a weekly count, None below ten weeks.

    Args:
        series: one count a complete week since the last declared change, oldest first. The first
            20 are the baseline; until they are there, the limits are provisional.
    """
    if len(series) < PROVISIONAL_WEEKS:
        return None
    baseline = series[:BASELINE_WEEKS]
    n, total = len(baseline), sum(baseline)
    mean = (total + 0.5) / n  # half a count: twenty weeks without any do not prove that none comes
    found = _dispersion(baseline)
    dispersion = _beyond_chance(found, n)
    spread = max(found, dispersion) * (1 + 1 / n)  # the mean is not known better than by n weeks
    lower, upper = predictive_limits(mean, spread, tail=OUTSIDE_CHANCE)
    evidence = total / dispersion
    return CountLimits(
        mean=mean,
        total=total,
        dispersion=dispersion,
        lower=lower,
        upper=upper,
        low_threshold=_threshold(LOW_THRESHOLDS, evidence, n),
        high_threshold=_threshold(HIGH_THRESHOLDS, evidence, n),
        n=n,
        is_provisional=n < BASELINE_WEEKS,
    )


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


def count_signals(series: Sequence[int], limits: CountLimits) -> tuple[Point, ...]:
    """Return each count of a series with the rules it breaks.

    Args:
        series: counts after the baseline, oldest first: the cumulative sums begin with it.
        limits: of the baseline.
    """
    low = cumulative_evidence(series, limits, side="low")
    high = cumulative_evidence(series, limits, side="high")
    points = []
    for index, value in enumerate(series):
        sides: dict[Rule, Side | None] = {
            "outside": _outside(value, limits),
            "cumulative": _passed(low[index], high[index], limits),
        }
        broken = tuple(rule for rule, side in sides.items() if side)
        side = sides["cumulative"] or sides["outside"]
        points.append(Point(value=value, rules=broken, side=side))
    return tuple(points)


def cumulative_evidence(
    series: Sequence[int], limits: CountLimits, *, side: Side
) -> tuple[float, ...]:
    """Return after each week the evidence of the run of last weeks that has most, 0 or more."""
    if not series:
        return ()
    return tuple(np.maximum(_evidence_of_runs(series, limits, side=side), 0.0).max(axis=1).tolist())


def change_began(series: Sequence[int], limits: CountLimits, *, side: Side) -> int | None:
    """Return the position at which a change began that stands at the end; None: there is none."""
    if not series:
        return None
    runs = _evidence_of_runs(series, limits, side=side)[-1]
    threshold = limits.low_threshold if side == "low" else limits.high_threshold
    longest = int(np.argmax(runs))
    return len(series) - 1 - longest if runs[longest] >= threshold else None


def evidence_of_run(
    count: np.ndarray, weeks: np.ndarray, total: np.ndarray, baseline_weeks: int, *, ratio: float
) -> np.ndarray:
    """Return the logarithm of the likelihood ratio that the mean has changed by a ratio.

    Given both totals, a count is a binomial share of their sum, whatever the mean was.

    Args:
        count: total of some weeks after the baseline.
        weeks: how many.
        total: of the baseline.
        baseline_weeks: how many.
        ratio: of the changed mean to that of the baseline.
    """
    same = weeks / (baseline_weeks + weeks)
    changed = ratio * weeks / (baseline_weeks + ratio * weeks)
    gained, lost = np.log(changed / same), np.log((1 - changed) / (1 - same))
    return count * gained + (total + 0.5) * lost


def _evidence_of_runs(series: Sequence[int], limits: CountLimits, *, side: Side) -> np.ndarray:
    """Return the evidence of each run of weeks: a row by its last week, a column by its length."""
    ratio = DROP if side == "low" else 1 / DROP
    sums = np.concatenate([[0.0], np.cumsum(np.asarray(series, dtype=float))])
    end = np.arange(1, len(sums))[:, None]
    weeks = np.arange(1, len(sums))[None, :]
    counts = sums[end] - sums[np.maximum(end - weeks, 0)]
    found = evidence_of_run(counts, weeks, float(limits.total), limits.n, ratio=ratio)
    return np.where(weeks <= end, found / limits.dispersion, -np.inf)


def _outside(value: float, limits: CountLimits) -> Side | None:
    if value < limits.lower:
        return "low"
    return "high" if value > limits.upper else None


def _passed(low: float, high: float, limits: CountLimits) -> Side | None:
    if low >= limits.low_threshold:
        return "low"
    return "high" if high >= limits.high_threshold else None


def _dispersion(baseline: Sequence[int]) -> float:
    """Return the variance over the mean of the weeks of a baseline, 1 or more."""
    mean = sum(baseline) / len(baseline)
    if mean == 0:
        return 1.0
    squares = math.fsum((value - mean) ** 2 for value in baseline)
    return max(squares / mean / (len(baseline) - 1), 1.0)


def _beyond_chance(dispersion: float, n: int) -> float:
    """Return the dispersion to allow for, 1 where Poisson counts would show it by chance."""
    by_chance = CHANCE_DISPERSION * math.sqrt((BASELINE_WEEKS - 1) / (n - 1))
    return dispersion * CAUTION if dispersion > 1 + by_chance else 1.0


def _threshold(table: dict[int, tuple[float, ...]], total: float, n: int) -> float:
    short, full = (float(np.interp(total, TOTALS, table[weeks])) for weeks in sorted(table))
    least, most = sorted(table)
    part = (1 / least - 1 / n) / (1 / least - 1 / most)
    return short + (full - short) * part


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
