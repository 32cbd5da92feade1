"""Queries of the metrics: `.sql` files that read each other and the marts by name.

A file that another one names becomes a common table expression in front of it, so the text that is
run, and printed as evidence, stands alone: `p.sql(result.sql, **result.parameters)` runs it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import duckdb

from pmo_analytics.metrics.options import DEFAULT_OPTIONS
from pmo_analytics.metrics.question import Question
from pmo_analytics.warehouse.connection import execute, fetch_frame, fetch_rows

if TYPE_CHECKING:
    import pandas as pd

# DuckDB's parser would tell the same, in 2 ms a query.
_COMMENT = re.compile(r"--.*")
_READ = re.compile(r"\b(?:from|join)\s+(\w+)\b(?!\.)")
_OWN = re.compile(r"\b(\w+) as \(")
_PARAMETER = re.compile(r"\$([a-z_]+)")


@cache
def query_texts() -> dict[str, str]:
    """Return the text of each query by its name, as it is written."""
    families = (path for path in files("pmo_analytics.metrics").iterdir() if path.is_dir())
    return {
        path.name.removesuffix(".sql"): path.read_text(encoding="utf-8").strip()
        for family in families
        for path in family.iterdir()
        if path.name.endswith(".sql")
    }


@cache
def query_references(name: str) -> frozenset[str]:
    """Return the queries that a query reads; a test holds this to what DuckDB's parser finds."""
    sql = _COMMENT.sub("", query_texts()[name])
    return frozenset(query_texts().keys() & set(_READ.findall(sql)) - set(_OWN.findall(sql)))


@cache
def _reached(name: str) -> tuple[str, ...]:
    """Return a query and all it reads, each after those it reads itself."""
    needed = _needed(name, frozenset())
    order = TopologicalSorter({part: sorted(query_references(part)) for part in sorted(needed)})
    return tuple(order.static_order())


@cache
def composed_sql(name: str, *, held: frozenset[str] = frozenset()) -> str:
    """Return the text of a query with all it reads in front of it; rows come in a fixed order.

    Args:
        name: the query.
        held: the queries whose rows the connection holds, see `hold_shared`.
    """
    return f"{_unordered_sql(name, held)} order by all"


def _unordered_sql(name: str, held: frozenset[str]) -> str:
    needed = _needed(name, held)
    expressions = ",\n\n".join(
        f"{part} as (\n{_indented(query_texts()[part])}\n)"
        for part in _reached(name)
        if part in needed
    )
    return f"with {expressions}\n\nselect * from {name}"


def _needed(name: str, held: frozenset[str]) -> set[str]:
    """Return what has to be worked out for a query; what is held stands for all behind it."""
    needed, waiting = {name}, [name]
    while waiting:
        found = query_references(waiting.pop()) - held - needed
        needed |= found
        waiting.extend(found)
    return needed


def _indented(sql: str) -> str:
    return "\n".join(f"    {line}" if line else line for line in sql.splitlines())


def hold_shared(
    connection: duckdb.DuckDBPyConnection, names: Iterable[str], question: Question
) -> tuple[duckdb.DuckDBPyConnection, Question]:
    """Return a connection that holds what several queries read, worked out once, and the question.

    Args:
        connection: the warehouse; it holds nothing itself.
        names: the queries that will be run.
        question: what they will be asked.
    """
    reached = [part for name in names for part in _reached(name)]
    holder, held = connection.cursor(), frozenset[str]()
    for part, count in Counter(reached).items():
        if count > 1:
            sql = _unordered_sql(part, held)
            parameters = used_parameters(sql, question)
            execute(holder, f"create temp table {part} as {sql}", parameters, name=part)
            held |= {part}
    return holder, replace(question, held=held)


def run_query(connection: duckdb.DuckDBPyConnection, name: str, question: Question) -> pd.DataFrame:
    """Run a query for all scopes and days of a question at once."""
    sql = composed_sql(name)
    return fetch_frame(connection, sql, used_parameters(sql, question), name=name)


def query_rows(
    connection: duckdb.DuckDBPyConnection, name: str, question: Question
) -> list[dict[str, Any]]:
    """Run a query whose answer is small and return plain Python values, null as None."""
    sql = composed_sql(name, held=question.held)
    return fetch_rows(connection, sql, used_parameters(sql, question), name=name)


def used_parameters(sql: str, question: Question) -> dict[str, Any]:
    """Return the parameters that a text names: those of the question, else the defaults."""
    given = {**DEFAULT_OPTIONS, **question.parameters()}
    return {name: given[name] for name in sorted(set(_PARAMETER.findall(sql)))}
