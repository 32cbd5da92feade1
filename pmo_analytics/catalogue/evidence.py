"""The one door to data: measures of the catalogue, for many scopes and days at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from pmo_analytics.catalogue.forecaster import Forecaster
from pmo_analytics.catalogue.kept_promises import KeptPromises
from pmo_analytics.catalogue.measurable import Data, reason_of
from pmo_analytics.catalogue.published import (
    AskedQuestion,
    PublishedPromise,
    read_promises,
    read_questions,
)
from pmo_analytics.catalogue.registry import MEASURES, family_of, find_measure
from pmo_analytics.catalogue.result import MetricResult
from pmo_analytics.health.dimensions import DIMENSIONS, lines_words, merged_policies
from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.measure import Key, Measure, Row, by_case
from pmo_analytics.metrics.options import DEFAULT_OPTIONS, check_options, shown_options
from pmo_analytics.metrics.projects import find_scope, list_projects
from pmo_analytics.metrics.query import (
    composed_sql,
    hold_shared,
    query_rows,
    run_query,
    used_parameters,
)
from pmo_analytics.metrics.question import NO_FILTER, AsOf, Case, ItemFilter, Question, Scope
from pmo_analytics.settings import Policy, Settings

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Evidence:
    """A warehouse and the settings it is judged by; what was asked once is not computed again."""

    connection: duckdb.DuckDBPyConnection
    settings: Settings = field(default_factory=Settings)
    kept: KeptPromises = field(default_factory=KeptPromises)
    reports: Path | None = None  # where earlier reports left what they promised
    _known: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def calendar(self) -> Calendar:
        """Return the days that the exports know."""
        return Calendar(self.connection)

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Return the lines of each dimension.

        Raises:
            SettingsError: a policy of `pmo.toml` cannot be meant.
        """
        return merged_policies(self.settings.policy, self.settings.portfolio.preset)

    def lines_rule(self, measure: Measure) -> str:
        """Return where the lines of the dimension lie that a measure drives, "" where none."""
        found = [each for each in DIMENSIONS if each.measure == measure.name]
        return " ".join(
            lines_words(self.policies[each.name], agreeing_weeks=each.agreeing_weeks)
            for each in found
        )

    @cached_property
    def forecaster(self) -> Forecaster:
        """Return the forecasts of all projects, made once for each day."""
        return Forecaster(self, tuple(self.project_names), self.kept)

    @cached_property
    def published(self) -> tuple[tuple[PublishedPromise, ...], int]:
        """Return what earlier reports promised, and how many rows of their file are unreadable."""
        return read_promises(self.reports)

    @cached_property
    def asked(self) -> tuple[AskedQuestion, ...]:
        """Return what earlier reports asked."""
        return read_questions(self.reports)

    @cached_property
    def project_names(self) -> dict[str, str]:
        """Return what all projects are called, by id, in the order of the page."""
        return {str(row["project_id"]): str(row["name"]) for row in list_projects(self.connection)}

    def scope(
        self,
        *,
        project: str = "",
        programme: str = "",
        team: str = "",
        items: ItemFilter = NO_FILTER,
    ) -> Scope:
        """Return the scope of a project, a programme or the portfolio, see `find_scope`."""
        named = {"project": project, "programme": programme, "team": team, "items": items}
        key = ("scope", *named.values())
        if key not in self._known:
            self._known[key] = find_scope(self.connection, **named)
        return self._known[key]

    def measure(
        self, name: str, scopes: Sequence[Scope], days: Sequence[AsOf], /, **options: Any
    ) -> dict[tuple[str, date], MetricResult]:
        """Return a measure of several scopes as of several days, by name of scope and day.

        Args:
            name: a measure of the catalogue.
            scopes: every one with the same item filter.
            days: in any order.
            options: those that the measure names, such as `percentile=0.7` or `days=90`.

        Raises:
            UnknownNameError: there is no measure of that name.
            ParameterError: the measure has no such option, or the option no such value.
        """
        measure = find_measure(name)
        checked = check_options(name, measure.options, options)
        question = Question(scopes=tuple(scopes), as_of=tuple(days), options=checked)
        return self._answers(measure, question)

    def answer(self, name: str, scope: Scope, day: AsOf, **options: Any) -> MetricResult:
        """Return a measure of one scope as of one day; errors as in `measure`."""
        return self.measure(name, (scope,), (day,), **options)[scope.name, day.day]

    def family(self, name: str, scope: Scope, day: AsOf) -> tuple[MetricResult, ...]:
        """Return all measures of a family, what several of their queries read worked out once.

        Raises:
            UnknownNameError: there is no family of that name.
        """
        measures = family_of(name)
        question = Question(scopes=(scope,), as_of=(day,))
        read = [each.summary for each in measures if each.summary]
        read += [each.detail for each in measures if each.statistics is not None]
        holder, held = hold_shared(self.connection, read, question)
        with closing(holder):
            beside = Evidence(holder, self.settings)
            beside.__dict__.update(
                forecaster=self.forecaster, published=self.published, asked=self.asked
            )
            for each in measures:
                row = beside._computed(each, held).get((scope.name, day.day))
                self._known.setdefault((each.name, _options_key(question)), {})[scope, day] = row
        return tuple(self._answers(each, question)[scope.name, day.day] for each in measures)

    def definition(self, name: str) -> Measure | None:
        """Return the measure of a name, None where there is none."""
        return MEASURES.get(name)

    def values(self, measure: str, question: Question) -> Mapping[Key, Row]:
        """Return the values of a measure, one row a scope and day, each computed once."""
        known = self._known.setdefault((measure, _options_key(question)), {})
        missing = [case for case in question.cases() if case not in known]
        if missing:
            asked = replace(
                question,
                scopes=tuple(dict.fromkeys(scope for scope, _ in missing)),
                as_of=tuple(dict.fromkeys(day for _, day in missing)),
            )
            found = self._computed(find_measure(measure), asked)
            for scope, day in asked.cases():
                known[scope, day] = found.get((scope.name, day.day))
        return {
            (scope.name, day.day): known[scope, day]
            for scope, day in question.cases()
            if known[scope, day] is not None
        }

    def rows(self, query: str, question: Question) -> list[dict[str, Any]]:
        """Return the rows of a query for all scopes and days of a question, read once."""
        key = ("rows", query, question.key)
        if key not in self._known:
            self._known[key] = query_rows(self.connection, query, question)
        return self._known[key]

    def case_rows(self, query: str, case: Case, asked: Question) -> list[Row]:
        """Return the rows of a query of a scope and day, read with all others that are asked."""
        known: dict[Case, list[Row]] = self._known.setdefault(("cases", query), {})
        if case not in known:
            found = by_case(query_rows(self.connection, query, asked))
            known |= {(scope, day): found[scope.name, day.day] for scope, day in asked.cases()}
        return known[case]

    def frame(self, measure: Measure, question: Question) -> pd.DataFrame:
        """Return the rows behind a measure of one scope and day."""
        import pandas as pd  # noqa: PLC0415 - slow to import, and only an analyst asks

        (scope,), (day,) = question.scopes, question.as_of
        row = self.values(measure.name, question).get((scope.name, day.day), {})
        if "frame" in row:
            return pd.DataFrame(row["frame"])
        return run_query(self.connection, measure.detail, question)

    def _items(self, measure: Measure, question: Question) -> pd.DataFrame:
        if not measure.items:
            return self.frame(measure, question)
        return run_query(self.connection, measure.items, question)

    def detail(
        self, name: str, scopes: Sequence[Scope], day: AsOf, **options: Any
    ) -> list[dict[str, Any]]:
        """Return the rows behind a measure of several scopes as of a day."""
        measure = find_measure(name)
        checked = check_options(name, measure.options, options)
        question = Question(scopes=tuple(scopes), as_of=(day,), options=checked)
        if measure.derive is None:
            return self.rows(measure.detail, question)
        found = self.values(name, question)
        keys = ((scope.name, day.day) for scope in scopes)
        return [dict(row) for key in keys for row in found.get(key, {}).get("frame", ())]

    def _computed(self, measure: Measure, question: Question) -> dict[Key, Row]:
        rows = (
            measure.derive(self, question)
            if measure.derive is not None
            else self.rows(measure.summary, question)
        )
        found: dict[Key, Row] = {}
        for row in rows:
            found.setdefault((row["scope"], row["as_of"]), row)
        if measure.statistics is None:
            return found
        detail = by_case(self.rows(measure.detail, question))
        options = {**DEFAULT_OPTIONS, **question.options}
        return {
            key: {**row, **measure.statistics(detail[key], options)} for key, row in found.items()
        }

    def _answers(
        self, measure: Measure, question: Question
    ) -> dict[tuple[str, date], MetricResult]:
        found = self.values(measure.name, question)
        whole = Question(question.scopes, question.as_of)
        return {
            (scope.name, day.day): self._result(
                measure,
                Question((scope,), (day,), question.options),
                found.get((scope.name, day.day), {}),
                Data(self, scope, day, whole),
            )
            for scope in question.scopes
            for day in question.as_of
        }

    def _result(self, measure: Measure, question: Question, row: Row, data: Data) -> MetricResult:
        (scope,), (day,) = question.scopes, question.as_of
        reason, n = reason_of(measure, row, data, question.options)
        sql = composed_sql(measure.detail)
        return MetricResult(
            definition=measure,
            scope=scope,
            as_of=day,
            values={} if reason else {name: row[name] for name in measure.values},
            n=n,
            tier=None if reason else data.tier(measure),
            conventions={
                **measure.conventions,
                **shown_options(measure.options, question.options),
                "time zone": self.calendar.time_zone,
            },
            reason=reason,
            left_out=_left_out(measure, row),
            is_reconstructed=data.is_reconstructed
            or (measure.is_known_only_now and self.calendar.is_past(day)),
            options=question.options,
            sql=sql,
            parameters=used_parameters(sql, question),
            _fetch=lambda: self.frame(measure, question),
            _fetch_items=lambda: self._items(measure, question),
        )


def _options_key(question: Question) -> Hashable:
    return tuple(sorted(question.options.items()))


def _left_out(measure: Measure, row: Row) -> dict[str, int]:
    """Return how many items could not be used, by reason."""
    counts = {left.why: row.get(column) for column, left in measure.left_out.items()}
    return {why: int(count) for why, count in counts.items() if count}


def family_frame(results: Iterable[MetricResult]) -> pd.DataFrame:
    """Return measures, one row a value; an unmeasurable one has a row with the reason."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and only an analyst asks

    rows = [
        {
            "metric": result.name,
            "name": name,
            "value": value,
            "means": result.definition.values.get(name, ""),
            "n": result.n,
            "tier": result.tier.name if result.tier is not None else "",
            "reason": result.reason,
        }
        for result in results
        for name, value in (result.values or {"": None}).items()
    ]
    return pd.DataFrame(rows).set_index(["metric", "name"])
