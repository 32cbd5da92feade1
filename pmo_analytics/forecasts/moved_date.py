"""Why the date of a scope moved between two days: scope, pace, calendar, data, model, others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pmo_analytics.forecasts.draws import SEED
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.models import FlowModel, Pool
from pmo_analytics.forecasts.net_flow import NetFlow
from pmo_analytics.forecasts.shapley import Part, Split, figures_of, split

SCOPE, PACE, CALENDAR, MODEL = "scope", "pace", "calendar", "model"
DATA, OTHERS = "corrected data", "others"


def explain_move(
    told: WorkHistory,
    before: WorkHistory,
    after: WorkHistory,
    *,
    model_before: FlowModel,
    model_after: FlowModel,
    pool_before: Pool | None = None,
    pool_after: Pool | None = None,
    published_days: float | None = None,
    probability: float = 0.5,
    seed: int = SEED,
) -> Split:
    """Split the move of a date, in days, later is positive; the same draws stand on both sides.

    Scope is what was added since, net of what was taken out, and the growth to expect; pace is what
    was finished since and how fast the rest goes. Corrected data come first: what the earlier date
    would have been, had that day been known as it is now. What waiting for others and the
    correction by the record moved is the rest, "others".

    Args:
        told: the earlier history, as it was known then.
        before: the same day as it is known now.
        after: the later history.
        model_before: used then.
        model_after: used now.
        pool_before: of the portfolio then.
        pool_after: of the portfolio now.
        published_days: move of the printed date; without it nothing is left to others.
        probability: of the date.
        seed: of the draws.
    """
    pools = {False: pool_before or Pool(), True: pool_after or Pool()}
    models = {False: model_before, True: model_after}
    histories = {False: before, True: after}
    fits = {
        (by_model, by_pace): models[by_model].futures(
            histories[by_pace], pool=pools[by_pace], seed=seed
        )
        for by_model in (False, True)
        for by_pace in (False, True)
    }

    def value(done: frozenset[str]) -> np.ndarray:
        fit = fits[MODEL in done, PACE in done]
        added = _added(before, after) / before.mean_size
        if PACE not in done and SCOPE in done:
            fit = replace(fit, open_work=fit.open_work + added)
        if PACE in done and SCOPE not in done:
            fit = replace(fit, open_work=max(fit.open_work - added, 1.0))
        fit = replace(fit, growth=fits[MODEL in done, SCOPE in done].growth)
        calendar = histories[CALENDAR in done].calendar
        ends = calendar.ordinals_after(histories[PACE in done].last_day, fit.with_growth)
        return figures_of(ends, probability)

    found = split((SCOPE, PACE, CALENDAR, MODEL), value)
    first = model_before.futures(told, pool=pools[False], seed=seed)
    corrected = value(frozenset()) - figures_of(_ends(told, first), probability)
    return _with_rest(found, corrected, published_days)


def _added(before: WorkHistory, after: WorkHistory) -> float:
    since = before.calendar.between(before.last_day, after.last_day)
    finished = float(after.finished[len(after) - min(since, len(after)) :].sum()) if since else 0.0
    return after.open_now - before.open_now + finished


def _ends(history: WorkHistory, futures: NetFlow) -> np.ndarray:
    return history.calendar.ordinals_after(history.last_day, futures.with_growth)


def _with_rest(found: Split, corrected: np.ndarray, published: float | None) -> Split:
    data = Part(
        cause=DATA,
        amount=float(corrected[0]),
        least=float(corrected[0]),
        most=float(corrected[0]),
        is_claimed=bool(corrected[0]),
    )
    known = found.total + data.amount
    rest = 0.0 if published is None else published - known
    others = Part(cause=OTHERS, amount=rest, least=rest, most=rest, is_claimed=bool(rest))
    return Split(total=known + rest, noise=found.noise, parts=(*found.parts, data, others))
