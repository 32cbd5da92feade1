"""SQL models: one `.sql` file a table, run in the order of their references.

`models/staging` renames, casts and decides; `models/marts` holds what analysts query. Beside each
mart stands a `.toml` with its grain, keys and identities.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from typing import Any

import duckdb

from pmo_analytics.warehouse.connection import execute

STAGING, MARTS = "staging", "marts"


@dataclass(frozen=True, slots=True)
class Model:
    """One `.sql` file: file name = table name."""

    name: str
    layer: str
    sql: str
    references: frozenset[str]


@dataclass(frozen=True, slots=True)
class TableCard:
    """What is written beside a mart: the grain in a sentence, its keys, what always holds."""

    name: str
    grain: str
    keys: tuple[str, ...]
    identities: tuple[str, ...]
    columns: dict[str, str]


@cache
def read_models() -> tuple[Model, ...]:
    """Return all models in an order in which each comes after those it reads."""
    root = files("pmo_analytics.warehouse") / "models"
    found = {
        path.name.removesuffix(".sql"): (layer, path.read_text(encoding="utf-8"))
        for layer in (STAGING, MARTS)
        for path in (root / layer).iterdir()
        if path.name.endswith(".sql")
    }
    with duckdb.connect() as parser:
        referenced = {name: table_references(parser, sql) for name, (_, sql) in found.items()}
    graph = {name: sorted(referenced[name] & set(found)) for name in sorted(found)}
    return tuple(
        Model(name=name, layer=found[name][0], sql=found[name][1], references=referenced[name])
        for name in TopologicalSorter(graph).static_order()
    )


def table_references(parser: duckdb.DuckDBPyConnection, sql: str) -> frozenset[str]:
    """Name the tables a query reads, its own common table expressions left out."""
    answer = parser.execute("select json_serialize_sql($sql::varchar)", {"sql": sql}).fetchone()
    tree = json.loads(answer[0]) if answer else {}
    if tree.get("error", True) or len(tree["statements"]) != 1:
        raise ValueError(f"not a single select: {tree.get('error_message', '')}\n{sql}")
    tables, own = set[str](), set[str]()
    for node in _nodes(tree):
        if node.get("type") == "BASE_TABLE":
            tables.add(node["table_name"])
        if "cte_map" in node:
            own.update(entry["key"] for entry in node["cte_map"]["map"])
    return frozenset(tables - own)


def _nodes(tree: Any) -> Iterable[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)


def models_behind(tables: Iterable[str]) -> tuple[Model, ...]:
    """Return the models among some tables and all they read, each after those it reads."""
    needed = set(tables)
    for model in reversed(read_models()):
        if model.name in needed:
            needed |= model.references
    return tuple(model for model in read_models() if model.name in needed)


def run_models(connection: duckdb.DuckDBPyConnection, tables: Iterable[str] = ()) -> None:
    """Create every model as a table, or only those behind some tables."""
    for model in models_behind(tables) if tables else read_models():
        execute(connection, f"create table {model.name} as\n{model.sql}", name=model.name)


@cache
def read_table_cards() -> dict[str, TableCard]:
    """Return the cards of the marts by name."""
    root = files("pmo_analytics.warehouse") / "models" / MARTS
    cards = {}
    for path in sorted(root.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            name = path.name.removesuffix(".toml")
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            cards[name] = TableCard(
                name=name,
                grain=table["grain"],
                keys=tuple(table["keys"]),
                identities=tuple(table.get("identities", ())),
                columns=table.get("columns", {}),
            )
    return cards
