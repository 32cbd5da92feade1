"""The time that items take: whether it has changed for good, since when, and what that is made of.

The change is where one cut of the series leaves the least squared errors. It counts where the cut
explains far more than chance would, and where the items since then keep on saying so by a CUSUM
[page-1954]. Times are skewed, so both look at logarithms; what is told are means of days, which
alone add up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean, stdev
from typing import NamedTuple

import numpy as np

ALLOWANCE = 0.5  # standard deviations of the CUSUM that are no evidence [montgomery-2013]
ALARM = 4.0  # standard deviations of evidence that are an alarm [montgomery-2013]
LEAST_ITEMS = 8  # on either side of a cut
# Squared errors that a cut takes away, over those left by item: one stable series in twenty has it.
LEAST_EVIDENCE = 9.0

Groups = Mapping[str, Sequence[float]]


class Cut(NamedTuple):
    """The best cut of a series in two.

    `place` is that of the first value after it; `whole_error` and `cut_error` are the sums of the
    squared errors without it and with it.
    """

    place: int
    before_mean: float
    after_mean: float
    whole_error: float
    cut_error: float


def best_cut(series: Sequence[float], *, least: int = 1) -> Cut:
    """Return where one change of the mean explains a series best.

    Args:
        series: at least twice `least` values, in order.
        least: values on either side.
    """
    values = np.asarray(series, dtype=float)
    places = np.arange(least, len(values) - least + 1)
    sums = np.cumsum(values)
    before = sums[places - 1] / places
    after = (sums[-1] - sums[places - 1]) / (len(values) - places)
    taken = places * (len(values) - places) / len(values) * (before - after) ** 2
    at = int(taken.argmax())
    whole = float(((values - values.mean()) ** 2).sum())
    return Cut(
        int(places[at]), float(before[at]), float(after[at]), whole, whole - float(taken[at])
    )


def cumulative_sums(
    series: Sequence[float], *, mean: float, deviation: float
) -> tuple[list[float], list[float]]:
    """Return the evidence for more and for less after each value, in units of the series.

    The tabular CUSUM: what a value lies beyond the allowance adds up and never falls below zero.
    """
    upper, lower = [0.0], [0.0]
    for value in series:
        upper.append(max(0.0, upper[-1] + value - mean - ALLOWANCE * deviation))
        lower.append(max(0.0, lower[-1] + mean - value - ALLOWANCE * deviation))
    return upper[1:], lower[1:]


def lasting_change(days: Sequence[float]) -> int | None:
    """Return the place of the first item after which items take longer or less long, None for none.

    Args:
        days: from start to finish, of items in the order in which they were finished.
    """
    if len(days) < 2 * LEAST_ITEMS:
        return None
    logs = [math.log1p(max(each, 0.0)) for each in days]
    cut = best_cut(logs, least=LEAST_ITEMS)
    evidence = cut.whole_error - cut.cut_error
    if evidence <= LEAST_EVIDENCE * cut.cut_error / (len(logs) - 2):
        return None
    return cut.place if _stands(logs, cut) else None


def _stands(logs: Sequence[float], cut: Cut) -> bool:
    before, after = logs[: cut.place], logs[cut.place :]
    deviation = stdev(before)
    longer, shorter = cumulative_sums(after, mean=cut.before_mean, deviation=deviation)
    sums = longer if cut.after_mean > cut.before_mean else shorter
    return sums[-1] > ALARM * deviation


def mix_and_rate(before: Groups, after: Groups) -> dict[str, tuple[float, float]]:
    """Split a change of a mean by group: what another mix does, and what each group does itself.

    The midpoint split, which does not depend on an order; all parts add up to the change. A group
    that is new or gone has no change of its own.

    Returns:
        by group the days of mix, against the mean of all, and of rate.
    """
    totals = [sum(map(len, groups.values())) for groups in (before, after)]
    middle = fmean(
        fmean(value for values in groups.values() for value in values) for groups in (before, after)
    )
    parts = {}
    for group in sorted({*before, *after}):
        values = [groups.get(group, ()) for groups in (before, after)]
        first, last = (len(found) / total for found, total in zip(values, totals, strict=True))
        old, new = (fmean(found or other) for found, other in (values, values[::-1]))
        parts[group] = (
            (last - first) * ((old + new) / 2 - middle),
            (first + last) / 2 * (new - old),
        )
    return parts


def by_part(
    before: Sequence[Mapping[str, float]], after: Sequence[Mapping[str, float]]
) -> dict[str, float]:
    """Split a change of a mean by the parts of which each whole is the sum, a missing one zero."""
    names = sorted({name for whole in (*before, *after) for name in whole})
    return {name: _mean_of(after, name) - _mean_of(before, name) for name in names}


def _mean_of(wholes: Sequence[Mapping[str, float]], name: str) -> float:
    return fmean(whole.get(name, 0.0) for whole in wholes)
