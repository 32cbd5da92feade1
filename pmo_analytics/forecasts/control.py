"""The control: the weekly bootstrap of finishes, as draws, for the back-test to beat.

Future weeks repeat past ones at random [magennis-2011]. It knows no arrivals, no closing tail and
no doubt about its twelve weeks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmo_analytics.forecasts.draws import SEED, standard_normals
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.models import Pool
from pmo_analytics.forecasts.pace import weekly_sums
from pmo_analytics.forecasts.throughput import (
    HISTORY_WEEKS,
    finish_distribution,
    total_distribution,
)


@dataclass(frozen=True, eq=False)
class WeeklyBootstrap:
    """Futures in which every week repeats one of the last twelve.

    Attributes:
        weekly_finished: items of each week, oldest first.
        open_items: items that are open.
        days_a_week: working days of a week.
        ranks: of each draw among all, from 0 to 1.
    """

    weekly_finished: tuple[int, ...]
    open_items: int
    days_a_week: int
    ranks: np.ndarray

    @property
    def open_today(self) -> np.ndarray:
        """Return when what is open is finished."""
        return self.finishing(self.open_items)

    @property
    def with_growth(self) -> np.ndarray:
        """Return the same: the control expects no growth."""
        return self.open_today

    def finishing(self, items: float) -> np.ndarray:
        """Return when so many more items are finished."""
        chances = finish_distribution(self.weekly_finished, open_items=max(int(items), 1))
        weeks = np.searchsorted(chances, self.ranks) + 1.0
        return np.where(weeks <= len(chances), weeks * self.days_a_week, np.inf)

    def finishing_last(self, items: float) -> np.ndarray:
        """Return how long the last items take: as long as any."""
        return self.finishing(items)

    def finished_within(self, working_days: float) -> np.ndarray:
        """Return how many items each draw finishes in the whole weeks of some working days."""
        weeks = int(working_days // self.days_a_week)
        chances = np.cumsum(total_distribution(self.weekly_finished, weeks=weeks))
        return np.searchsorted(chances, self.ranks).astype(float)


@dataclass(frozen=True)
class Control:
    """The model of the weekly bootstrap."""

    name: str = "control"

    def futures(self, history: WorkHistory, *, pool: Pool, seed: int = SEED) -> WeeklyBootstrap:  # noqa: ARG002
        """Return the futures of a history."""
        weekly = weekly_sums(history.finished, history.calendar.days_a_week)[-HISTORY_WEEKS:]
        (normals,) = standard_normals(history.scope_id, rows=1, seed=seed)
        order = np.argsort(np.argsort(normals, kind="stable"), kind="stable")
        return WeeklyBootstrap(
            weekly_finished=tuple(int(count) for count in weekly) or (0,),
            open_items=int(np.ceil(history.open_now)),
            days_a_week=history.calendar.days_a_week,
            ranks=(order + 0.5) / len(order),
        )
