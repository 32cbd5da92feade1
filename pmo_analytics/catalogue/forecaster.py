"""Forecasts of a portfolio as of any day, from what its exports knew then, with one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial

import numpy as np

from pmo_analytics.catalogue.forecast_models import MODELS
from pmo_analytics.catalogue.kept_promises import KeptPromises
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
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.choice import (
    COMPARED_SCOPES,
    CONTROL,
    Choice,
    choose_model,
)
from pmo_analytics.forecasts.doubts import doubt_about
from pmo_analytics.forecasts.finish import FinishForecast
from pmo_analytics.forecasts.forecast import (
    LIKELY,
    SURE,
    PortfolioForecast,
    ScopeForecast,
    forecast_portfolio,
    last_forecast,
    no_forecast,
    no_later_than,
)
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.joint import Wait
from pmo_analytics.forecasts.models import Model, Pool, pool_of
from pmo_analytics.forecasts.moved_date import explain_move
from pmo_analytics.forecasts.quantiles import LEVELS
from pmo_analytics.forecasts.record import Promises, back_test, origins_until
from pmo_analytics.forecasts.shapley import Split
from pmo_analytics.forecasts.track_record import TrackRecord, due_promises, track_record
from pmo_analytics.forecasts.what_if import WhatIf, what_if
from pmo_analytics.metrics.measure import Answers, Row, rows_of_cases
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import NO_FILTER, AsOf, Question, Scope

_WORK = ("work_as_of", "points_as_of")
_READ = (*_WORK, "dependency_edges", "sole_teams")  # of each day
OWN_PROMISES = 10  # that fell due, before a project is held to its own record


@dataclass(frozen=True)
class _Known:
    """A day, and the projects whose past may speak for one another as of it."""

    day: AsOf
    project_ids: frozenset[str]

    @property
    def ordinal(self) -> int:
        """Return the day as an ordinal."""
        return self.day.day.toordinal()


@dataclass(frozen=True)
class Forecaster:
    """The forecasts of all projects together: a project alone has the same one.

    The record is made once, from all that the exports know; as of an earlier day only what had
    happened by then is looked at. What no export knew yet on a day speaks for no project that one
    knew; a project that is itself reconstructed on it is forecast among all.
    """

    answers: Answers
    project_ids: Sequence[str]
    kept: KeptPromises = field(default_factory=KeptPromises)
    _made: dict[AsOf, dict[str, ScopeForecast]] = field(default_factory=dict, repr=False)
    _held_up: dict[AsOf, dict[tuple[str, str], float]] = field(default_factory=dict, repr=False)
    _promises: dict[str, Promises] = field(default_factory=dict, repr=False)
    _histories: dict[AsOf, tuple[WorkHistory, ...]] = field(default_factory=dict, repr=False)
    _told_by: dict[tuple[str, _Known], Promises] = field(default_factory=dict, repr=False)
    _rows: dict[AsOf, dict[str, list[Row]]] = field(default_factory=dict, repr=False)
    _records: dict[tuple[_Known, str | None], TrackRecord | None] = field(
        default_factory=dict, repr=False
    )
    _choices: dict[_Known, Choice] = field(default_factory=dict, repr=False)
    _pools: dict[_Known, Pool] = field(default_factory=dict, repr=False)

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Return a scope for each project."""
        return tuple(map(project_scope, self.project_ids))

    @cached_property
    def works(self) -> dict[str, Work]:
        """Return the work of each project."""
        return works_of(self.answers, self.scopes, self._newest)

    @cached_property
    def records(self) -> dict[str, Promises]:
        """Return what each model would have promised to some projects, and what became of it."""
        models = (*MODELS.values(), CONTROL)
        return {model.name: self._back_tested(model, COMPARED_SCOPES) for model in models}

    def promises(self, model: str) -> Promises:
        """Return what a model would have promised to every project, and what became of it."""
        if len(self.works) <= COMPARED_SCOPES:
            return self.records[model]
        if model not in self._promises:
            self._promises[model] = self._back_tested(MODELS[model], len(self.works))
        return self._promises[model]

    def _chosen(self, known: _Known) -> Promises:
        """Return the promises of the model that is chosen, to the projects that speak."""
        name = self._choice(known).model
        return self._told(name, self.promises(name), known)

    def _told(self, name: str, promises: Promises, known: _Known) -> Promises:
        """Return the promises to the projects that speak, the same object each time."""
        key = (f"{name} {len(promises.scope_ids)}", known)
        if key not in self._told_by:
            rows = [at for at, one in enumerate(promises.scope_ids) if one in known.project_ids]
            is_all = len(rows) == len(promises.scope_ids)
            told = promises if is_all else promises.where(np.isin(promises.scope, rows))
            self._told_by[key] = told
        return self._told_by[key]

    def _back_tested(self, model: Model, projects: int) -> Promises:
        def make() -> Promises:
            histories = self.histories(self._newest)[:projects]
            last = max((history.last_day for history in histories), default=date.min)
            origins = origins_until(last) if histories else ()
            return back_test(histories, model, origins=origins)

        return self.kept.promises(f"{model.name} {projects}", make)

    @property
    def _newest(self) -> AsOf:
        return self.answers.calendar.as_of()

    def histories(self, day: AsOf) -> tuple[WorkHistory, ...]:
        """Return the history of each project that has one, as of a day."""
        if day not in self._histories:
            read = (self._read(query, day) for query in _WORK)
            self._histories[day] = _histories(self.works, *read)
        return self._histories[day]

    def prepare(self, days: Sequence[AsOf], scopes: Sequence[Scope] = ()) -> None:
        """Read what was known on several days at once, and forecast projects of a day together.

        What is not prepared is read and forecast when it is asked for, and is the same.
        """
        self._prepare_rows(days)
        whole = dict.fromkeys(one for each in scopes if _is_whole(each) for one in each.project_ids)
        for day in days:
            self.forecasts(whole, day)

    def _prepare_rows(self, days: Sequence[AsOf]) -> None:
        missing = tuple(day for day in days if day not in self._rows)
        if not missing:
            return
        question = Question(tuple(sorted(self.scopes, key=lambda one: one.name)), missing)
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
        self._prepare_rows((day,))
        return self._rows[day][query]

    def choice(self, scope: Scope, day: AsOf) -> Choice:
        """Return the model that lost least on what was known by a day."""
        return self._choice(self._known_of(scope.project_ids, day))

    def _choice(self, known: _Known) -> Choice:
        if known not in self._choices:
            told = {name: self._told(name, one, known) for name, one in self.records.items()}
            self._choices[known] = choose_model(told, day=known.ordinal)
        return self._choices[known]

    def _known_of(self, project_ids: Iterable[str], day: AsOf) -> _Known:
        """Return the projects that speak for some of them: those that exports knew, or all."""
        rows = self._read("work_as_of", day)
        there_are = frozenset(row["scope"] for row in rows)
        exported = frozenset(row["scope"] for row in rows if row["is_exported"])
        is_known = there_are.intersection(project_ids) <= exported
        return _Known(day, exported if is_known else there_are)

    def forecasts(self, project_ids: Iterable[str], day: AsOf) -> dict[str, ScopeForecast]:
        """Return the forecasts of some projects as of a day, each made once.

        What they wait for, what waits for them and what shares their teams is forecast with them;
        what has nothing to do with them changes nothing but the pool.
        """
        made = self._made.setdefault(day, {})
        missing = [one for one in project_ids if one not in made]
        by_known: dict[_Known, list[str]] = defaultdict(list)
        for one in missing:
            by_known[self._known_of((one,), day)].append(one)
        for known, wanted in by_known.items():
            found = self._forecast(self._kin_histories(wanted, known), known)
            made |= {one: found.by_scope[one] for one in wanted if one in found.by_scope}
            self._held_up.setdefault(day, {}).update(
                {key: share for key, share in found.waiting_shares.items() if key[0] in wanted}
            )
        return {one: made[one] for one in project_ids if one in made}

    def held_up(self, project_id: str, day: AsOf) -> dict[str, float]:
        """Return the share of futures in which another project decides when this one ends."""
        self.forecasts((project_id,), day)
        shares = self._held_up.get(day, {})
        return {other: share for (one, other), share in shares.items() if one == project_id}

    def changed(self, day: AsOf, scope_id: str, changes: Sequence[Change]) -> ScopeForecast:
        """Return the forecast of a project as of a day after changes, see `all_changed`."""
        return self.all_changed(day, (scope_id,), changes)[scope_id]

    def all_changed(
        self, day: AsOf, scope_ids: Sequence[str], changes: Sequence[Change]
    ) -> dict[str, ScopeForecast]:
        """Return the forecasts of some projects as of a day after changes, in the same draws.

        Only what they wait for, what waits for them and what shares their teams is forecast again.
        """
        known = self._known_of(scope_ids, day)
        found = self._forecast(self._kin_histories(scope_ids, known), known, changes).by_scope
        return {one: found[one] for one in scope_ids if one in found}

    def what_if(self, day: AsOf, scope_ids: Sequence[str], changes: Sequence[Change]) -> WhatIf:
        """Return what changes do to the end of some projects, split by change; see `what_if`."""
        known = self._known_of(scope_ids, day)
        touched = (*scope_ids, *(change.scope_id for change in changes))
        return what_if(
            self._kin_histories(touched, known),
            MODELS[self._choice(known).model],
            changes,
            scope_ids=scope_ids,
            promises=self._chosen(known),
            waits=self.waits(known.day),
            teams=self.teams(known.day),
            pool=self._pool(known),
        )

    def _kin_histories(self, wanted: Iterable[str], known: _Known) -> list[WorkHistory]:
        """Return what is forecast with some projects, of those that may speak for them."""
        kin = self._kin(wanted, known.day) & known.project_ids
        return [one for one in self.histories(known.day) if one.scope_id in kin]

    def _forecast(
        self, histories: Sequence[WorkHistory], known: _Known, changes: Sequence[Change] = ()
    ) -> PortfolioForecast:
        return forecast_portfolio(
            histories,
            MODELS[self._choice(known).model],
            promises=self._chosen(known),
            waits=self.waits(known.day),
            teams=self.teams(known.day),
            changes=changes,
            pool=self._pool(known),
        )

    def _pool(self, known: _Known) -> Pool:
        """Return what the projects that speak have in common."""
        if known not in self._pools:
            told = (one for one in self.histories(known.day) if one.scope_id in known.project_ids)
            self._pools[known] = pool_of(one for one in told if doubt_about(one) is None)
        return self._pools[known]

    def _kin(self, project_ids: Iterable[str], day: AsOf) -> set[str]:
        pairs = [{wait.scope_id, wait.needs} for wait in self.waits(day) if wait.needs]
        ties = [*pairs, *map(set, self.teams(day))]
        found = set(project_ids)
        while more := {one for tie in ties if tie & found for one in tie} - found:
            found |= more
        return found

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

    def of(
        self, scope: Scope, day: AsOf, *, is_stale: bool = False, before: AsOf | None = None
    ) -> FinishForecast:
        """Return the forecast of a scope as of a day, with its record.

        Projects end together when the last one does. Some of the items, or those of a team, are
        work of their own.
        """
        return FinishForecast(
            as_of=day.day,
            scope=self._scope_forecast(scope, day),
            choice=self.choice(scope, day),
            find_record=partial(self.record, scope, day),
            drivers=self.drivers(scope, before, day) if before else None,
            is_stale=is_stale,
        )

    def drivers(self, scope: Scope, before: AsOf, day: AsOf) -> Split | None:
        """Split the move of the likely date of a project between two days; None for several."""
        if not is_whole_project(scope):
            return None
        old, new = (self._scope_forecast(scope, each) for each in (before, day))
        if not (old.futures and new.futures and old.when(LIKELY) and new.when(LIKELY)):
            return None
        before_it, now = (self._known_of(scope.project_ids, each) for each in (before, day))
        return explain_move(
            old.history,
            old.history,
            new.history,
            model_before=MODELS[self._choice(before_it).model],
            model_after=MODELS[self._choice(now).model],
            pool_before=self._pool(before_it),
            pool_after=self._pool(now),
            published_days=(new.when(LIKELY) - old.when(LIKELY)).days,
        )

    def record(self, scope: Scope, day: AsOf) -> tuple[TrackRecord, bool]:
        """Return the record of a project where enough fell due, else that of all, and which."""
        known = self._known_of(scope.project_ids, day)
        if is_whole_project(scope):
            own = self._record(known, scope.name)
            if own is not None and own.of(SURE).count >= OWN_PROMISES:
                return own, True
        return self._record(known, None), False

    def ended_by(self, project_id: str, day: date) -> bool:
        """Tell whether all work of a project was finished on a day, as far as is known by now."""
        found = [one for one in self.histories(self._newest) if one.scope_id == project_id]
        return bool(found) and found[0].until(day).open_now <= 0

    def promised(self, scope: Scope, day: AsOf) -> list[Row]:
        """Return the promises behind the record of a scope, a row for each that fell due."""
        found = self._chosen(self._known_of(scope.project_ids, day))
        _, is_own = self.record(scope, day)
        if is_own:
            found = found.where(found.scope == found.scope_ids.index(scope.name))
        due, kept = due_promises(found, SURE, day.day.toordinal())
        return [
            {
                "project_id": due.scope_ids[due.scope[row]],
                "origin_date": date.fromordinal(int(due.origin[row])),
                "open_share": float(due.target[row]),
                "promised_date": self._after(due, row, due.levels[row, LEVELS.index(SURE)]),
                "ended_date": date.fromordinal(int(due.last_seen[row]))
                if due.has_ended[row]
                else None,
                "is_kept": bool(kept[row]),
            }
            for row in range(len(due))
        ]

    def _after(self, due: Promises, row: int, days: float) -> date:
        calendar = self.works[due.scope_ids[due.scope[row]]].calendar
        return calendar.after(date.fromordinal(int(due.origin[row])), int(days))

    def _record(self, known: _Known, scope_id: str | None) -> TrackRecord | None:
        if (known, scope_id) not in self._records:
            promises = self._chosen(known)
            self._records[known, scope_id] = (
                track_record(promises, day=known.ordinal, scope_id=scope_id, target=None)
                if scope_id is None or scope_id in promises.scope_ids
                else None
            )
        return self._records[known, scope_id]

    def _scope_forecast(self, scope: Scope, day: AsOf) -> ScopeForecast:
        if not _is_whole(scope):
            return self._of_items(scope, day)
        found = self.forecasts(scope.project_ids, day)
        if not found:
            return no_forecast(scope.name, day.day, "nothing_left")
        if scope.kind == "project":
            return next(iter(found.values()))
        return last_forecast(tuple(found.values()), scope_id=scope.name)[0]

    def _of_items(self, scope: Scope, day: AsOf) -> ScopeForecast:
        works = works_of(self.answers, (scope,), self._newest)
        rows, points = (self._rows_of(query, Question((scope,), (day,))) for query in _WORK)
        known = self._known_of(scope.project_ids, day)
        made = forecast_portfolio(
            _histories(works, rows, points),
            MODELS[self._choice(known).model],
            promises=self._chosen(known),
            pool=self._pool(known),
        )
        found = made.by_scope.get(scope.name) or no_forecast(scope.name, day.day, "nothing_left")
        whole = replace(scope, items=NO_FILTER, team="")
        return no_later_than(found, self._scope_forecast(whole, day))


def is_whole_project(scope: Scope) -> bool:
    """Tell whether a scope is one project with all of its items."""
    return scope.kind == "project" and _is_whole(scope)


def _is_whole(scope: Scope) -> bool:
    return scope.items == NO_FILTER and not scope.team


def _histories(
    works: Mapping[str, Work], rows: Sequence[Row], points: Sequence[Row]
) -> tuple[WorkHistory, ...]:
    sized = rows_by_scope(points)
    return tuple(
        history_of(works[row["scope"]], row, sized[row["scope"]])
        for row in rows
        if row["scope"] in works
    )
