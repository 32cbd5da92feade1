"""Forecasts of a portfolio as of any day, from what its exports knew then, with one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from pmo_analytics.catalogue.kept_promises import KeptPromises
from pmo_analytics.catalogue.known_work import Known, KnownWork
from pmo_analytics.catalogue.model_records import ModelRecords
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.doubts import doubt_about
from pmo_analytics.forecasts.finish import FinishForecast
from pmo_analytics.forecasts.forecast import (
    LIKELY,
    PortfolioForecast,
    ScopeForecast,
    forecast_portfolio,
    last_forecast,
    no_forecast,
    no_later_than,
)
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.models import Pool, pool_of
from pmo_analytics.forecasts.moved_date import explain_move
from pmo_analytics.forecasts.shapley import Split
from pmo_analytics.forecasts.what_if import WhatIf, what_if
from pmo_analytics.metrics.measure import Answers
from pmo_analytics.metrics.question import NO_FILTER, AsOf, Scope


@dataclass(frozen=True)
class Forecaster:
    """The forecasts of all projects together: a project alone has the same one.

    What no export knew yet on a day speaks for no project that one knew; a project that is itself
    reconstructed on it is forecast among all.
    """

    answers: Answers
    project_ids: Sequence[str]
    kept: KeptPromises = field(default_factory=KeptPromises)
    _made: dict[AsOf, dict[str, ScopeForecast]] = field(default_factory=dict, repr=False)
    _held_up: dict[AsOf, dict[tuple[str, str], float]] = field(default_factory=dict, repr=False)
    _pools: dict[Known, Pool] = field(default_factory=dict, repr=False)

    @cached_property
    def work(self) -> KnownWork:
        """Return what was known of the work of all projects."""
        return KnownWork(self.answers, self.project_ids)

    @cached_property
    def records(self) -> ModelRecords:
        """Return how the dates of each model have held."""
        return ModelRecords(self.work, self.kept)

    def prepare(self, days: Sequence[AsOf], scopes: Sequence[Scope] = ()) -> None:
        """Read what was known on several days at once, and forecast projects of a day together.

        What is not prepared is read and forecast when it is asked for, and is the same.
        """
        self.work.read_days(days)
        whole = dict.fromkeys(one for each in scopes if each.is_whole for one in each.project_ids)
        for day in days:
            self.forecasts(whole, day)

    def forecasts(self, project_ids: Iterable[str], day: AsOf) -> dict[str, ScopeForecast]:
        """Return the forecasts of some projects as of a day, each made once.

        What they wait for, what waits for them and what shares their teams is forecast with them;
        what has nothing to do with them changes nothing but the pool.
        """
        made = self._made.setdefault(day, {})
        missing = [one for one in project_ids if one not in made]
        by_known: dict[Known, list[str]] = defaultdict(list)
        for one in missing:
            by_known[self.work.known_of((one,), day)].append(one)
        for known, wanted in by_known.items():
            found = self._forecast(self.work.known_histories(known, wanted), known)
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
        known = self.work.known_of(scope_ids, day)
        found = self._forecast(self.work.known_histories(known, scope_ids), known, changes).by_scope
        return {one: found[one] for one in scope_ids if one in found}

    def what_if(self, day: AsOf, scope_ids: Sequence[str], changes: Sequence[Change]) -> WhatIf:
        """Return what changes do to the end of some projects, split by change; see `what_if`."""
        known = self.work.known_of(scope_ids, day)
        touched = (*scope_ids, *(change.scope_id for change in changes))
        return what_if(
            self.work.known_histories(known, touched),
            self.records.model(known),
            changes,
            scope_ids=scope_ids,
            promises=self.records.chosen(known),
            waits=self.work.waits(known.day),
            teams=self.work.teams(known.day),
            pool=self._pool(known),
        )

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
            choice=self.records.choice(scope, day),
            find_record=partial(self.records.record, scope, day),
            drivers=self.drivers(scope, before, day) if before else None,
            is_stale=is_stale,
        )

    def drivers(self, scope: Scope, before: AsOf, day: AsOf) -> Split | None:
        """Split the move of the likely date of a project between two days; None for several."""
        if not scope.is_whole_project:
            return None
        old, new = (self._scope_forecast(scope, each) for each in (before, day))
        if not (old.futures and new.futures and old.when(LIKELY) and new.when(LIKELY)):
            return None
        before_it, now = (self.work.known_of(scope.project_ids, each) for each in (before, day))
        return explain_move(
            old.history,
            old.history,
            new.history,
            model_before=self.records.model(before_it),
            model_after=self.records.model(now),
            pool_before=self._pool(before_it),
            pool_after=self._pool(now),
            published_days=(new.when(LIKELY) - old.when(LIKELY)).days,
        )

    def _forecast(
        self, histories: Sequence[WorkHistory], known: Known, changes: Sequence[Change] = ()
    ) -> PortfolioForecast:
        return forecast_portfolio(
            histories,
            self.records.model(known),
            promises=self.records.chosen(known),
            waits=self.work.waits(known.day),
            teams=self.work.teams(known.day),
            changes=changes,
            pool=self._pool(known),
        )

    def _pool(self, known: Known) -> Pool:
        """Return what the projects that speak have in common."""
        if known not in self._pools:
            told = (one for one in self.work.speakers(known) if doubt_about(one) is None)
            self._pools[known] = pool_of(told)
        return self._pools[known]

    def _scope_forecast(self, scope: Scope, day: AsOf) -> ScopeForecast:
        if not scope.is_whole:
            return self._of_items(scope, day)
        found = self.forecasts(scope.project_ids, day)
        if not found:
            return no_forecast(scope.name, day.day, "nothing_left")
        if scope.kind == "project":
            return next(iter(found.values()))
        return last_forecast(tuple(found.values()), scope_id=scope.name)[0]

    def _of_items(self, scope: Scope, day: AsOf) -> ScopeForecast:
        known = self.work.known_of(scope.project_ids, day)
        made = forecast_portfolio(
            self.work.history_of_items(scope, day),
            self.records.model(known),
            promises=self.records.chosen(known),
            pool=self._pool(known),
        )
        found = made.by_scope.get(scope.name) or no_forecast(scope.name, day.day, "nothing_left")
        whole = replace(scope, items=NO_FILTER, team="")
        return no_later_than(found, self._scope_forecast(whole, day))
