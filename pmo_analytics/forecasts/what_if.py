"""What changes would do to the dates: the shift of each, and which change brings it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmo_analytics.errors import UsageError
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.draws import SEED
from pmo_analytics.forecasts.forecast import (
    LIKELY,
    SURE,
    PortfolioForecast,
    forecast_portfolio,
)
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.joint import Wait, last_of
from pmo_analytics.forecasts.models import Model, Pool
from pmo_analytics.forecasts.record import Promises
from pmo_analytics.forecasts.shapley import Split, figures_of, split


@dataclass(frozen=True, eq=False)
class WhatIf:
    """Forecasts before and after changes, and the split of the shift of the scope asked for.

    Attributes:
        before: of the portfolio as it is.
        after: with all changes made.
        likely: shift of the likely date in days, earlier is negative, by change.
        sure: the same of the 85% date.
    """

    before: PortfolioForecast
    after: PortfolioForecast
    likely: Split
    sure: Split

    def __str__(self) -> str:
        told = (("likely", self.likely), (f"{SURE:.0%} sure", self.sure))
        return "; ".join(f"{words} {_shift(split)}" for words, split in told)

    def __repr__(self) -> str:
        return f"<WhatIf {self}>"


def what_if(
    histories: Sequence[WorkHistory],
    model: Model,
    changes: Sequence[Change],
    *,
    scope_ids: Sequence[str],
    promises: Promises | None = None,
    waits: Sequence[Wait] = (),
    teams: Sequence[Sequence[str]] = (),
    pool: Pool | None = None,
    seed: int = SEED,
) -> WhatIf:
    """Return what changes do to the end of some scopes, all of which must have a forecast.

    Args:
        histories: of the portfolio, or of all that depends on each other.
        model: of the forecast.
        changes: at most six, with different causes.
        scope_ids: whose end, that of the last of them, is asked for.
        promises: see `forecast_portfolio`.
        waits: see `forecast_portfolio`.
        teams: see `forecast_portfolio`.
        pool: see `forecast_portfolio`.
        seed: of the draws.

    Raises:
        UsageError: one of the scopes has no forecast.
    """
    found: dict[frozenset[str], PortfolioForecast] = {}

    def forecast(done: frozenset[str]) -> PortfolioForecast:
        if done not in found:
            found[done] = forecast_portfolio(
                histories,
                model,
                promises=promises,
                waits=waits,
                teams=teams,
                changes=[change for change in changes if change.cause in done],
                pool=pool,
                seed=seed,
            )
        return found[done]

    causes = [change.cause for change in changes]
    without = [one for one in scope_ids if not len(forecast(frozenset()).by_scope[one].ends)]
    if without:
        raise UsageError(f"{', '.join(without)} has no forecast, so nothing can be asked of it.")
    likely, sure = (
        split(causes, lambda done, p=p: _figures(forecast(done), scope_ids, p))
        for p in (LIKELY, SURE)
    )
    return WhatIf(
        before=forecast(frozenset()), after=forecast(frozenset(causes)), likely=likely, sure=sure
    )


def _shift(found: Split) -> str:
    parts = ", ".join(
        f"{part.cause} {part.amount:+.0f}" if part.is_claimed else f"{part.cause} within the noise"
        for part in found.parts
    )
    return f"{found.total:+.0f} days ({parts})"


def _figures(
    forecast: PortfolioForecast, scope_ids: Sequence[str], probability: float
) -> np.ndarray:
    ends, _ = last_of({one: forecast.by_scope[one].ends for one in scope_ids})
    return figures_of(ends, probability)
