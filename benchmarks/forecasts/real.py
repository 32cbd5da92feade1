"""What "how many in four weeks" was worth on real histories beside the project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.forecasts.count_promises import CountPromise, count_promises
from pmo_analytics.errors import PmoError
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.models import Model
from pmo_analytics.forecasts.record import origins_until
from pmo_analytics.forecasts.working_days import WorkingCalendar
from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader

REAL_EXPORTS = Path(__file__).parents[3] / "shared" / "data" / "exports"
LEAST_FINISHED = 20  # items; less is no history
SETTINGS = '[portfolio]\ntime_zone = "Europe/Zurich"\n'
_ITEMS = """
select
    coalesce(tracker_project_key, '') as project,
    cast(created_at as date) as created,
    cast(started_at as date) as started,
    cast(done_at as date) as done,
    cast(cancelled_at as date) as cancelled
from items
where level = 'item' and (created_at is not null or done_at is not null)
"""


def real_histories(exports: Path = REAL_EXPORTS) -> Iterator[WorkHistory]:
    """Return a history of each tracker project with enough finished items."""
    for path in sorted(exports.glob("*.csv")):
        for project, rows in _items(path).items():
            history = _history(f"{path.stem} {project}".strip(), rows)
            if history is not None:
                yield history


def _items(path: Path) -> dict[str, list[tuple]]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "exports" / path.stem).mkdir(parents=True)
        (folder / "pmo.toml").write_text(SETTINGS, encoding="utf-8")
        (folder / "exports" / path.stem / path.name).write_bytes(path.read_bytes())
        try:
            with open_reader(build_warehouse(folder).warehouse) as connection:
                rows = connection.execute(_ITEMS).fetchall()
        except PmoError:
            return {}  # what cannot be read has no history; other tests say so
    found: dict[str, list[tuple]] = {}
    for project, *dates in rows:
        found.setdefault(project, []).append(tuple(dates))
    return found


def _history(scope_id: str, rows: Sequence[tuple]) -> WorkHistory | None:
    done = sorted(row[2] for row in rows if row[2])
    if len(done) < LEAST_FINISHED:
        return None
    known = [day for row in rows for day in row if day and day <= done[-1]]
    first, last = min(known), done[-1]
    calendar = WorkingCalendar(weekend=_weekend(done))
    span = {"first": first, "last": last, "calendar": calendar}
    finished = _by_day(done, **span)
    # of an item without a creation its start, or its end, is the first that is known
    came = [
        min(d for d in (created, started, end, out) if d) for created, started, end, out in rows
    ]
    arrived = _by_day([day for day in came if day <= last], **span)
    left = _by_day([row[3] for row in rows if row[3] and row[3] <= last], **span)
    begun = [row[1] for row in rows if row[1] and row[1] <= last]
    ended = [row[2] or row[3] for row in rows if row[1] and (row[2] or row[3])]
    ended = [day for day in ended if day <= last]
    progress = np.cumsum(_by_day(begun, **span) - _by_day(ended, **span))
    return WorkHistory(
        scope_id=scope_id,
        last_day=last,
        calendar=calendar,
        finished=finished,
        arrived=arrived - left,
        open_items=np.maximum(np.cumsum(arrived - left - finished), 0),
        in_progress=np.maximum(progress, 0) if begun else np.empty(0),
    )


def _weekend(done: Sequence[date]) -> tuple[int, ...]:
    """Return Saturday and Sunday, or nothing where the team finishes on them like on any day."""
    share = np.mean([day.weekday() >= 5 for day in done])
    return () if share > 0.15 else (5, 6)


def _by_day(days: Sequence[date], *, first, last, calendar) -> np.ndarray:
    """Count days by working day; what happens on a day off counts for the one before it."""
    start = calendar.last_working_day(first)
    length = calendar.between(start, last) + 1
    positions = calendar.positions(np.array(days, dtype="datetime64[D]"), first=start)
    inside = np.maximum(positions[positions < length], 0)
    return np.bincount(inside, minlength=length).astype(float)


@dataclass(frozen=True)
class RealRow:
    """What promised counts of one history were worth."""

    name: str
    promises: int
    of_nothing: int  # promises of at least 0, which always hold
    kept: float  # share, ties in part
    promised: float  # mean
    finished: float  # mean


def real_rows(histories: Sequence[WorkHistory], model: Model, *, weeks: int = 4) -> list[RealRow]:
    """Return a line a history, and one over all."""
    found: list[CountPromise] = []
    rows = []
    for history in histories:
        origins = origins_until(history.last_day, count=10**3)
        origins = [day for day in origins if day > _first_day(history)]
        own = list(count_promises(history, model, origins=origins, weeks=(weeks,)))
        if own:
            rows.append(_row(history.scope_id, own))
        found += own
    return [_row("all", found), *rows]


def _first_day(history: WorkHistory) -> date:
    return history.calendar.after(history.last_day, 1 - len(history))


def _row(name: str, promises: Sequence[CountPromise]) -> RealRow:
    some = [promise for promise in promises if promise.promised > 0]
    return RealRow(
        name=name,
        promises=len(some),
        of_nothing=len(promises) - len(some),
        kept=float(np.mean([promise.kept_share for promise in some])) if some else np.nan,
        promised=float(np.mean([promise.promised for promise in some])) if some else np.nan,
        finished=float(np.mean([promise.actual for promise in some])) if some else np.nan,
    )


def printed_real(rows: Sequence[RealRow]) -> Iterator[str]:
    """Return the table as markdown."""
    yield "| history | promises | of nothing | kept | promised at least | finished |"
    yield "|---|---|---|---|---|---|"
    for one in rows:
        yield (
            f"| {one.name} | {one.promises} | {one.of_nothing} | {one.kept:.0%} "
            f"| {one.promised:.1f} | {one.finished:.1f} |"
        )
