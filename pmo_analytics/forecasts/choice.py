"""Which model a portfolio uses: the one that lost least on promises whose outcome was known."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pmo_analytics.forecasts.quantiles import HORIZON_DAYS, LEVELS
from pmo_analytics.forecasts.record import Promises
from pmo_analytics.forecasts.scores import pinball
from pmo_analytics.values import Value

SCORED_LEVELS = (0.5, 0.85)
LEAST_PROMISES = 30  # that ended: fewer do not tell models apart


class Choice(Value):
    """The model chosen, and what each lost; losses are shares of what the naive pace lost."""

    model: str
    losses: dict[str, float]
    promises: int
    is_default: bool  # too few promises ended to choose by


def choose_model(records: Mapping[str, Promises], *, day: float, default: str) -> Choice:
    """Choose the model with the least pinball loss at 50 and 85%.

    Args:
        records: of the back-test of each model, of the same scopes and origins.
        day: ordinal; only promises made before it that had ended by then are looked at.
        default: the model where too few have ended, and among equals.
    """
    losses: dict[str, float] = {}
    count = 0
    for name, promises in records.items():
        known = promises.known_at(day)
        count = len(known)
        losses[name] = relative_loss(known) if count else np.inf
    best = min(losses, key=lambda name: (losses[name], name != default))
    is_default = count < LEAST_PROMISES
    return Choice(
        model=default if is_default else best, losses=losses, promises=count, is_default=is_default
    )


def relative_loss(promises: Promises) -> float:
    """Return the pinball loss over that of the naive pace, both levels together."""
    rest, naive = promises.rest, np.minimum(promises.naive, HORIZON_DAYS)
    lost = of_naive = 0.0
    for level in SCORED_LEVELS:
        days = np.minimum(promises.levels[:, LEVELS.index(level)], HORIZON_DAYS)
        # relative to the length, else a few long scopes decide for all
        lost += float((pinball(days, rest, level) / promises.median).mean())
        of_naive += float((pinball(naive, rest, level) / promises.median).mean())
    return lost / of_naive
