"""The work of scopes by working day, as forecasts want it: cut at what was known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.joint import Wait
from pmo_analytics.forecasts.working_days import WorkingCalendar
from pmo_analytics.metrics.measure import Answers, Row
from pmo_analytics.metrics.question import AsOf, Question, Scope

FLOWS = ("finished_count", "arrived_count")
LEVELS = ("open_change", "progress_change", "blocked_change", "people_change")


@dataclass(frozen=True, eq=False)
class Work:
    """What happened to the work of a scope, a row a day on which something did, oldest first.

    `by_size` holds the same of the items with points, in points, and of those without, in items.
    """

    scope_id: str
    calendar: WorkingCalendar
    days: np.ndarray
    columns: Mapping[str, np.ndarray]
    pace_changes: tuple[date, ...] = ()
    by_size: Mapping[bool, Work] = field(default_factory=dict)

    def known_at(self, row: Row) -> WorkHistory:
        """Return the history to the last day that the exports knew.

        Args:
            row: of `work_as_of`; it tells the last day as it was known, which may be a part of it.
        """
        last: date = row["covered_date"]
        before = int(np.searchsorted(self.days, np.datetime64(last)))
        length = self.calendar.between(self._start, last) + 1 if before else 1
        by_day = {name: self._laid(name, before, length) for name in (*FLOWS, *LEVELS)}
        opened, progress, blocked, people = (np.cumsum(by_day[name]) for name in LEVELS)
        finished, arrived = (by_day[name] for name in FLOWS)
        finished[-1] += row["finished_count"]
        arrived[-1] += row["open_count"] - opened[-1] + row["finished_count"]
        opened[-1] = row["open_count"]
        progress[-1], blocked[-1] = row["in_progress_count"], row["blocked_count"]
        return WorkHistory(
            scope_id=self.scope_id,
            last_day=last,
            calendar=self.calendar,
            finished=finished,
            arrived=arrived,
            open_items=opened,
            in_progress=_worked_on(progress, people),
            blocked=blocked,
            pace_changes=tuple(day for day in self.pace_changes if day <= last),
        )

    @cached_property
    def _start(self) -> date:
        return self.calendar.last_working_day(self.days[0].astype(object))

    @cached_property
    def _positions(self) -> np.ndarray:
        """Return the working day of each row; a day off counts for the one before it."""
        return np.maximum(self.calendar.positions(self.days, first=self._start), 0)

    def _laid(self, name: str, before: int, length: int) -> np.ndarray:
        rows = self.columns[name][:before]
        return np.bincount(self._positions[:before], weights=rows, minlength=length)


def _worked_on(in_progress: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Return how many items go on at once: one a person, where somebody is named."""
    return np.where(people > 0, np.minimum(in_progress, people), in_progress)


def works_of(answers: Answers, scopes: Sequence[Scope], day: AsOf) -> dict[str, Work]:
    """Return the work of each scope, by its name; all that the exports know, however late.

    Args:
        answers: the door to the data.
        scopes: every one with the same item filter.
        day: any; its teams say whose days off count.
    """
    question = Question(tuple(scopes), (day,))
    rows = rows_by_scope(answers.rows("work_by_day", question))
    in_points = answers.settings.portfolio.counts_points
    points = rows_by_scope(answers.rows("points_by_day", question) if in_points else ())
    calendars = _Calendars(answers)
    teams = {row["scope"]: str(row["team_id"]) for row in answers.rows("sole_teams", question)}
    changes: dict[str, list[date]] = defaultdict(list)
    for row in answers.rows("pace_changes", question):
        changes[row["scope"]].append(row["date"])
    return {
        name: _work(name, found, calendars.of(teams.get(name, "")), changes[name], points[name])
        for name, found in rows.items()
    }


def rows_by_scope(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    """Return rows by the name of their scope, in their order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["scope"]].append(row)
    return found


def _work(
    name: str,
    rows: list[Row],
    calendar: WorkingCalendar,
    changes: Iterable[date] = (),
    points: Sequence[Row] = (),
) -> Work:
    rows.sort(key=lambda row: row["date"])
    return Work(
        scope_id=name,
        calendar=calendar,
        days=np.array([row["date"] for row in rows], dtype="datetime64[D]"),
        columns={
            column: np.array([row[column] for row in rows], dtype=float)
            for column in (*FLOWS, *LEVELS)
        },
        pace_changes=tuple(sorted(changes)),
        by_size={
            is_sized: _work(name, [row for row in points if row["is_sized"] == is_sized], calendar)
            for is_sized in ((True, False) if points else ())
        },
    )


def teams_of(rows: Iterable[Row]) -> tuple[tuple[str, ...], ...]:
    """Return the scopes that share one team, team by team, from rows of `sole_teams`."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        members[str(row["team_id"])].append(row["scope"])
    return tuple(tuple(sorted(found)) for _, found in sorted(members.items()) if len(found) > 1)


def waits_of(rows: Iterable[Row]) -> tuple[Wait, ...]:
    """Return what open work of each project waits for in others, from rows of `dependency_edges`.

    Where a day is promised or expected for what is needed, it counts; else the end of the project
    that it belongs to. A day that is over says no more than that it is not there yet.
    """
    waiting: dict[tuple[str, str, date | None], set[str]] = defaultdict(set)
    for row in rows:
        project = row["waiting_project_id"]
        if _is_waited_for(row):
            is_item = row["waiting_kind"] == "item"
            key = (project, row["needed_project_id"], row["later_date"])
            waiting[key].add(row["waiting_id"] if is_item else "")
    order = sorted(waiting, key=lambda key: (*key[:2], key[2] or date.min))
    return tuple(_wait(*key, waiting[key]) for key in order)


def as_delivered(rows: Iterable[Row], needed: str, on: date | None = None) -> Iterator[Row]:
    """Yield rows of `dependency_edges`, one thing that is needed taken as delivered.

    Args:
        rows: of all that is needed.
        needed: as dependencies.csv calls it; "" changes nothing.
        on: the day of it; without it, that for which it was promised.
    """
    for row in rows:
        is_named = bool(needed) and row["needed_name"] == needed
        arrived = on or row["committed_date"]
        yield {**row, "committed_date": arrived, "later_date": arrived} if is_named else row


@dataclass(frozen=True, slots=True)
class Dependency:
    """Something needed: the projects that wait for it, and the day for which it was promised."""

    waiting_ids: tuple[str, ...]
    promised_date: date | None


def dependency_of(rows: Iterable[Row], needed: str) -> Dependency:
    """Return who waits for something, and until when, from rows of `dependency_edges`."""
    found = [row for row in rows if row["needed_name"] == needed and _is_waited_for(row)]
    promised = [row["committed_date"] for row in found if row["committed_date"]]
    waiting = sorted({row["waiting_project_id"] for row in found})
    return Dependency(tuple(waiting), max(promised, default=None))


def waiting_for(rows: Iterable[Row], project_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the projects that wait for some projects, or for one that does."""
    pairs = {(r["waiting_project_id"], r["needed_project_id"]) for r in rows if _is_waited_for(r)}
    asked = frozenset(project_ids)
    found = set(asked)
    while more := {waiting for waiting, needed in pairs if needed in found} - found:
        found |= more
    return tuple(sorted(found - asked))


def _is_waited_for(row: Row) -> bool:
    """Tell whether open work of the project that is asked of waits for another one."""
    is_of_waiting = row["scope"] == row["waiting_project_id"]
    return bool(row["is_open"] and row["is_cross_project"] and is_of_waiting)


def _wait(project: str, needs: str, expected: date | None, items: set[str]) -> Wait:
    count = float(len(items - {""})) or 1.0
    own = "" if expected else needs
    return Wait(project, needs=own, expected=expected, items=count, owner=needs)


class _Calendars:
    """The calendars of teams: the weekend of the settings and the days that differ from it."""

    def __init__(self, answers: Answers) -> None:
        self._weekend = answers.settings.calendar.weekday_numbers
        self._days: dict[tuple[str, bool], list[date]] = defaultdict(list)
        for row in answers.rows("days_off", Question((), ())):
            self._days[row["team"], row["is_working"]].append(row["date"])
        self._teams = {team for team, _ in self._days}

    def of(self, team: str) -> WorkingCalendar:
        """Return the calendar of a team; one without days of its own has that of all."""
        own = team if team in self._teams else ""
        return WorkingCalendar(
            weekend=self._weekend,
            days_off=tuple(self._days[own, False]),
            extra_days=tuple(self._days[own, True]),
        )
