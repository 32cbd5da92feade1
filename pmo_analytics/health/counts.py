"""Signal or routine variation of weekly counts: exact limits, and a cumulative rule.

Few items are finished in a week, and the usual range rule (XmR) is too narrow for them: it calls
every second stable series a signal. The limits find a single odd week. The cumulative rule (a CUSUM
of likelihood ratios [page-1954]) finds a change that lasts: it weighs each run of last weeks
against the baseline, as counts of two periods of which neither mean is known
[przyborowski-wilenski-1940]. A change is over once the weeks since speak as clearly against it as
was asked for it. The baseline is fixed until a declared change: rolling limits drift for reasons
that have nothing to do with the process [wheeler-1993].
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from pmo_analytics.health.baseline import BASELINE_WEEKS, PROVISIONAL_WEEKS, Side
from pmo_analytics.health.count_limits import allowed_dispersion, normal_range, rests_on_one_week
from pmo_analytics.values import Value

DROP = 0.6  # of the mean: the change that the cumulative rule looks for, or its reciprocal
LONGEST_RUN = 104  # weeks; a change that stands for two years says no more

# Thresholds of the cumulative rule by the total of the baseline and its weeks: these shares of
# stable series pass them in half a year. Written by `benchmarks.forecasts.thresholds`.
LOW_SHARE, HIGH_SHARE = 0.08, 0.007
WATCHED_WEEKS = 26
TOTALS = (3, 5, 10, 20, 40, 80, 160, 320)
LOW_THRESHOLDS = {
    PROVISIONAL_WEEKS: (1.31, 1.60, 2.04, 2.61, 3.17, 3.69, 4.02, 4.17),
    BASELINE_WEEKS: (1.09, 1.36, 1.80, 2.28, 2.88, 3.41, 3.84, 4.14),
}
HIGH_THRESHOLDS = {
    PROVISIONAL_WEEKS: (1.87, 2.29, 3.04, 3.88, 4.89, 5.84, 6.32, 6.28),
    BASELINE_WEEKS: (1.76, 2.14, 2.88, 3.73, 4.68, 5.58, 6.19, 6.64),
}
# Weeks 11 to 20 are no baseline where a change in them is so much clearer than a signal: less than
# 1% of stable series lose them.
PLAIN = 1.5

Rule = Literal["outside", "cumulative"]


class CountLimits(Value):
    """The normal range of a weekly count; both limits are counts that are inside."""

    mean: float  # of the baseline
    total: int  # of the baseline
    dispersion: float  # variance over mean that is allowed for; 1 for a Poisson count
    lower: int
    upper: int
    low_threshold: float  # of the cumulative evidence for less
    high_threshold: float  # of the cumulative evidence for more
    n: int  # weeks of the baseline: the first of the series
    is_in_doubt: bool  # it rests on a single week

    @property
    def is_provisional(self) -> bool:
        """Tell whether the baseline is shorter than it should be."""
        return self.n < BASELINE_WEEKS

    def holds(self, count: int) -> bool:
        """Tell whether a week of so many lies inside the normal range."""
        return self.lower <= count <= self.upper


class CountPoint(Value):
    """A week of a series and the rules it breaks; none: routine."""

    value: int
    rules: tuple[Rule, ...] = ()
    side: Side | None = None
    weeks: int = 0  # that the change lasts which it signals, itself included

    @property
    def is_signal(self) -> bool:
        """Tell whether the week is more than routine variation."""
        return bool(self.rules)


def count_limits(series: Sequence[int]) -> CountLimits | None:
    """Return the normal range of a weekly count, None below ten weeks.

    Args:
        series: one count a complete week since the last declared change, oldest first. The first 20
            are the baseline. Until they are there it is the first ten, and provisional; it stays so
            where the next ten are plainly different.
    """
    if len(series) < PROVISIONAL_WEEKS:
        return None
    first = _limits(series[:PROVISIONAL_WEEKS])
    if len(series) < BASELINE_WEEKS:
        return first
    if _is_plainly_changed(series[PROVISIONAL_WEEKS:BASELINE_WEEKS], first):
        return first
    return _limits(series[:BASELINE_WEEKS])


def _limits(baseline: Sequence[int]) -> CountLimits:
    n, total = len(baseline), sum(baseline)
    lower, upper = normal_range(baseline)
    dispersion = allowed_dispersion(baseline)
    return CountLimits(
        mean=total / n,
        total=total,
        dispersion=dispersion,
        lower=lower,
        upper=upper,
        low_threshold=float(np.interp(total / dispersion, TOTALS, LOW_THRESHOLDS[n])),
        high_threshold=float(np.interp(total / dispersion, TOTALS, HIGH_THRESHOLDS[n])),
        n=n,
        is_in_doubt=rests_on_one_week(baseline),
    )


def _is_plainly_changed(series: Sequence[int], limits: CountLimits) -> bool:
    sides: tuple[Side, ...] = ("low", "high")
    return any(
        _standing_runs(series, limits, side=side)[-1].max() >= PLAIN * _threshold(limits, side)
        for side in sides
    )


def count_signals(series: Sequence[int], limits: CountLimits) -> tuple[CountPoint, ...]:
    """Return each count of a series with the rules it breaks.

    Args:
        series: counts after the baseline, oldest first: the cumulative sums begin with it.
        limits: of the baseline.
    """
    if not series:
        return ()
    low, high = (_changes(series, limits, side=side) for side in ("low", "high"))
    return tuple(
        _point(value, limits, low=low_weeks, high=high_weeks)
        for value, low_weeks, high_weeks in zip(series, low, high, strict=True)
    )


def _point(value: int, limits: CountLimits, *, low: int, high: int) -> CountPoint:
    """Make a point from the weeks that a change to either side lasts, 0 where there is none."""
    is_outside = not limits.holds(value)
    if low or high:
        # The later change is what holds now.
        side: Side = "low" if low and (not high or low < high) else "high"
        rules: tuple[Rule, ...] = ("outside", "cumulative") if is_outside else ("cumulative",)
        return CountPoint(value=value, rules=rules, side=side, weeks=low if side == "low" else high)
    if is_outside:
        side = "low" if value < limits.lower else "high"
        return CountPoint(value=value, rules=("outside",), side=side, weeks=1)
    return CountPoint(value=value)


def _changes(series: Sequence[int], limits: CountLimits, *, side: Side) -> list[int]:
    """Return after each week since how many weeks a change stands, 0 where none does."""
    runs = _standing_runs(series, limits, side=side)
    is_standing = runs.max(axis=1) >= _threshold(limits, side)
    return np.where(is_standing, runs.argmax(axis=1) + 1, 0).tolist()


def _standing_runs(series: Sequence[int], limits: CountLimits, *, side: Side) -> np.ndarray:
    """Return the evidence of each run of weeks: a row by its last week, a column by its length.

    A run that has lost as much evidence since its best week as a signal needs is over; it has none.
    """
    runs = _evidence_of_runs(series, limits, ratio=DROP if side == "low" else 1 / DROP)
    best = np.maximum.accumulate(runs, axis=1)
    standing = np.where(runs > best - _threshold(limits, side), runs, -np.inf)
    last, before = np.ogrid[: runs.shape[0], : runs.shape[1]]
    return np.where(last >= before, standing[last - before, before], -np.inf)


def _evidence_of_runs(series: Sequence[int], limits: CountLimits, *, ratio: float) -> np.ndarray:
    """Return the evidence of each run of weeks: a row by its first week, a column by its length."""
    sums = np.concatenate([[0.0], np.cumsum(np.asarray(series, dtype=float))])
    first, weeks = np.ogrid[: len(series), 1 : min(len(series), LONGEST_RUN) + 1]
    last = np.minimum(first + weeks, len(series))
    found = evidence_of_run(sums[last] - sums[first], weeks, limits.total, limits.n, ratio=ratio)
    return np.where(first + weeks <= len(series), found / limits.dispersion, -np.inf)


def _threshold(limits: CountLimits, side: Side) -> float:
    return limits.low_threshold if side == "low" else limits.high_threshold


def evidence_of_run(
    count: np.ndarray,
    weeks: np.ndarray | int,
    total: np.ndarray | int,
    baseline_weeks: int,
    *,
    ratio: float,
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
