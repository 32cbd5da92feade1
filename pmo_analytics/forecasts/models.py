"""The models that a back-test chooses from: each turns a history into futures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import numpy as np

from pmo_analytics.forecasts.draws import SEED, standard_normals
from pmo_analytics.forecasts.growth import PRIOR_RATIO, estimate_growth
from pmo_analytics.forecasts.history import USUAL_WIP_DAYS, WorkHistory
from pmo_analytics.forecasts.net_flow import ROWS, NetFlow
from pmo_analytics.forecasts.pace import estimate_pace
from pmo_analytics.forecasts.releases import days_since_release, release_rhythm


class Futures(Protocol):
    """What a model says: working days (or items) of each draw; infinite where it never ends."""

    @property
    def open_today(self) -> np.ndarray: ...
    @property
    def with_growth(self) -> np.ndarray: ...
    def finishing(self, items: float) -> np.ndarray: ...
    def finishing_last(self, items: float) -> np.ndarray: ...
    def finished_within(self, working_days: float) -> np.ndarray: ...


@dataclass(frozen=True)
class Pool:
    """What the projects of a portfolio have in common at one day; it speaks for young ones."""

    weekly_pace: float | None = None
    arrivals_per_finish: float = PRIOR_RATIO


class Model(Protocol):
    """A way to look ahead."""

    @property
    def name(self) -> str: ...
    def futures(self, history: WorkHistory, *, pool: Pool, seed: int = SEED) -> Futures: ...


ChangeFinder = Callable[[WorkHistory], date | None]


@dataclass(frozen=True)
class FlowModel:
    """Net flow with uncertain rates, and what it makes of the past.

    Attributes:
        name: as the page prints it.
        forgets: older days count less.
        regimes: days before a declared change of pace count a tenth, before a found one 30%.
        pools: the portfolio speaks where the scope is young.
        find_change: the day of a change of pace that nobody declared, found in the finishes.
    """

    name: str
    forgets: bool = False
    regimes: bool = False
    pools: bool = False
    find_change: ChangeFinder | None = None

    def futures(self, history: WorkHistory, *, pool: Pool, seed: int = SEED) -> NetFlow:
        """Return the futures of a history with one or more finishes."""
        known = pool if self.pools else Pool()
        found = self.find_change(history) if self.find_change else None
        size = history.mean_size
        pace = estimate_pace(
            _in_items(history),
            forgets=self.forgets,
            regimes=self.regimes,
            found_change=found,
            prior_pace=known.weekly_pace,
        )
        return NetFlow(
            pace=pace,
            growth=estimate_growth(history, prior_ratio=known.arrivals_per_finish),
            open_work=history.open_now / size,
            usual_wip=(history.usual_wip or assumed_wip(history)) / size,
            days_a_week=history.calendar.days_a_week,
            normals=standard_normals(history.scope_id, rows=ROWS, seed=seed),
            release_days=release_rhythm(history),
            since_release=days_since_release(history),
            changed_since=found or self._declared_change(history),
        )

    def _declared_change(self, history: WorkHistory) -> date | None:
        return history.pace_changes[-1] if self.regimes and history.pace_changes else None


def pool_of(histories: Iterable[WorkHistory]) -> Pool:
    """Return what the projects of a portfolio have in common, at the end of their histories."""
    known = [history for history in histories if history.first_finish is not None]
    if not known:
        return Pool()
    paces = [estimate_pace(_in_items(history)) for history in known]
    growths = [estimate_growth(history) for history in known]
    return Pool(
        weekly_pace=float(np.median([pace.mean for pace in paces])),
        arrivals_per_finish=float(np.mean([growth.mean for growth in growths])),
    )


def assumed_wip(history: WorkHistory) -> float:
    """Return the work in progress to expect where no starts are known.

    Independent people finish at random: the variance of a day's count is its mean, and about a
    week's work is in progress. The more even the days, the fewer items are worked on at once.
    """
    recent = history.finished[history.first_finish or 0 :][-USUAL_WIP_DAYS:]
    mean = float(recent.mean()) if len(recent) else 0.0
    if mean == 0:
        return 0.0
    unevenness = float(((recent - mean) ** 2).mean()) / mean / history.mean_size
    return mean * history.calendar.days_a_week * min(unevenness, 1.0)


NET_FLOW = FlowModel("net flow")
RECENCY_WEIGHTED = FlowModel("recency-weighted", forgets=True)
REGIME_AWARE = FlowModel("regime-aware", forgets=True, regimes=True)
POOLED = FlowModel("pooled", forgets=True, regimes=True, pools=True)


def _in_items(history: WorkHistory) -> WorkHistory:
    """Return a history of points as one of items of the mean size."""
    size = history.mean_size
    if size == 1.0:
        return history
    names = ("finished", "arrived", "open_items", "in_progress", "blocked")
    return replace(history, **{name: getattr(history, name) / size for name in names})
