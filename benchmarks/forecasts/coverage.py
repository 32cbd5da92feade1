"""What published dates were worth on simulated portfolios, by kind of project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from benchmarks.forecasts.world import FIRST_DAY, Truth
from pmo_analytics.catalogue.forecast_models import MODELS
from pmo_analytics.forecasts.choice import COMPARED_SCOPES, CONTROL, choose_model
from pmo_analytics.forecasts.forecast import forecast_portfolio
from pmo_analytics.forecasts.joint import Wait
from pmo_analytics.forecasts.models import Model
from pmo_analytics.forecasts.quantiles import HORIZON_DAYS, LEVELS, quantile
from pmo_analytics.forecasts.record import Promises, back_test, naive_pace, origins_until
from pmo_analytics.forecasts.scores import pinball


@dataclass(frozen=True)
class Case:
    """A forecast of one project on one day, and what happened."""

    kind: str
    name: str
    origin: date
    age_of_change: float  # weeks since the change of its kind; below 0: it is to come
    doubt: str | None
    levels: tuple[float, ...]  # days promised, of `LEVELS`
    raw_sure: float
    naive: float
    rest: float


def published_cases(truths: Sequence[Truth], *, origins: Sequence[date]) -> Iterator[Case]:
    """Forecast a portfolio at each origin as the product does: the record chooses and corrects."""
    compared = truths[:COMPARED_SCOPES]
    models = {**MODELS, CONTROL.name: CONTROL}
    records = {name: portfolio_promises(compared, model) for name, model in models.items()}
    promises: dict[str, Promises] = {}
    for origin in origins:
        name = choose_model(records, day=origin.toordinal()).model
        if name not in promises:
            promises[name] = portfolio_promises(truths, MODELS[name])
        yield from _cases_at(origin, truths, MODELS[name], promises[name])


def cases(truths: Sequence[Truth], model: Model, *, origins: Sequence[date]) -> Iterator[Case]:
    """Forecast a portfolio at each origin with one model, uncorrected."""
    for origin in origins:
        yield from _cases_at(origin, truths, model, None)


def _cases_at(
    origin: date, truths: Sequence[Truth], model: Model, promises: Promises | None
) -> Iterator[Case]:
    known = [(t, t.history.until(origin)) for t in truths if t.history.last_day > origin]
    running = [(truth, history) for truth, history in known if len(history)]
    found = forecast_portfolio(
        [history for _, history in running],
        model,
        promises=promises,
        waits=waits_of(truths),
        teams=teams_of(truths),
    )
    for truth, history in running:
        forecast = found.by_scope[history.scope_id]
        days = history.calendar.working_days_to(history.last_day, forecast.ends)
        raw = history.calendar.working_days_to(history.last_day, forecast.ends_uncorrected)
        yield Case(
            kind=truth.plan.kind,
            name=truth.plan.name,
            origin=origin,
            age_of_change=_weeks_since_change(truth, history),
            doubt=forecast.doubt,
            levels=tuple(quantile(days, p) for p in LEVELS) if len(days) else (),
            raw_sure=quantile(raw, 0.85) if len(raw) else np.nan,
            naive=history.open_now / naive_pace(history),
            rest=len(truth.history) - len(history) if truth.ended else np.inf,
        )


def _weeks_since_change(truth: Truth, history) -> float:
    if truth.plan.changes_at is None:
        return np.nan
    return (len(history) - truth.plan.changes_at) / 5


def teams_of(truths: Sequence[Truth]) -> list[tuple[str, str]]:
    """Return the projects that share a team."""
    return [
        (truth.plan.name, truth.plan.shares_with)
        for truth in truths
        if truth.plan.shares_with and not truth.plan.name.endswith("-second")
    ]


def waits_of(truths: Sequence[Truth]) -> list[Wait]:
    """Return what projects wait for."""
    return [
        Wait(scope_id=truth.plan.name, needs=truth.plan.waits_for)
        for truth in truths
        if truth.plan.waits_for
    ]


@dataclass(frozen=True)
class Row:
    """A line of the table: a kind of project, and what its dates were worth."""

    kind: str
    count: int
    withheld: float
    held: tuple[float, ...]  # shares, of `LEVELS`
    raw_held: float
    width: float  # median working days from likely to 85% sure
    gain_50: float  # pinball below naive, as a share
    gain_85: float
    bias: float


def table(found: Sequence[Case]) -> list[Row]:
    """Return a line a kind, and one over all."""
    kinds = dict.fromkeys(case.kind for case in found)
    rows = [row("all", found)]
    return rows + [row(kind, [case for case in found if case.kind == kind]) for kind in kinds]


def row(kind: str, found: Sequence[Case]) -> Row:
    """Return what the dates of some cases were worth."""
    shown = [case for case in found if case.doubt is None]
    levels = np.minimum(np.array([case.levels for case in shown]), HORIZON_DAYS)
    rest = np.array([min(case.rest, HORIZON_DAYS) for case in shown])
    naive = np.array([min(case.naive, HORIZON_DAYS) for case in shown])
    likely, sure = levels[:, LEVELS.index(0.5)], levels[:, LEVELS.index(0.85)]

    def gain(days: np.ndarray, probability: float) -> float:
        loss = pinball(days, rest, probability).mean()
        return float(1 - loss / pinball(naive, rest, probability).mean())

    return Row(
        kind=kind,
        count=len(found),
        withheld=1 - len(shown) / len(found),
        held=tuple(float((rest <= levels[:, at]).mean()) for at in range(len(LEVELS))),
        raw_held=float((rest <= np.array([case.raw_sure for case in shown])).mean()),
        width=float(np.median(sure - likely)),
        gain_50=gain(likely, 0.5),
        gain_85=gain(sure, 0.85),
        bias=float(np.median(rest - likely)),
    )


def printed(rows: Sequence[Row]) -> Iterator[str]:
    """Return the table as markdown."""
    titles = ("kind", "forecasts", "withheld", *(f"{level:.0%}" for level in LEVELS))
    titles += ("85% uncorrected", "width", "below naive at 50", "below naive at 85", "bias")
    yield f"| {' | '.join(titles)} |"
    yield "|---" * len(titles) + "|"
    for one in rows:
        held = " | ".join(f"{share:.0%}" for share in one.held)
        yield (
            f"| {one.kind} | {one.count} | {one.withheld:.0%} | {held} | {one.raw_held:.0%} "
            f"| {one.width:.0f} | {one.gain_50:.0%} | {one.gain_85:.0%} | {one.bias:.0f} |"
        )


def since_change(found: Sequence[Case], kind: str) -> Iterator[tuple[str, Row]]:
    """Return the dates of a kind before its change, at once, and from the sixth week after it."""
    spans = {"before": (-np.inf, 0), "at once": (0, 3), "weeks 3 to 5": (3, 6)}
    spans["from week 6"] = (6, np.inf)
    for name, (first, last) in spans.items():
        some = [c for c in found if c.kind == kind and first <= c.age_of_change < last]
        if any(case.doubt is None for case in some):
            yield name, row(kind, some)


def grid(truths: Sequence[Truth]) -> list[date]:
    """Return the origins from the first day of the world to the last project's end."""
    last = max(truth.history.last_day for truth in truths)
    return [day for day in origins_until(last, count=10**3) if day > FIRST_DAY]


def portfolio_promises(truths: Sequence[Truth], model: Model) -> Promises:
    """Return the record of a portfolio over its life."""
    return back_test(
        [truth.history for truth in truths],
        model,
        origins=grid(truths),
        waits=waits_of(truths),
        teams=teams_of(truths),
    )
