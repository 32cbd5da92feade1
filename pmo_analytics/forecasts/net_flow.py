"""The futures of a scope by its net flow: work is finished, and work arrives while it is.

All is done when the finishes outrun what is open, what arrives meanwhile and the closing tail: when
fewer items are left than people work on, the pace falls with them. In the time that passes with the
pace, each of these has a closed form (the first passage of a Poisson process is Gamma), so that a
future costs a handful of quantiles instead of a walk through its weeks; only the drift of the pace
is walked, on a grid that widens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from pmo_analytics.forecasts.draws import gamma_quantile
from pmo_analytics.forecasts.growth import Growth
from pmo_analytics.forecasts.pace import Pace
from pmo_analytics.forecasts.throughput import HORIZON_WEEKS

GRID = np.unique(np.round(np.geomspace(1, HORIZON_WEEKS + 1, 24)) - 1)  # weeks from now
STEPS = np.diff(GRID)
RATE, RATIO, PASSAGE, TAIL, WALK = range(5)  # rows of the normals; the walk has one a step
ROWS = WALK + len(STEPS)
NEVER = np.inf


@dataclass(frozen=True, eq=False)
class NetFlow:
    """The futures of a scope; every method returns working days of each draw, rounded up.

    Attributes:
        pace: of a week of full exposure, in items.
        growth: arrivals per finish.
        open_work: items that are open.
        usual_wip: items usually in progress; the closing tail begins below.
        days_a_week: working days of a week.
        normals: rows of standard normal draws of the scope.
        release_days: working days from one release to the next; 0: work ends any day.
        since_release: working days since the last release.
        factor: of the pace from now on, 1 as until now.
        changed_since: day of the last change of pace, declared or found; days before it count less.
    """

    pace: Pace
    growth: Growth
    open_work: float
    usual_wip: float
    days_a_week: int
    normals: np.ndarray
    release_days: int = 0
    since_release: int = 0
    factor: float = 1.0
    changed_since: date | None = None

    @cached_property
    def open_today(self) -> np.ndarray:
        """Return when what is open today is finished, if nothing is added."""
        return self._whole_days(self._passage(self._open_and_tail, ratio=0.0))

    @cached_property
    def with_growth(self) -> np.ndarray:
        """Return when all is finished, with growth as until now."""
        return self._whole_days(self._passage(self._open_and_tail, ratio=self._ratio))

    def finishing(self, items: float) -> np.ndarray:
        """Return when so many more items are finished, whichever they are."""
        return self._whole_days(self._passage(items, ratio=0.0))

    def finishing_last(self, items: float) -> np.ndarray:
        """Return how long the last items take once they can be worked on, their tail included."""
        tail = closing_tail(items, self.usual_wip, self.normals[TAIL])
        return self._whole_days(self._passage(items + tail, ratio=0.0))

    def finished_within(self, working_days: float) -> np.ndarray:
        """Return how many items each draw finishes in some working days, if there are enough."""
        pace_time = self._pace_time_at(working_days / self.days_a_week)
        return _counts(pace_time, self.normals[PASSAGE], self.pace.dispersion)

    def changed(
        self, *, items: float = 0.0, pace_factor: float = 1.0, wip_limit: float | None = None
    ) -> NetFlow:
        """Return the futures after a change, in the same draws.

        Args:
            items: open items that come in, or go out where negative; one stays at least.
            pace_factor: of the pace from now on, as people are added or taken away.
            wip_limit: items worked on at once; fewer shorten the closing tail.
        """
        wip = self.usual_wip if wip_limit is None else min(self.usual_wip, wip_limit)
        return replace(
            self,
            open_work=max(self.open_work + items, 1.0),
            usual_wip=wip,
            factor=self.factor * pace_factor,
        )

    @cached_property
    def _ratio(self) -> np.ndarray:
        return gamma_quantile(self.growth.shape, self.normals[RATIO]) / self.growth.rate

    @cached_property
    def _open_and_tail(self) -> np.ndarray:
        return self.open_work + closing_tail(self.open_work, self.usual_wip, self.normals[TAIL])

    @cached_property
    def _pace_time(self) -> np.ndarray:
        """Return the finishes to expect by the end of each step, a row a step, in each draw."""
        pace = self.factor * gamma_quantile(self.pace.shape, self.normals[RATE]) / self.pace.rate
        walked = np.cumsum(
            self.normals[WALK:] * (self.pace.drift * np.sqrt(STEPS))[:, None], axis=0
        )
        return pace * np.cumsum(np.exp(walked) * STEPS[:, None], axis=0)

    def _pace_time_at(self, weeks: float) -> np.ndarray:
        step = min(int(np.searchsorted(GRID, weeks, side="right")), len(STEPS)) - 1
        before = self._pace_time[step - 1] if step else 0.0
        within = (weeks - GRID[step]) / STEPS[step]
        return before + (self._pace_time[step] - before) * within

    def _passage(self, work: np.ndarray | float, *, ratio: np.ndarray | float) -> np.ndarray:
        """Return the weeks until finishes less arrivals reach the work, in each draw."""
        net = np.maximum(1.0 - np.asarray(ratio), 1e-9)
        noise = self.pace.dispersion + ratio * self.growth.dispersion
        expected = gamma_quantile(work * net / noise, self.normals[PASSAGE]) * noise / net**2
        return np.where(np.asarray(ratio) >= 1.0, NEVER, self._weeks_of(expected))

    def _weeks_of(self, pace_time: np.ndarray) -> np.ndarray:
        """Return the weeks in which each draw comes to so many expected finishes."""
        passed = (self._pace_time < pace_time).sum(axis=0)
        step = np.minimum(passed, len(STEPS) - 1)
        draw = np.arange(len(pace_time))
        before = np.where(step > 0, self._pace_time[step - 1, draw], 0.0)
        gained = np.maximum(self._pace_time[step, draw] - before, 1e-300)
        weeks = GRID[step] + STEPS[step] * (pace_time - before) / gained
        return np.where(passed < len(STEPS), weeks, NEVER)

    def _whole_days(self, weeks: np.ndarray) -> np.ndarray:
        # the last bit of an exponential differs between processors: it must not cost a day
        days = np.ceil(np.round(weeks * self.days_a_week, 6))
        if self.release_days:
            # what was worked since the last release is not seen yet: the days count from there
            releases = np.ceil(np.maximum(days, self.since_release + 1) / self.release_days)
            days = releases * self.release_days - self.since_release
        return np.maximum(days, 1.0)


def closing_tail(open_work: float, usual_wip: float, normal: np.ndarray) -> np.ndarray:
    """Return the finishes that the closing tail costs, of each draw.

    With j items left of the W that are usually worked on at once, each takes W/j of the time it
    takes at full pace. The sum of these exponential times is drawn as one Gamma of their moments.
    """
    left = np.arange(1, int(min(open_work, usual_wip)) + 1)
    extra = usual_wip / left - 1.0 if len(left) else np.zeros(1)
    mean, variance = float(extra.sum()), float((extra**2).sum())
    if mean <= 0:
        return np.zeros(len(normal))
    return gamma_quantile(mean**2 / variance, normal) * variance / mean


def _counts(pace_time: np.ndarray, normal: np.ndarray, dispersion: float) -> np.ndarray:
    """Return the items finished in some pace time: the last one whose passage is within it."""
    low = np.zeros(len(pace_time))
    high = np.full(len(pace_time), float(pace_time.max() * 3 + 30 * dispersion + 10))
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        is_reached = gamma_quantile(middle / dispersion, normal) * dispersion <= pace_time
        low, high = np.where(is_reached, middle, low), np.where(is_reached, high, middle)
    return low
