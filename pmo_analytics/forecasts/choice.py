"""Which model a portfolio uses: the one that lost least on promises made before a day."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pmo_analytics.forecasts.control import Control
from pmo_analytics.forecasts.models import (
    NET_FLOW,
    POOLED,
    RECENCY_WEIGHTED,
    REGIME_AWARE,
    FlowModel,
)
from pmo_analytics.forecasts.quantiles import HORIZON_DAYS, LEVELS
from pmo_analytics.forecasts.record import Promises
from pmo_analytics.forecasts.scores import pinball
from pmo_analytics.values import Value

CANDIDATES: Mapping[str, FlowModel] = {
    model.name: model for model in (POOLED, REGIME_AWARE, RECENCY_WEIGHTED, NET_FLOW)
}
CONTROL = Control()  # stands beside them in the record; it expects no growth, so it is not chosen
COMPARED_SCOPES = 40  # models are compared on so many projects at most
SCORED_LEVELS = (0.5, 0.85)
LEAST_PROMISES = 30  # that ended: fewer do not tell models apart
LEAST_GAIN = (
    0.1  # of the loss, below which the default stays: overlapping promises differ by chance
)


class Choice(Value):
    """The model chosen, and what each lost; losses are shares of what the naive pace lost."""

    model: str
    losses: dict[str, float]
    promises: int  # that had ended
    is_default: bool  # too few promises ended to choose by, or nothing lost clearly less


def choose_model(
    records: Mapping[str, Promises], *, day: float, default: str = POOLED.name
) -> Choice:
    """Choose the model with the least pinball loss at 50 and 85%.

    Args:
        records: of the back-test of each model, of the same scopes and origins; that of the
            control is told, but it is never chosen.
        day: ordinal; only promises made before it, and what had become of them by then.
        default: the model where too few have ended, or none is clearly better.
    """
    past = {name: found.where(found.origin < day) for name, found in records.items()}
    count = len(past[default].known_at(day))
    losses = {name: relative_loss(found, day) for name, found in past.items()} if count else {}
    eligible = [name for name in losses if name != CONTROL.name]
    best = min(eligible, key=lambda name: (losses[name], name), default=default)
    is_better = bool(losses) and losses[best] < (1 - LEAST_GAIN) * losses[default]
    is_default = count < LEAST_PROMISES or not is_better
    return Choice(
        model=default if is_default else best, losses=losses, promises=count, is_default=is_default
    )


def relative_loss(promises: Promises, day: float) -> float:
    """Return the pinball loss over that of the naive pace, both levels together.

    What had not ended by the day counts with the days it was watched, as far as these are more than
    was promised: whoever left it out would see only what ended early.
    """
    watched = np.floor((day - promises.origin) * 5 / 7)
    has_ended = promises.has_ended & (promises.last_seen <= day)
    rest = np.maximum(np.where(has_ended, promises.rest, watched), 0.5)
    naive = np.minimum(promises.naive, HORIZON_DAYS)
    lost = of_naive = 0.0
    for level in SCORED_LEVELS:
        days = np.minimum(promises.levels[:, LEVELS.index(level)], HORIZON_DAYS)
        # relative to the length, else a few long scopes decide for all
        lost += float((_loss(days, rest, has_ended, level) / naive).mean())
        of_naive += float((_loss(naive, rest, has_ended, level) / naive).mean())
    return lost / of_naive if of_naive else 1.0


def _loss(days: np.ndarray, rest: np.ndarray, has_ended: np.ndarray, level: float) -> np.ndarray:
    return np.where(has_ended | (rest > days), pinball(days, rest, level), 0.0)
