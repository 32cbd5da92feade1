"""How chances of a date move from week to week, and the colours they give.

The chance of a date is a martingale where it is honest: its squared moves, the last step to kept or
missed included, sum in the mean to p(1 - p) of the first chance. More is noise, less is inertia.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from benchmarks.forecasts.coverage import teams_of, waits_of
from benchmarks.forecasts.world import Truth, weekday_date
from pmo_analytics.forecasts.forecast import forecast_portfolio
from pmo_analytics.forecasts.models import Model
from pmo_analytics.forecasts.record import Promises
from pmo_analytics.health.dimensions import DIMENSIONS
from pmo_analytics.health.rag import replay, spared_red
from pmo_analytics.values import Rag


@dataclass(frozen=True, eq=False)
class Path:
    """The chances of the committed date of a project, week by week, and whether it was kept."""

    kind: str
    name: str
    chances: np.ndarray
    is_kept: bool
    is_young: np.ndarray  # of each chance: too early to be red

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


def date_by_duration(truth: Truth, factor: float) -> date:
    """Return the day that lies so many times as far from the start as the end will."""
    start = weekday_date(truth.plan.starts)
    return start + timedelta(days=round((truth.ended - start).days * factor))


def paths(
    truths: Sequence[Truth], model: Model, *, dates: Mapping[str, date], promises: Promises
) -> list[Path]:
    """Return the paths of all projects whose date was forecast at least twice, week by week."""
    chances: dict[str, list[float]] = {truth.plan.name: [] for truth in truths}
    young: dict[str, list[bool]] = {truth.plan.name: [] for truth in truths}
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
            chance = forecast.chance_of(dates[name])
            if friday < dates[name] and chance is not None and forecast.doubt is None:
                chances[name].append(chance)
                young[name].append(forecast.is_young)
        friday += timedelta(weeks=1)
    return [
        Path(
            kind=truth.plan.kind,
            name=truth.plan.name,
            chances=np.array(chances[truth.plan.name]),
            is_kept=truth.ended is not None and truth.ended <= dates[truth.plan.name],
            is_young=np.array(young[truth.plan.name]),
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


@dataclass(frozen=True)
class Colours:
    """What the colours of dates with slack, and of dates that were missed, were worth."""

    red_share: float  # of projects in time, red at some week
    most_changes: int  # of colour, of a project in time
    warned_share: float  # of projects that ended late, amber or red by half-time


def colours(in_time: Sequence[Path], late: Sequence[Path]) -> Colours:
    """Return how often colours cried wolf, and how often they warned, as the pages give them.

    Args:
        in_time: of projects that end with a fifth of their time to spare.
        late: of projects that take a quarter longer than they may.
    """
    calm = [_replayed(path) for path in in_time]
    halves = [_replayed(path)[: len(path.chances) // 2 + 1] for path in late]
    return Colours(
        red_share=float(np.mean(["red" in found for found in calm])),
        most_changes=max(sum(a != b for a, b in pairwise(found)) for found in calm),
        warned_share=float(np.mean([found[-1] in {"amber", "red"} for found in halves])),
    )


def _replayed(path: Path) -> tuple[Rag, ...]:
    (schedule,) = [each for each in DIMENSIONS if each.name == "schedule"]
    driving = [
        spared_red(float(chance), schedule.policy) if is_young else float(chance)
        for chance, is_young in zip(path.chances, path.is_young, strict=True)
    ]
    return replay(driving, schedule.policy, agreeing=schedule.agreeing_weeks)
