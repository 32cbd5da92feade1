"""Several scopes at once: they wait, share teams, and end when the last one does.

All are draws of the same futures: percentiles are never combined, items and paces never pooled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.models import Futures
from pmo_analytics.forecasts.working_days import WorkingCalendar

LEAST_SHARE = 1e-9  # of a scope that comes last: its days begin when the others have ended


@dataclass(frozen=True)
class Wait:
    """Open work that cannot end before something else does.

    Attributes:
        scope_id: the scope that waits.
        needs: the scope that it waits for; empty where only a day is known.
        expected: the day something is expected at, where it is not a scope with a forecast.
        items: open items that wait; without it, those that are blocked at the end of the data.
        owner: the scope that delivers, also where only a day is known of it.
    """

    scope_id: str
    needs: str = ""
    expected: date | None = None
    items: float | None = None
    owner: str = ""


@dataclass(frozen=True, eq=False)
class Member:
    """A scope with its futures, the day from which they count, and its calendar."""

    scope_id: str
    futures: Futures
    ends: np.ndarray  # working days of each draw: `futures.with_growth`, or another answer
    last_day: date
    calendar: WorkingCalendar
    people: float = 1.0  # by which a shared team divides its days
    blocked: float = 1.0  # items


@dataclass(frozen=True, eq=False)
class Joined:
    """The ends of scopes that depend on each other.

    Attributes:
        ends: ordinal of the last day of each draw by scope; infinite where it never ends.
        waiting_shares: of futures in which what a scope waits for decides when it ends, by (scope,
            other); the other is the scope it needs, or that owns what is expected.
        cyclic: scopes that wait for each other in a circle; these waits are left out.
    """

    ends: Mapping[str, np.ndarray]
    waiting_shares: Mapping[tuple[str, str], float]
    cyclic: tuple[str, ...]


def member_of(history: WorkHistory, futures: Futures, ends: np.ndarray | None = None) -> Member:
    """Return a scope as a member; its ends are those with growth, unless others are given."""
    return Member(
        scope_id=history.scope_id,
        futures=futures,
        ends=futures.with_growth if ends is None else ends,
        last_day=history.last_day,
        calendar=history.calendar,
        people=history.usual_wip or 1.0,
        blocked=float(history.blocked[-1]) / history.mean_size if len(history.blocked) else 1.0,
    )


def join(
    members: Sequence[Member],
    *,
    waits: Sequence[Wait] = (),
    teams: Sequence[Sequence[str]] = (),
    planned_people: Mapping[str, float] | None = None,
) -> Joined:
    """Let scopes share their teams and wait for each other, in every draw.

    Args:
        members: with futures of the same number of draws.
        waits: those for a scope that is no member and has no expected day are left out.
        teams: scope ids that share the days of one team; a scope is in one of them at most.
        planned_people: by scope, where a team will share its days otherwise than today.
    """
    by_id = {member.scope_id: member for member in members}
    days = {member.scope_id: member.ends for member in members}
    for team in teams:
        present = [by_id[one] for one in team if one in by_id]
        if len(present) > 1:
            plan = planned_people or {}
            shared = share_days(
                [m.ends for m in present],
                people=[m.people for m in present],
                planned=[plan.get(m.scope_id, m.people) for m in present],
            )
            days.update(zip((m.scope_id for m in present), shared, strict=True))
    ends = {
        one: by_id[one].calendar.ordinals_after(by_id[one].last_day, drawn)
        for one, drawn in days.items()
    }
    known = [w for w in waits if w.scope_id in by_id and (w.needs in by_id or w.expected)]
    order, cyclic = _order(list(by_id), known)
    shares: dict[tuple[str, str], float] = {}
    by_scope: dict[str, list[Wait]] = {}
    for wait in known:
        by_scope.setdefault(wait.scope_id, []).append(wait)
    for scope_id in order:
        _wait(by_id[scope_id], by_scope.get(scope_id, ()), ends, shares, cyclic=cyclic)
    return Joined(ends=ends, waiting_shares=shares, cyclic=cyclic)


def share_days(
    ends: Sequence[np.ndarray],
    *,
    people: Sequence[float],
    planned: Sequence[float] | None = None,
) -> list[np.ndarray]:
    """Give the days of a scope that has ended to the others of its team, in every draw.

    Args:
        ends: working days of each draw, as if the days were shared like today until the end.
        people: by which the days are shared today.
        planned: by which they are shared from now on; as today without it. A scope with 0 begins
            when those with more have ended.
    """
    left = np.array(ends, dtype=float)
    today = np.asarray(people, dtype=float)[:, None]
    shares = (today if planned is None else np.asarray(planned, dtype=float)[:, None]) + LEAST_SHARE
    total = today.sum()
    found = np.full(left.shape, np.inf)
    clock = np.zeros(left.shape[1])
    active = np.ones(left.shape, dtype=bool)
    columns = np.arange(left.shape[1])
    for _ in range(len(left)):
        # days of the scope's own pace that pass in a day
        speed = active * shares * total / np.maximum((shares * active).sum(axis=0), 1e-300) / today
        remaining = np.where(active, left / np.maximum(speed, 1e-300), np.inf)
        first = np.argmin(remaining, axis=0)
        step = remaining[first, columns]
        clock = clock + step
        worked = speed * np.where(np.isfinite(step), step, 0.0)
        left = np.where(np.isfinite(left), left - worked, left)
        # of scopes that never end the first is one that has ended: its day stays
        found[first, columns] = np.minimum(found[first, columns], clock)
        active[first, columns] = False
    return [np.ceil(np.round(row, 6)) for row in found]


def last_of(ends: Mapping[str, np.ndarray]) -> tuple[np.ndarray, dict[str, float]]:
    """Return when the last scope ends in each draw, and the share of draws in which each is last.

    Scopes that end on the same day share the draw.
    """
    names = sorted(ends)
    stacked = np.array([ends[name] for name in names])
    latest = stacked.max(axis=0)
    is_last = stacked == latest
    shares = (is_last / is_last.sum(axis=0)).mean(axis=1)
    return latest, {name: float(share) for name, share in zip(names, shares, strict=True)}


def _wait(
    member: Member,
    waits: Sequence[Wait],
    ends: dict[str, np.ndarray],
    shares: dict[tuple[str, str], float],
    *,
    cyclic: tuple[str, ...],
) -> None:
    own = ends[member.scope_id]
    lates: dict[str, np.ndarray] = {}
    for wait in waits:
        items = member.blocked if wait.items is None else wait.items
        is_circular = wait.needs in cyclic and member.scope_id in cyclic
        if is_circular or items <= 0:
            continue
        delivered = ends[wait.needs] if wait.needs in ends else float(wait.expected.toordinal())
        waited = member.calendar.working_days_to(member.last_day, delivered + np.zeros(len(own)))
        after = waited + member.futures.finishing_last(items)
        late = member.calendar.ordinals_after(member.last_day, after)
        other = wait.needs or wait.owner
        lates[other] = np.maximum(lates.get(other, late), late)
    ends[member.scope_id] = latest = np.maximum.reduce([own, *lates.values()])
    for other, late in lates.items():
        shares[member.scope_id, other] = float(((late > own) & (late == latest)).mean())


def awaiting(waits: Iterable[Wait], without_forecast: Collection[str]) -> set[str]:
    """Return the scopes that wait for one without a forecast: neither have they one."""
    found: set[str] = set()
    waits = tuple(waits)
    while True:
        lost = {*without_forecast, *found}
        more = {w.scope_id for w in waits if w.needs in lost and w.expected is None} - lost
        if not more:
            return found
        found |= more


def _order(names: list[str], waits: Sequence[Wait]) -> tuple[list[str], tuple[str, ...]]:
    """Return the scopes so that each comes after those it waits for, and those in circles."""
    needs: dict[str, set[str]] = {name: set() for name in names}
    for wait in waits:
        if wait.scope_id in needs and wait.needs in needs:
            needs[wait.scope_id].add(wait.needs)
    order = _after_their_needs(needs, [])
    left = set(names) - set(order)
    circles = set(left)
    while ends := {one for one in circles if not any(one in needs[other] for other in circles)}:
        circles -= ends  # needed by none of them: it waits for a circle, but is in none
    order = _after_their_needs(needs, order + sorted(circles))
    return order, tuple(sorted(circles))


def _after_their_needs(needs: Mapping[str, set[str]], order: list[str]) -> list[str]:
    """Return an order with all scopes added whose needs are in it."""
    found = dict.fromkeys(order)
    while ready := sorted(n for n in needs if n not in found and needs[n] <= found.keys()):
        found |= dict.fromkeys(ready)
    return list(found)
