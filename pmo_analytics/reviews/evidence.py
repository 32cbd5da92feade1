"""What every review is made with: the warehouse, the settings, the day and the day before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from pmo_analytics.health.policy import merged_policies
from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.compute import compute_metric
from pmo_analytics.metrics.projects import list_projects
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.metrics.result import MetricResult
from pmo_analytics.narrative.formatting import Style
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.reviews.gather import REPLAY_WEEKS, gather_states
from pmo_analytics.settings import Policy, Settings


@dataclass(frozen=True)
class Evidence:
    """The warehouse of a portfolio, asked as of a day and compared with an earlier one."""

    connection: duckdb.DuckDBPyConnection
    settings: Settings
    calendar: Calendar
    as_of: AsOf
    compared_with: AsOf

    @cached_property
    def style(self) -> Style:
        """Return how this portfolio writes money and dates."""
        portfolio = self.settings.portfolio
        return Style(
            as_of=self.as_of.day, currency=portfolio.currency, date_style=portfolio.date_style
        )

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Return the four lines of each dimension."""
        return merged_policies(self.settings.policy)

    @cached_property
    def project_names(self) -> dict[str, str]:
        """Return what all projects are called, by id."""
        rows = list_projects(self.connection)
        return {str(row["project_id"]): str(row["name"]) for row in rows}

    def states(self, project_ids: tuple[str, ...]) -> tuple[ProjectState, ...]:
        """Return what is known of projects, with a year of weeks behind them."""
        return gather_states(
            self.connection,
            project_ids,
            days=self.calendar.week_ends(self.as_of, REPLAY_WEEKS),
            compared_with=self.compared_with,
            policies=self.policies,
        )

    def metric(self, name: str, scope: Scope, **options: Any) -> MetricResult:
        """Return a metric of the catalogue for one scope as of the day."""
        return compute_metric(self.connection, name, scope=scope, as_of=self.as_of, **options)

    def rows(
        self, query: str, scope: Scope, *, as_of: AsOf | None = None, **options: Any
    ) -> list[dict[str, Any]]:
        """Run a query of the metrics for one scope as of the day."""
        question = Question(scopes=(scope,), as_of=(as_of or self.as_of,), options=options)
        return query_rows(self.connection, query, question)
