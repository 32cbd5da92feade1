"""Queries of the metrics: `.sql` files that read each other and the marts by name.

A file that another one names becomes a common table expression in front of it, so the text that is
run, and printed as evidence, stands alone: `p.sql(result.sql, **result.parameters)` runs it again.
"""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import duckdb

from pmo_analytics.metrics.options import DEFAULT_OPTIONS
from pmo_analytics.metrics.scope import Question
from pmo_analytics.warehouse.connection import fetch_frame, fetch_rows
from pmo_analytics.warehouse.models import table_references

if TYPE_CHECKING:
    import pandas as pd

_PARAMETER = re.compile(r"\$([a-z_]+)")


@cache
def _files() -> dict[str, str]:
    root = files("pmo_analytics.metrics") / "queries"
    return {
        path.name.removesuffix(".sql"): path.read_text(encoding="utf-8").strip()
        for path in root.iterdir()
        if path.name.endswith(".sql")
    }


@cache
def _references() -> dict[str, frozenset[str]]:
    with duckdb.connect() as parser:
        return {
            name: table_references(parser, sql) & _files().keys() for name, sql in _files().items()
        }


@cache
def composed_sql(name: str) -> str:
    """Return the text of a query with all it reads in front of it; rows come in a fixed order."""
    needed: dict[str, frozenset[str]] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in needed:
            needed[current] = _references()[current]
            waiting.extend(sorted(needed[current]))
    order = TopologicalSorter({part: sorted(needed[part]) for part in sorted(needed)})
    expressions = ",\n\n".join(
        f"{part} as (\n{_indented(_files()[part])}\n)" for part in order.static_order()
    )
    return f"with {expressions}\n\nselect * from {name} order by all"


def query_text(name: str) -> str:
    """Return the text of a query alone, as a recipe prints it; `composed_sql` is what runs."""
    return _files()[name]


def _indented(sql: str) -> str:
    return "\n".join(f"    {line}" if line else line for line in sql.splitlines())


def run_query(connection: duckdb.DuckDBPyConnection, name: str, question: Question) -> pd.DataFrame:
    """Run a query for all scopes and days of a question at once."""
    sql = composed_sql(name)
    return fetch_frame(connection, sql, used_parameters(sql, question), name=name)


def query_rows(
    connection: duckdb.DuckDBPyConnection, name: str, question: Question
) -> list[dict[str, Any]]:
    """Run a query whose answer is small and return plain Python values, null as None."""
    sql = composed_sql(name)
    return fetch_rows(connection, sql, used_parameters(sql, question), name=name)


def used_parameters(sql: str, question: Question) -> dict[str, Any]:
    """Return the parameters that a text names: those of the question, else the defaults."""
    given = {**DEFAULT_OPTIONS, **question.parameters()}
    return {name: given[name] for name in sorted(set(_PARAMETER.findall(sql)))}
