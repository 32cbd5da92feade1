"""What the exports knew of the work of all projects as of a day: histories, waits and teams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pmo_analytics.catalogue.points import history_of
from pmo_analytics.catalogue.work import (
    Dependency,
    Work,
    as_delivered,
    dependency_of,
    rows_by_scope,
    teams_of,
    waiting_for,
    waits_of,
    works_of,
)
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.joint import Wait
from pmo_analytics.metrics.measure import Answers, Row, rows_of_cases
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope

_WORK = ("work_as_of", "points_as_of")
_READ = (*_WORK, "dependency_edges", "sole_teams")  # of each day


@dataclass(frozen=True)
class Known:
    """A day, and the projects whose past may speak for one another as of it."""

    day: AsOf
    project_ids: frozenset[str]

    @property
    def ordinal(self) -> int:
        """Return the day as an ordinal."""
        return self.day.day.toordinal()


@dataclass(frozen=True)
class KnownWork:
    """The work of all projects, read once a day that is asked for."""

    answers: Answers
    project_ids: Sequence[str]
    _rows: dict[AsOf, dict[str, list[Row]]] = field(default_factory=dict, repr=False)
    _histories: dict[AsOf, tuple[WorkHistory, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def works(self) -> dict[str, Work]:
        """Return the work of each project, all that the exports know."""
        return works_of(self.answers, self._scopes, self.newest)

    @property
    def newest(self) -> AsOf:
        """Return the last day that the exports tell of."""
        return self.answers.calendar.as_of()

    @cached_property
    def _scopes(self) -> tuple[Scope, ...]:
        return tuple(map(project_scope, self.project_ids))

    def histories(self, day: AsOf) -> tuple[WorkHistory, ...]:
        """Return the history of each project that has one, as of a day."""
        if day not in self._histories:
            read = (self._read(query, day) for query in _WORK)
            self._histories[day] = _histories(self.works, *read)
        return self._histories[day]

    def known_histories(self, known: Known, among: Iterable[str]) -> list[WorkHistory]:
        """Return the histories of some projects and their kin, of those that may speak."""
        kin = self._kin(among, known.day)
        return [one for one in self.speakers(known) if one.scope_id in kin]

    def speakers(self, known: Known) -> list[WorkHistory]:
        """Return the histories of all projects that may speak for one another."""
        return [one for one in self.histories(known.day) if one.scope_id in known.project_ids]

    def history_of_items(self, scope: Scope, day: AsOf) -> tuple[WorkHistory, ...]:
        """Return the history of some of the items of projects, or of a team, if it has one."""
        works = works_of(self.answers, (scope,), self.newest)
        read = (self._rows_of(query, Question((scope,), (day,))) for query in _WORK)
        return _histories(works, *read)

    def known_of(self, project_ids: Iterable[str], day: AsOf) -> Known:
        """Return the projects that speak for some of them: those that exports knew, or all."""
        rows = self._read("work_as_of", day)
        there_are = frozenset(row["scope"] for row in rows)
        exported = frozenset(row["scope"] for row in rows if row["is_exported"])
        is_known = there_are.intersection(project_ids) <= exported
        return Known(day, exported if is_known else there_are)

    def teams(self, day: AsOf) -> tuple[tuple[str, ...], ...]:
        """Return the projects that share a team as of a day, team by team."""
        return teams_of(self._read("sole_teams", day))

    def waits(self, day: AsOf, *, delivered: str = "", on: date | None = None) -> tuple[Wait, ...]:
        """Return what the projects wait for as of a day.

        Args:
            day: as of which.
            delivered: something needed, as dependencies.csv calls it, that is taken as delivered.
            on: the day of it; without it, that for which it was promised.
        """
        return waits_of(as_delivered(self._read("dependency_edges", day), delivered, on))

    def dependency(self, needed: str, day: AsOf) -> Dependency:
        """Return who waits for what dependencies.csv calls so, and for when it was promised."""
        return dependency_of(self._read("dependency_edges", day), needed)

    def waiting_for(self, project_ids: Iterable[str], day: AsOf) -> tuple[str, ...]:
        """Return the projects whose open work waits for some projects, or for one that does."""
        return waiting_for(self._read("dependency_edges", day), project_ids)

    def read_days(self, days: Sequence[AsOf]) -> None:
        """Read what was known on several days at once; a day left out is read when asked for."""
        missing = tuple(day for day in days if day not in self._rows)
        if not missing:
            return
        question = Question(tuple(sorted(self._scopes, key=lambda one: one.name)), missing)
        for day in missing:
            self._rows[day] = {query: [] for query in _READ}
        by_date = {day.day: self._rows[day] for day in missing}
        for query in _READ:
            for row in self._rows_of(query, question):
                by_date[row["as_of"]][query].append(row)

    def _rows_of(self, query: str, question: Question) -> list[Row]:
        is_asked = query != "points_as_of" or self.answers.settings.portfolio.counts_points
        return list(rows_of_cases(self.answers, query, question)) if is_asked else []

    def _read(self, query: str, day: AsOf) -> list[Row]:
        self.read_days((day,))
        return self._rows[day][query]

    def _kin(self, project_ids: Iterable[str], day: AsOf) -> set[str]:
        pairs = [{wait.scope_id, wait.needs} for wait in self.waits(day) if wait.needs]
        ties = [*pairs, *map(set, self.teams(day))]
        found = set(project_ids)
        while more := {one for tie in ties if tie & found for one in tie} - found:
            found |= more
        return found


def _histories(
    works: Mapping[str, Work], rows: Sequence[Row], points: Sequence[Row]
) -> tuple[WorkHistory, ...]:
    sized = rows_by_scope(points)
    return tuple(
        history_of(works[row["scope"]], row, sized[row["scope"]])
        for row in rows
        if row["scope"] in works
    )
