"""How fast a scope finishes work, and how well the past knows it.

The pace of a week at full exposure is Gamma distributed. Days count less the longer ago they are,
at the speed at which a pace that drifts is forgotten by the filter of Kalman: a team of many
finishes a week shows a change sooner than one of few, so its past fades faster.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.releases import days_since_release, release_rhythm

DRIFT = 0.04  # standard deviation of the weekly step of the logarithm of the pace; experiment
PRIOR_WEEKS = 1.0  # of the pool's pace: it only speaks where nothing was finished; experiment
OLD_REGIME_WEIGHT = 0.1  # of days before a declared change of pace; forecasts experiment
FOUND_REGIME_WEIGHT = 0.3  # of days before one that only a signal shows; benchmark
LEAST_FORGETTING, MOST_FORGETTING = 0.02, 0.35  # shares of the past that a week takes away
DISPERSION_PRIOR, DISPERSION_PRIOR_WEEKS = 2.5, 16.0  # while weeks are few; benchmark
MONTH, MONTH_WEIGHT = 4, 8.0  # weeks, and the weight of a step from month to month; benchmark
MONTH_DRIFT = 5.3  # by which a drift of 1 a week raises the dispersion of months, over the pace
DRIFT_PRIOR_MONTHS = 60.0  # only long histories know their drift
MOST_DRIFT = 0.2
LEAST_DISPERSION, MOST_DISPERSION = 0.5, 12.0


@dataclass(frozen=True)
class Pace:
    """The weekly pace: Gamma with this shape and rate; its mean is their ratio.

    `dispersion` is the variance of the finishes of a week over their mean, 1 for a Poisson count.
    """

    shape: float
    rate: float
    dispersion: float
    drift: float = DRIFT

    @property
    def mean(self) -> float:
        """Return the work finished in a week of full exposure."""
        return self.shape / self.rate


def exposure(history: WorkHistory) -> np.ndarray:
    """Return the share of each working day on which the team had work enough.

    It is at most the unblocked open work of the evening before over the usual work in progress: a
    day with nothing to do says nothing about pace, nor does one before the first finish, or since
    the last release.
    """
    share = np.ones(len(history))
    usual = history.usual_wip
    if usual:
        ready = history.open_items - (history.blocked if len(history.blocked) else 0.0)
        ready_before = np.concatenate([ready[:1], ready[:-1]])
        # what was finished on the day was ready, whatever the evening before says
        share = np.minimum(np.maximum(ready_before, history.finished) / usual, 1.0)
    if len(history.capacity) and history.capacity[-1] > 0:
        share = share * history.capacity / history.capacity[-1]
    if history.first_finish is not None:
        share[: history.first_finish + 1] = 0.0  # an item takes its time: the count begins with it
    if release_rhythm(history):
        share[len(history) - days_since_release(history) :] = 0.0  # waits for the next release
    return share


def estimate_pace(
    history: WorkHistory,
    *,
    forgets: bool = True,
    regimes: bool = True,
    found_change: date | None = None,
    prior_pace: float | None = None,
) -> Pace:
    """Return what the finishes say about the weekly pace.

    Args:
        history: one or more finishes.
        forgets: days count less the longer ago they are.
        regimes: days before the last declared change of pace count a tenth.
        found_change: day since which a signal shows another pace; days before it count 30%.
        prior_pace: weekly pace of the pool; without one, the scope's own.
    """
    days = history.calendar.days_a_week
    exposed = exposure(history) / days
    finished = np.where(exposed > 0, history.finished, 0.0)
    overall = finished.sum() / max(exposed.sum(), 1.0 / days)
    dispersion, drift = weekly_noise(history, exposed, overall)
    kept = 1.0 - forgetting(overall, dispersion, drift) if forgets else 1.0
    weights = kept ** (np.arange(len(history))[::-1] / days)
    prior_weeks = PRIOR_WEEKS
    if prior_pace is None:  # its own past is forgotten like any of it
        prior_weeks *= kept ** ((len(history) - (history.first_finish or 0)) / days)
    if regimes and history.pace_changes:
        weights[: history.position_of(history.pace_changes[-1])] *= OLD_REGIME_WEIGHT
    if found_change:
        weights[: history.position_of(found_change)] *= FOUND_REGIME_WEIGHT
    prior = overall if prior_pace is None else prior_pace
    return Pace(
        shape=(prior_weeks * prior + float((weights * finished).sum())) / dispersion,
        rate=(prior_weeks + float((weights * exposed).sum())) / dispersion,
        dispersion=dispersion,
        drift=drift,
    )


def forgetting(weekly_pace: float, dispersion: float, drift: float = DRIFT) -> float:
    """Return the share of the past that a week takes away, from how well a week shows the pace."""
    noise = math.sqrt(dispersion / max(weekly_pace, 1e-9))  # of a week's count, as a share of it
    return min(max(drift / noise, LEAST_FORGETTING), MOST_FORGETTING)


def weekly_noise(
    history: WorkHistory, exposed: np.ndarray, weekly_pace: float
) -> tuple[float, float]:
    """Return the variance of finishes over their mean, and the drift of the pace.

    Steps between neighbouring periods, not distances from a mean: a change of pace is no
    dispersion. What steps from month to month show beyond those from week to week is drift. Where
    work ends in releases, the periods are those between them.
    """
    rhythm = release_rhythm(history)
    block = rhythm or history.calendar.days_a_week
    end = len(history) - (days_since_release(history) if rhythm else 0)
    weekly, weeks = _steps(history.finished[:end], exposed[:end], block)
    monthly, months = _steps(history.finished[:end], exposed[:end], MONTH * block)
    seen = DISPERSION_PRIOR * DISPERSION_PRIOR_WEEKS + weekly + MONTH_WEIGHT * monthly
    found = seen / (DISPERSION_PRIOR_WEEKS + weeks + MONTH_WEIGHT * months)
    dispersion = min(max(found, LEAST_DISPERSION), MOST_DISPERSION)
    beyond = (monthly / months - weekly / weeks) if months and weeks else 0.0
    periods = block / history.calendar.days_a_week
    found_drift = max(beyond, 0.0) / (MONTH_DRIFT * max(weekly_pace, 0.1) * periods)
    share = months / (months + DRIFT_PRIOR_MONTHS)
    drift = math.sqrt((1 - share) * DRIFT**2 + share * found_drift)
    return dispersion, min(max(drift, DRIFT), MOST_DRIFT)


def _steps(finished: np.ndarray, exposed: np.ndarray, block: int) -> tuple[float, int]:
    """Return the sum of squared steps between blocks over their mean, and how many there are."""
    finished, exposed = weekly_sums(finished, block), weekly_sums(exposed, block)
    both = exposed[1:] + exposed[:-1]
    pace = np.divide(finished[1:] + finished[:-1], both, out=np.zeros(len(both)), where=both > 0)
    expected = pace * both
    steps = finished[1:] - finished[:-1] - pace * (exposed[1:] - exposed[:-1])
    known = expected > 0
    # given their total, the step between two equal Poisson weeks has the total as its variance
    return float((steps[known] ** 2 / expected[known]).sum()), int(known.sum())


def weekly_sums(by_day: np.ndarray, days_a_week: int) -> np.ndarray:
    """Return the sums of whole weeks counted back from the end, oldest first."""
    weeks = len(by_day) // days_a_week
    return by_day[len(by_day) - weeks * days_a_week :].reshape(weeks, days_a_week).sum(axis=1)
