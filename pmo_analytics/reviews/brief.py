"""What a review is asked for: the door to the data, a scope, a day, and the day compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.result import MetricResult
from pmo_analytics.metrics.question import AsOf, Scope
from pmo_analytics.narrative.formatting import Style
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts
from pmo_analytics.values import Fact

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Brief:
    """A scope of a portfolio as of a day, compared with an earlier one."""

    evidence: Evidence
    scope: Scope
    day: AsOf
    before: AsOf
    persona: str = ""  # for whom the report is; "": for everybody

    @cached_property
    def style(self) -> Style:
        """Return how this portfolio writes money and dates."""
        portfolio = self.evidence.settings.portfolio
        return Style(
            as_of=self.day.day, currency=portfolio.currency, date_style=portfolio.date_style
        )

    def answer(self, measure: str, **options: Any) -> MetricResult:
        """Return a measure of the scope as of the day."""
        return self.evidence.answer(measure, self.scope, self.day, **options)

    def facts(self, *measures: str, **options: Any) -> Facts:
        """Return all values of measures of the scope; of equal names the first that is known."""
        found: dict[str, Fact] = {}
        for measure in measures:
            for name, fact in values_of(self.answer(measure, **options)).items():
                if name not in found or found[name].value is None:
                    found[name] = fact
        return Facts(self.style, found)

    def changes(self, measure: str) -> Facts:
        """Return a measure of what changed since the day that the review is compared with."""
        return self.facts(measure, compared_with=self.before.day)

    def rows(self, measure: str, **options: Any) -> list[dict[str, Any]]:
        """Return the rows behind a measure of the scope as of the day."""
        return self.evidence.detail(measure, (self.scope,), self.day, **options)

    def table(
        self,
        measure: str,
        rows: Sequence[Row],
        *,
        key: Sequence[str],
        columns: Sequence[str],
        **options: Any,
    ) -> tuple[Facts, ...]:
        """Return columns of rows behind a measure as facts.

        Args:
            key: columns that tell a row from all others.
            columns: those that are shown, or decided by; blank ones are left out.
        """
        result = self.answer(measure, **options)
        return tuple(
            Facts(
                self.style,
                {
                    name: result.row_fact(row, name, key=key)
                    for name in dict.fromkeys((*key, *columns))
                    if row.get(name) is not None
                },
            )
            for row in rows
        )


def values_of(result: MetricResult, *, suffix: str = "") -> dict[str, Fact]:
    """Return the values of an answer as facts, by name."""
    return {f"{name}{suffix}": result.fact(name) for name in result.definition.values}


@dataclass(frozen=True)
class Head:
    """What all sections of a review are given: the brief, its projects, and facts of the scope."""

    brief: Brief
    projects: tuple[Project, ...]
    facts: Facts

    @property
    def project(self) -> Project:
        """Return the project of a review of one."""
        return self.projects[0]


@dataclass(frozen=True)
class Gathered:
    """The facts of a section, frozen before its first word.

    `facts` are values of the scope; `tables` rows of facts; `series` what a chart draws.
    """

    head: Head
    facts: Facts
    tables: Mapping[str, tuple[Facts, ...]] = field(default_factory=dict)
    series: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def all_facts(self) -> list[Fact]:
        """Return every fact."""
        rows = (row for table in self.tables.values() for row in table)
        return [fact for facts in (self.facts, *rows) for fact in facts.facts.values()]
