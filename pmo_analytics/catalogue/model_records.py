"""What each model would have promised and what became of it: which one is used, how it has held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from pmo_analytics.catalogue.forecast_models import MODELS
from pmo_analytics.catalogue.kept_promises import KeptPromises
from pmo_analytics.catalogue.known_work import Known, KnownWork
from pmo_analytics.forecasts.choice import COMPARED_SCOPES, CONTROL, Choice, choose_model
from pmo_analytics.forecasts.forecast import SURE
from pmo_analytics.forecasts.models import Model
from pmo_analytics.forecasts.quantiles import LEVELS
from pmo_analytics.forecasts.record import Promises, back_test, origins_until
from pmo_analytics.forecasts.track_record import TrackRecord, due_promises, track_record
from pmo_analytics.metrics.measure import Row
from pmo_analytics.metrics.question import AsOf, Scope

OWN_PROMISES = 10  # that fell due, before a project is held to its own record


@dataclass(frozen=True)
class ModelRecords:
    """The record of every model, made once from all that the exports know.

    As of an earlier day only what had happened by then is looked at.
    """

    work: KnownWork
    kept: KeptPromises = field(default_factory=KeptPromises)
    _promises: dict[str, Promises] = field(default_factory=dict, repr=False)
    _told_by: dict[tuple[str, Known], Promises] = field(default_factory=dict, repr=False)
    _choices: dict[Known, Choice] = field(default_factory=dict, repr=False)
    _records: dict[tuple[Known, str | None], TrackRecord | None] = field(
        default_factory=dict, repr=False
    )

    @cached_property
    def compared(self) -> dict[str, Promises]:
        """Return what each model would have promised to some projects, and what became of it."""
        models = (*MODELS.values(), CONTROL)
        return {model.name: self._back_tested(model, COMPARED_SCOPES) for model in models}

    def promises(self, model: str) -> Promises:
        """Return what a model would have promised to every project, and what became of it."""
        count = len(self.work.works)
        if count <= COMPARED_SCOPES:
            return self.compared[model]
        if model not in self._promises:
            self._promises[model] = self._back_tested(MODELS[model], count)
        return self._promises[model]

    def chosen(self, known: Known) -> Promises:
        """Return the promises of the model that is chosen, to the projects that speak."""
        name = self.choice_of(known).model
        return self._told(name, self.promises(name), known)

    def choice(self, scope: Scope, day: AsOf) -> Choice:
        """Return the model that lost least on what was known by a day."""
        return self.choice_of(self.work.known_of(scope.project_ids, day))

    def choice_of(self, known: Known) -> Choice:
        """Return the model that lost least on the projects that speak."""
        if known not in self._choices:
            told = {name: self._told(name, one, known) for name, one in self.compared.items()}
            self._choices[known] = choose_model(told, day=known.ordinal)
        return self._choices[known]

    def model(self, known: Known) -> Model:
        """Return the model that forecasts the projects that speak."""
        return MODELS[self.choice_of(known).model]

    def record(self, scope: Scope, day: AsOf) -> tuple[TrackRecord, bool]:
        """Return the record of a project where enough fell due, else that of all, and which."""
        known = self.work.known_of(scope.project_ids, day)
        if scope.is_whole_project:
            own = self._record(known, scope.name)
            if own is not None and own.of(SURE).count >= OWN_PROMISES:
                return own, True
        return self._record(known, None), False

    def ended_by(self, project_id: str, day: date) -> bool:
        """Tell whether all work of a project was finished on a day, as far as is known by now."""
        histories = self.work.histories(self.work.newest)
        found = [one for one in histories if one.scope_id == project_id]
        return bool(found) and found[0].until(day).open_now <= 0

    def promised(self, scope: Scope, day: AsOf) -> list[Row]:
        """Return the promises behind the record of a scope, a row for each that fell due."""
        found = self.chosen(self.work.known_of(scope.project_ids, day))
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

    def _back_tested(self, model: Model, projects: int) -> Promises:
        def make() -> Promises:
            histories = self.work.histories(self.work.newest)[:projects]
            last = max((history.last_day for history in histories), default=date.min)
            origins = origins_until(last) if histories else ()
            return back_test(histories, model, origins=origins)

        return self.kept.promises(f"{model.name} {projects}", make)

    def _told(self, name: str, promises: Promises, known: Known) -> Promises:
        """Return the promises to the projects that speak, the same object each time."""
        key = (f"{name} {len(promises.scope_ids)}", known)
        if key not in self._told_by:
            rows = [at for at, one in enumerate(promises.scope_ids) if one in known.project_ids]
            is_all = len(rows) == len(promises.scope_ids)
            told = promises if is_all else promises.where(np.isin(promises.scope, rows))
            self._told_by[key] = told
        return self._told_by[key]

    def _after(self, due: Promises, row: int, days: float) -> date:
        calendar = self.work.works[due.scope_ids[due.scope[row]]].calendar
        return calendar.after(date.fromordinal(int(due.origin[row])), int(days))

    def _record(self, known: Known, scope_id: str | None) -> TrackRecord | None:
        if (known, scope_id) not in self._records:
            promises = self.chosen(known)
            self._records[known, scope_id] = (
                track_record(promises, day=known.ordinal, scope_id=scope_id, target=None)
                if scope_id is None or scope_id in promises.scope_ids
                else None
            )
        return self._records[known, scope_id]
