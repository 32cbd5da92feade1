"""The record: what would have been promised at past days, and what then happened.

Origins lie on a calendar grid, not at shares of a duration that only the future knows. At each one
the model sees what was known then. A promise that has not come to its end is watched, not dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

import numpy as np

from pmo_analytics.forecasts.doubts import doubt_about
from pmo_analytics.forecasts.draws import SEED
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.joint import Wait, awaiting, join, member_of
from pmo_analytics.forecasts.models import Futures, Model, pool_of
from pmo_analytics.forecasts.quantiles import HORIZON_DAYS, LEVELS, levels_of, spread_of
from pmo_analytics.forecasts.scores import crps

ORIGIN_DAYS = 28  # from one origin to the next
EPOCH = date(2001, 1, 1)  # a Monday: the grid is the same whenever it is asked for
ORIGINS = 26  # two years
SUB_TARGETS = (0.25, 0.5, 0.75)  # of what is open, finished
ALL_DONE = 1.0
NAIVE_DAYS = 20  # the pace of the last four weeks
Row = tuple  # of the columns of `Promises`
LEAST_NAIVE = 0.5  # items in that time: where none was finished the naive pace is still a pace


@dataclass(frozen=True, eq=False)
class Promises:
    """Forecasts and what became of them, a row each; times are working days after the origin.

    Attributes:
        scope: index into `scope_ids`.
        origin: ordinal of the day at whose evening it was made.
        target: share of the open work to be finished; `ALL_DONE`: everything, with growth.
        levels: days by which it was promised, a column for each of `LEVELS`.
        spread: of the logarithm of the days.
        naive: days at the pace of the last four weeks.
        crps: score in days of the whole distribution, of those that came to their end.
        rest: days it took, or those it was watched so far.
        has_ended: whether it came to its end.
        last_seen: ordinal of the day of that end, or of the last day of the data.
    """

    scope_ids: tuple[str, ...]
    scope: np.ndarray
    origin: np.ndarray
    target: np.ndarray
    levels: np.ndarray
    spread: np.ndarray
    naive: np.ndarray
    crps: np.ndarray
    rest: np.ndarray
    has_ended: np.ndarray
    last_seen: np.ndarray

    def __len__(self) -> int:
        return len(self.scope)

    @property
    def median(self) -> np.ndarray:
        """Return the likely days."""
        return self.levels[:, LEVELS.index(0.5)]

    def known_at(self, day: float) -> Promises:
        """Return the promises that had come to their end by a day, an ordinal."""
        known = self.has_ended & (self.last_seen <= day)
        return self.where(known & np.isfinite(self.spread))

    def where(self, rows: np.ndarray) -> Promises:
        """Return some of the rows."""
        columns = {f.name: getattr(self, f.name)[rows] for f in fields(self)[1:]}
        return Promises(scope_ids=self.scope_ids, **columns)


def origins_until(last_day: date, *, count: int = ORIGINS) -> tuple[date, ...]:
    """Return the days of the grid before a day, oldest first."""
    newest = EPOCH + timedelta(days=(last_day - EPOCH).days // ORIGIN_DAYS * ORIGIN_DAYS)
    days = (newest - timedelta(days=ORIGIN_DAYS * step) for step in range(count - 1, -1, -1))
    return tuple(day for day in days if day < last_day)


def back_test(
    histories: Sequence[WorkHistory],
    model: Model,
    *,
    origins: Sequence[date],
    waits: Sequence[Wait] = (),
    teams: Sequence[Sequence[str]] = (),
    seed: int = SEED,
) -> Promises:
    """Return what a model would have promised for each scope at each origin, and the outcome.

    Args:
        histories: of the scopes of a portfolio, each to the end of its data.
        model: sees of them what was known at the origin.
        origins: days of a grid.
        waits: see `join`; what already ended is waited for no longer.
        teams: see `join`.
        seed: of the draws.
    """
    rows: list[Row] = []
    for origin in origins:
        rows += _rows_at(origin, histories, model, waits=waits, teams=teams, seed=seed)
    return _as_columns(tuple(history.scope_id for history in histories), rows)


def _rows_at(origin, histories, model, *, waits, teams, seed) -> list[Row]:
    running = [
        (index, history.until(origin))
        for index, history in enumerate(histories)
        if history.last_day > origin and len(history)
    ]
    doubts = {cut.scope_id: doubt_about(cut) for _, cut in running}
    unknown = [one for one, doubt in doubts.items() if doubt not in {None, "nothing_left"}]
    lost = {*unknown, *awaiting(waits, unknown)}
    known = [(i, cut) for i, cut in running if doubts[cut.scope_id] is None]
    pool = pool_of(cut for _, cut in known)
    futures = {index: model.futures(cut, pool=pool, seed=seed) for index, cut in known}
    members = [member_of(cut, futures[index]) for index, cut in known]
    joined = join(members, waits=waits, teams=teams)
    rows: list[Row] = []
    for index, cut in known:
        if cut.scope_id in lost:
            continue
        ends = cut.calendar.working_days_to(cut.last_day, joined.ends[cut.scope_id])
        rows += _promises_of(index, cut, histories[index], futures[index], ends)
    return rows


def _promises_of(
    index: int, cut: WorkHistory, whole: WorkHistory, futures: Futures, ends: np.ndarray
) -> Iterable[Row]:
    for target in (*SUB_TARGETS, ALL_DONE):
        items = max(float(np.ceil(target * cut.open_now / cut.mean_size)), 1.0)
        draws = ends if target == ALL_DONE else futures.finishing(items)
        rest, has_ended = outcome(cut, whole, target)
        levels = levels_of(draws)
        score = crps(np.minimum(draws, HORIZON_DAYS), rest) if has_ended else np.nan
        naive = items * cut.mean_size / naive_pace(cut)
        seen = whole.calendar.after(cut.last_day, rest) if has_ended else whole.last_day
        made = (index, cut.last_day.toordinal(), target, levels, spread_of(levels), naive, score)
        yield (*made, rest, has_ended, seen.toordinal())


def outcome(cut: WorkHistory, whole: WorkHistory, target: float) -> tuple[int, bool]:
    """Return the working days that a target took after a day, or was watched so far.

    Args:
        cut: what was known at the day.
        whole: the same scope, longer.
        target: share of what was open to be finished; `ALL_DONE`: until nothing is open.
    """
    start = len(cut)
    if target == ALL_DONE:
        reached = whole.open_items[start:] <= 0
    else:
        done = np.cumsum(whole.finished[start:])
        reached = done >= np.ceil(target * cut.open_now / cut.mean_size) * cut.mean_size
    days = np.flatnonzero(reached)
    return (int(days[0]) + 1, True) if len(days) else (len(whole) - start, False)


def naive_pace(history: WorkHistory) -> float:
    """Return the work a day of the last four weeks, the yardstick of every model."""
    finished = max(float(history.finished[-NAIVE_DAYS:].sum()), LEAST_NAIVE * history.mean_size)
    return finished / min(NAIVE_DAYS, max(len(history), 1))


def independent_count(promises: Promises, rest: np.ndarray | None = None) -> int:
    """Return how many promises do not overlap in time within their scope, over all scopes.

    Args:
        promises: any of them.
        rest: working days until each ended, or was watched, where less is known than by now.
    """
    days = promises.rest if rest is None else rest
    ends = promises.origin + days * 7 / 5  # holidays make it later; enough to tell what overlaps
    count = 0
    free_from: dict[int, float] = {}
    for row in np.argsort(ends, kind="stable"):
        scope = int(promises.scope[row])
        if promises.origin[row] >= free_from.get(scope, -np.inf):
            count += 1
            free_from[scope] = float(ends[row])
    return count


def _as_columns(scope_ids: tuple[str, ...], rows: list[Row]) -> Promises:
    columns = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
    arrays = {
        name: np.array(values, dtype=_TYPES.get(name, float))
        for name, values in zip(_COLUMNS, columns, strict=True)
    }
    arrays["levels"] = arrays["levels"].reshape(len(rows), len(LEVELS))
    return Promises(scope_ids=scope_ids, **arrays)


_COLUMNS = tuple(column.name for column in fields(Promises)[1:])
_TYPES = {"scope": int, "has_ended": bool}
