"""The one call of a spec, and its answer as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.registry import find_measure
from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.projects import find_scope
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import AsOf, ItemFilter, Question, Scope
from pmo_analytics.warehouse.connection import fetch_rows
from tests.fixtures.asked import compute_metric

Answer = list[dict[str, str]]
_FILTERS = frozenset(ItemFilter.__dataclass_fields__)


@dataclass(frozen=True)
class Call:
    """What is asked: how an analyst writes it, the day of it, and how it is answered here."""

    text: str
    ask: Callable[[duckdb.DuckDBPyConnection], list[dict[str, Any]]] = field(repr=False)
    as_of: date | None = None

    def answer(self, connection: duckdb.DuckDBPyConnection, columns: list[str]) -> Answer:
        """Return some columns of the answer as text, the rows in their order."""
        return [
            {column: as_text(row[column]) for column in columns} for row in self.ask(connection)
        ]


def value_of(metric: str, *, as_of: str, **named: Any) -> Call:
    """Ask for the values of a metric, its n, the reason it has none, and what was left out."""

    def ask(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        scope, day, options = _question(connection, as_of, named)
        result = compute_metric(connection, metric, scope=scope, as_of=day, **options)
        left_out = "; ".join(f"{count} {words}" for words, count in result.left_out.items())
        tier = result.tier.name if result.tier is not None else ""
        blank = dict.fromkeys(result.definition.values)
        found = {"n": result.n, "reason": result.reason, "left_out": left_out, "tier": tier}
        return [{**blank, **result.values, **found}]

    return Call(_metric_text(metric, as_of, named), ask, date.fromisoformat(as_of))


def frame_of(metric: str, *, as_of: str, **named: Any) -> Call:
    """Ask for the rows behind a metric."""
    find_measure(metric)

    def ask(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        scope, day, options = _question(connection, as_of, named)
        return Evidence(connection).detail(metric, (scope,), day, **options)

    text = f"{_metric_text(metric, as_of, named)}.frame"
    return Call(text, ask, date.fromisoformat(as_of))


def rows_of(query: str, *, as_of: str, **named: Any) -> Call:
    """Ask a query that no metric stands for."""
    text = f"{query}.sql, as of {as_of}"
    return Call(text, _rows(query, as_of, named), date.fromisoformat(as_of))


def days_of(query: str, *, as_of: str, **named: Any) -> Call:
    """Ask a query that no metric stands for, a row a day, oldest first."""
    rows = rows_of(query, as_of=as_of, **named)
    return replace(rows, ask=lambda connection: sorted(rows.ask(connection), key=_date))


def _date(row: Mapping[str, Any]) -> date:
    return row["date"]


def sql(query: str) -> Call:
    """Ask the warehouse itself."""

    def ask(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        return fetch_rows(connection, query, name="spec")

    return Call(f'p.sql("{query}")', ask)


def _rows(
    query: str, as_of: str, named: Mapping[str, Any]
) -> Callable[[duckdb.DuckDBPyConnection], list[dict[str, Any]]]:
    def ask(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        scope, day, options = _question(connection, as_of, named)
        return query_rows(connection, query, Question((scope,), (day,), options))

    return ask


def _question(
    connection: duckdb.DuckDBPyConnection, as_of: str, named: Mapping[str, Any]
) -> tuple[Scope, AsOf, dict[str, Any]]:
    places = {name: named[name] for name in ("project", "programme") if name in named}
    filters = {name: tuple(named[name]) for name in named if name in _FILTERS}
    options = {name: named[name] for name in named if name not in {*places, *filters}}
    scope = find_scope(connection, items=ItemFilter(**filters), **places)
    return scope, Calendar(connection).as_of(as_of), options


def _metric_text(metric: str, as_of: str, named: Mapping[str, Any]) -> str:
    arguments = "".join(f", {name}={_literal(value)}" for name, value in named.items())
    return f'p.metric("{metric}", as_of="{as_of}"{arguments})'


def _literal(value: Any) -> str:
    return repr(value).replace("'", '"')


def as_text(value: Any) -> str:
    """Write a value as a cell of an expected table; a blank is a blank."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case float() | Decimal():
            return f"{value:.4f}".rstrip("0").rstrip(".")
        case list():
            return " ".join(map(as_text, value))
    return str(value)
