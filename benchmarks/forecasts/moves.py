"""How chances of a date move from week to week, and the colours they give.

The chance of a date is a martingale where it is honest: its squared moves, the last step to kept or
missed included, sum in the mean to p(1 - p) of the first chance. More is noise, less is inertia.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from benchmarks.forecasts.coverage import portfolio_promises, teams_of, waits_of
from benchmarks.forecasts.world import Truth, weekday_date
from pmo_analytics.forecasts.forecast import forecast_portfolio
from pmo_analytics.forecasts.models import Model


@dataclass(frozen=True, eq=False)
class Path:
    """The chances of the committed date of a project, week by week, and whether it was kept."""

    kind: str
    name: str
    chances: np.ndarray
    is_kept: bool

    @property
    def squared_moves(self) -> float:
        """Return the sum of squared moves, the last to kept or missed included."""
        steps = np.diff(np.append(self.chances, float(self.is_kept)))
        return float((steps**2).sum())


def committed_date(truth: Truth, slack: float) -> date:
    """Return the day by which a project was to end: its plan and some slack."""
    plan = truth.plan
    days = plan.planned_days * (1 + slack)
    return weekday_date(plan.starts + int(np.ceil(days)))


def paths(truths: Sequence[Truth], model: Model, *, slack: float) -> list[Path]:
    """Return the paths of all projects whose date was forecast at least twice."""
    promises = portfolio_promises(truths, model)
    chances: dict[str, list[float]] = {truth.plan.name: [] for truth in truths}
    dates = {truth.plan.name: committed_date(truth, slack) for truth in truths}
    first = min(truth.plan.starts for truth in truths)
    last = max(truth.history.last_day for truth in truths)
    friday = weekday_date(first // 5 * 5 + 4)
    while friday < last:
        running = [truth for truth in truths if truth.history.last_day > friday]
        known = [truth.history.until(friday) for truth in running]
        found = forecast_portfolio(
            [history for history in known if len(history)],
            model,
            promises=promises,
            waits=waits_of(truths),
            teams=teams_of(truths),
        )
        for name, forecast in found.by_scope.items():
            if friday < dates[name] and (chance := forecast.chance_of(dates[name])) is not None:
                chances[name].append(chance)
        friday += timedelta(weeks=1)
    return [
        Path(
            kind=truth.plan.kind,
            name=truth.plan.name,
            chances=np.array(chances[truth.plan.name]),
            is_kept=truth.ended is not None and truth.ended <= dates[truth.plan.name],
        )
        for truth in truths
        if len(chances[truth.plan.name]) > 1
    ]


def martingale_ratio(found: Sequence[Path]) -> tuple[float, float]:
    """Return the squared moves over what an honest first chance allows, and the Brier score."""
    first = np.array([path.chances[0] for path in found])
    moves = np.array([path.squared_moves for path in found])
    gaps = np.concatenate([path.chances - path.is_kept for path in found])
    return float(moves.mean() / (first * (1 - first)).mean()), float((gaps**2).mean())
