"""The forecasts of the scopes of a portfolio: joint, corrected by the record, or withheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from pmo_analytics.errors import UsageError
from pmo_analytics.forecasts.changes import (
    Change,
    changed_futures,
    planned_people,
    remaining_waits,
)
from pmo_analytics.forecasts.correction import Correction, correction_for, scores_until
from pmo_analytics.forecasts.doubts import WITHOUT_DATE, Doubt, doubt_about, doubt_about_dates
from pmo_analytics.forecasts.draws import SEED
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.joint import Joined, Wait, awaiting, join, last_of, member_of
from pmo_analytics.forecasts.models import Futures, Model, Pool, pool_of
from pmo_analytics.forecasts.quantiles import levels_of, quantile, spread_of
from pmo_analytics.forecasts.record import Promises

LIKELY, SURE = 0.5, 0.85
YOUNG_DAYS = 60  # working days since the first finish; benchmark: earlier, calm projects turn red
_UNKNOWN = ("nothing_finished", "dormant", "thin")


@dataclass(frozen=True, eq=False)
class ScopeForecast:
    """When a scope is finished, as draws of days; the date of a project is the one with growth.

    Attributes:
        scope_id: of the history.
        last_day: the last day of the data; its evening is the moment of the forecast.
        doubt: why there is no forecast, or no date to print; None where there is one.
        model: its name.
        ends: ordinal of the last day of each draw, corrected, with growth; infinite: never.
        ends_uncorrected: the same before the correction by the record.
        ends_open_today: of what is open today, if nothing is added.
        futures: the draws behind; None where there is no forecast.
        correction: by the record; None where there is no record.
        history: what the forecast was made from; None for several scopes.
        members: the scopes of which it is the last one; empty for one.
    """

    scope_id: str
    last_day: date
    doubt: Doubt | None
    model: str
    ends: np.ndarray
    ends_uncorrected: np.ndarray
    ends_open_today: np.ndarray
    futures: Futures | None
    correction: Correction | None
    history: WorkHistory | None = None
    members: tuple[ScopeForecast, ...] = ()

    @property
    def histories(self) -> tuple[WorkHistory, ...]:
        """Return what the forecast was made from, scope by scope."""
        found = (one.history for one in (self, *self.members))
        return tuple(history for history in found if history is not None)

    def when(self, probability: float, *, open_today: bool = False) -> date | None:
        """Return the day by whose evening all is finished with that probability.

        None: no forecast, never within five years, or a date that the record does not support.
        """
        _check(probability)
        if self.doubt is not None:
            return self.last_day if self.doubt == "nothing_left" else None
        return _day_of(quantile(self.ends_open_today if open_today else self.ends, probability))

    def uncorrected(self, probability: float) -> date | None:
        """Return the day of a probability before the record moved it; see `when`."""
        ends = self.ends_uncorrected
        return _day_of(quantile(ends, probability)) if len(ends) else None

    def chance_of(self, day: date, *, open_today: bool = False) -> float | None:
        """Return the chance that all is finished by the evening of a day; see `when`.

        Of draws it is never 0 or 1: some more of them might have ended, or not (Jeffreys).
        """
        if self.doubt == "nothing_left":
            return 1.0 if day >= self.last_day else None
        if day <= self.last_day:
            return 0.0
        ends = self.ends_open_today if open_today else self.ends
        if not len(ends):
            return None
        return float((ends <= day.toordinal()).sum() + 0.5) / (len(ends) + 1)

    def how_many(self, weeks: float, probability: float) -> int | None:
        """Return how many items are finished in some weeks, at least, with that probability.

        It asks what the pace allows, not what is open. Holidays of these weeks are left out.
        """
        _check(probability)
        if self.futures is None or self.history is None:
            return None
        until = self.last_day + timedelta(days=round(weeks * 7))
        days = self.history.calendar.between(self.last_day, until)
        return int(at_least(self.futures.finished_within(days), probability))

    @property
    def is_young(self) -> bool:
        """Tell whether too few weeks are known to be red: chances still move with each week."""
        if self.members:
            return any(one.is_young for one in self.members)
        if self.history is None or self.history.first_finish is None:
            return True
        return len(self.history) - self.history.first_finish < YOUNG_DAYS


@dataclass(frozen=True, eq=False)
class PortfolioForecast:
    """The forecasts of a portfolio made together.

    Attributes:
        by_scope: in the order given.
        waiting_shares: see `Joined`.
        cyclic: scopes that wait for each other in a circle.
    """

    by_scope: Mapping[str, ScopeForecast]
    waiting_shares: Mapping[tuple[str, str], float]
    cyclic: tuple[str, ...]


def last_forecast(
    members: Sequence[ScopeForecast], *, scope_id: str
) -> tuple[ScopeForecast, dict[str, float]]:
    """Return the forecast of several scopes: finished when the last one is, draw by draw.

    Where one of them has none, neither have they: the doubt is "member".

    Returns:
        The forecast, and the share of futures in which each of the scopes is the last.
    """
    open_members = [one for one in members if one.doubt != "nothing_left"]
    last_day = max((one.last_day for one in members), default=date.min)
    blank = replace(
        no_forecast(scope_id, last_day, "nothing_left", _model_of(members)), members=tuple(members)
    )
    if not open_members:
        return blank, {}
    if any(not len(one.ends) for one in open_members):
        return replace(blank, doubt="member"), {}
    ends, shares = last_of({one.scope_id: one.ends for one in open_members})
    uncorrected, _ = last_of({one.scope_id: one.ends_uncorrected for one in open_members})
    today, _ = last_of({one.scope_id: one.ends_open_today for one in open_members})
    found = replace(blank, ends=ends, ends_uncorrected=uncorrected, ends_open_today=today)
    return replace(found, doubt=_doubt_of_ends(ends, last_day, members)), shares


def by_place(whole: ScopeForecast, place: int) -> ScopeForecast | None:
    """Return when a scope has finished so many of its items; None where it has no futures.

    Args:
        whole: one scope, whose items are worked on in a known order.
        place: of the last item that is asked for.
    """
    if whole.futures is None or whole.history is None:
        return None
    days = whole.futures.finishing(place)
    ends = whole.history.calendar.ordinals_after(whole.last_day, days)
    names = ("ends", "ends_uncorrected", "ends_open_today")
    # the next item lies near, and so its few days differ widely: that is no reason to withhold them
    doubt = None if np.isfinite(quantile(ends, LIKELY)) else "never"
    return no_later_than(replace(whole, doubt=doubt, **dict.fromkeys(names, ends)), whole)


def no_later_than(part: ScopeForecast, whole: ScopeForecast) -> ScopeForecast:
    """Return the forecast of some of the work of a scope: it does not end after all of it.

    The two are not drawn together, so the earliest futures of one are held against the earliest of
    the other, and so on: whatever the probability, the day of the part is not the later one.
    """
    if not len(part.ends) or not len(whole.ends):
        return part
    names = ("ends", "ends_uncorrected", "ends_open_today")
    earlier = {
        name: np.minimum(*(np.sort(getattr(one, name)) for one in (part, whole))) for name in names
    }
    found = replace(part, **earlier)
    if part.doubt not in WITHOUT_DATE:
        return found
    return replace(found, doubt=_doubt_of_ends(found.ends, part.last_day, ()))


def forecast_portfolio(
    histories: Sequence[WorkHistory],
    model: Model,
    *,
    promises: Promises | None = None,
    waits: Sequence[Wait] = (),
    teams: Sequence[Sequence[str]] = (),
    changes: Sequence[Change] = (),
    pool: Pool | None = None,
    seed: int = SEED,
) -> PortfolioForecast:
    """Forecast every scope of a portfolio, with the same draws for all that depends on them.

    Args:
        histories: of the scopes, each to the end of its data.
        model: chosen by the record.
        promises: of the back-test of this model; what became known after a history's last day is
            not looked at. Without it nothing is corrected.
        waits: see `join`.
        teams: see `join`.
        changes: what would be done; the same draws stand before and after them.
        pool: of the whole portfolio, where these are some of it; without it, of these.
        seed: of the draws.
    """
    known = [history for history in histories if doubt_about(history) is None]
    common = pool_of(known) if pool is None else pool
    futures = {one.scope_id: model.futures(one, pool=common, seed=seed) for one in known}
    joined = _joined(known, futures, waits, teams)
    corrections = _corrections(known, joined, promises)
    if changes:
        futures = {one: changed_futures(futures[one], one, changes) for one in futures}
        waits = remaining_waits(waits, changes)
    after = _joined(known, futures, waits, teams, changes) if changes else joined
    corrected = {
        one.scope_id: _corrected(one, after, joined, corrections.get(one.scope_id)) for one in known
    }
    # a correction must not carry a scope before what it waits for
    members = [member_of(o, futures[o.scope_id], corrected[o.scope_id]) for o in known]
    final = join(members, waits=waits)
    made = _Made(
        model=model.name,
        futures=futures,
        uncorrected=after,
        corrected=final,
        open_today=_joined(known, futures, waits, teams, changes, is_open_today=True),
        corrections=corrections,
    )
    found = {history.scope_id: _forecast(history, made) for history in histories}
    for scope_id in awaiting(waits, [one for one in found if found[one].doubt in _UNKNOWN]):
        if found[scope_id].doubt != "nothing_left":
            found[scope_id] = replace(found[scope_id], doubt="awaited")
    # after the correction every end has waited already: what decides is seen before it
    return PortfolioForecast(
        by_scope=found, waiting_shares=after.waiting_shares, cyclic=final.cyclic
    )


def no_forecast(
    scope_id: str,
    last_day: date,
    doubt: Doubt | None,
    model: str = "",
    history: WorkHistory | None = None,
) -> ScopeForecast:
    """Return what can be said of a scope where nothing is forecast."""
    none = np.empty(0)
    return ScopeForecast(
        scope_id=scope_id,
        last_day=last_day,
        doubt=doubt,
        model=model,
        ends=none,
        ends_uncorrected=none,
        ends_open_today=none,
        futures=None,
        correction=None,
        history=history,
    )


def at_least(counts: np.ndarray, probability: float) -> float:
    """Return the count that at least that share of the draws reaches."""
    return -quantile(-counts, probability)


def _joined(
    histories: Sequence[WorkHistory],
    futures: Mapping[str, Futures],
    waits: Sequence[Wait],
    teams: Sequence[Sequence[str]],
    changes: Sequence[Change] = (),
    *,
    is_open_today: bool = False,
) -> Joined:
    members = []
    for history in histories:
        own = futures[history.scope_id]
        members.append(member_of(history, own, own.open_today if is_open_today else None))
    return join(members, waits=waits, teams=teams, planned_people=planned_people(changes))


def _corrections(
    histories: Sequence[WorkHistory], joined: Joined, promises: Promises | None
) -> dict[str, Correction]:
    if promises is None:
        return {}
    index = {scope_id: at for at, scope_id in enumerate(promises.scope_ids)}
    scores = {}
    found = {}
    for history in histories:
        day = history.last_day.toordinal()
        if day not in scores:
            scores[day] = scores_until(promises, day)
        spread = _spread(history, joined.ends[history.scope_id])
        at = index.get(history.scope_id, -1)
        found[history.scope_id] = correction_for(at, scores[day], spread)
    return found


def _spread(history: WorkHistory, ends: np.ndarray) -> float:
    return spread_of(levels_of(history.calendar.working_days_to(history.last_day, ends)))


def _corrected(
    history: WorkHistory, after: Joined, before: Joined, correction: Correction | None
) -> np.ndarray:
    after_days, before_days = (
        history.calendar.working_days_to(history.last_day, joined.ends[history.scope_id])
        for joined in (after, before)
    )
    if correction is None:
        return after_days
    return correction.apply(after_days, learned_on=before_days)


@dataclass(frozen=True, eq=False)
class _Made:
    """What the forecasts of a portfolio are cut from."""

    model: str
    futures: Mapping[str, Futures]
    uncorrected: Joined
    corrected: Joined
    open_today: Joined
    corrections: Mapping[str, Correction]


def _forecast(history: WorkHistory, made: _Made) -> ScopeForecast:
    scope_id = history.scope_id
    if scope_id not in made.futures:
        doubt = doubt_about(history)
        return no_forecast(scope_id, history.last_day, doubt, made.model, history)
    ends = made.corrected.ends[scope_id]
    days = history.calendar.working_days_to(history.last_day, ends)
    return ScopeForecast(
        scope_id=scope_id,
        last_day=history.last_day,
        doubt=doubt_about_dates(quantile(days, LIKELY), quantile(days, SURE)),
        model=made.model,
        ends=ends,
        ends_uncorrected=made.uncorrected.ends[scope_id],
        ends_open_today=made.open_today.ends[scope_id],
        futures=made.futures[scope_id],
        correction=made.corrections.get(scope_id),
        history=history,
    )


def _model_of(members: Sequence[ScopeForecast]) -> str:
    return members[0].model if members else ""


def _doubt_of_ends(
    ends: np.ndarray, last_day: date, members: Sequence[ScopeForecast]
) -> Doubt | None:
    if any(one.doubt not in (None, "nothing_left", "too_wide") for one in members):
        return "member"
    start = last_day.toordinal()
    return doubt_about_dates(quantile(ends, LIKELY) - start, quantile(ends, SURE) - start)


def _day_of(ordinal: float) -> date | None:
    return date.fromordinal(int(ordinal)) if np.isfinite(ordinal) else None


def _check(probability: float) -> None:
    if not 0 < probability < 1:
        raise UsageError(
            f"A probability lies between 0 and 1, and {probability} does not; write 0.85 for 85%."
        )
