"""Small text boards, landed in a warehouse in memory: what spec and property tests count on.

A board is a table of text, one line an item, or one line a change where it has a column `at`, or
one line a counted day where it has a column `day`: its other columns are stages.
Moments are local times of its zone, a bare day begins at local midnight of the portfolio.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from pmo_analytics.settings import Settings, parse_settings
from pmo_analytics.sources.register_schema import register_schemas
from pmo_analytics.warehouse.landed_settings import land_settings
from pmo_analytics.warehouse.landing import (
    create_landing_tables,
    insert_records,
)
from pmo_analytics.warehouse.models import Model, models_behind, read_models, table_references
from pmo_analytics.warehouse.moments import end_of_day, utc_moment
from pmo_analytics.warehouse.registers import land_registers

Row = dict[str, str]

_TEXTS = {
    "item": "item_key",
    "id": "source_item_id",
    "title": "title",
    "description": "description",
    "type": "item_type",
    "status": "status",
    "category": "status_category",
    "resolution": "resolution",
    "priority": "priority",
    "assignee": "assignee",
    "team": "team",
    "project": "project_key",
    "parent": "parent_key",
    "epic": "epic_key",
    "rank": "rank",
    "from": "from_value",
    "to": "to_value",
    "field": "changed_field",
    "blocked": "blocked_field",
}
_MOMENTS = {
    "created": "created",
    "started": "started",
    "done": "done",
    "cancelled": "cancelled",
    "resolved": "resolved",
    "updated": "updated",
    "category changed": "status_category_changed",
    "at": "changed",
}
_ROLES = {
    "blocks": "link_out",
    "changed": "changed_at",
    "due": "due_date",
    "labels": "label",
    "components": "component",
    "releases": "fix_version",
    "sprints": "sprint",
    "blocked_field": "blocked",
    "changed_field": "field",
}
_NUMBERS = {"points": "points", "estimate": "estimate_hours", "spent": "spent_hours"}
_LISTS = {
    "labels": "labels",
    "components": "components",
    "releases": "fix_versions",
    "sprints": "sprints",
}
_SETTING_TABLES = (
    "setting_portfolio",
    "setting_sources",
    "setting_stages",
    "setting_cancelled_resolutions",
    "setting_blocks",
    "setting_weekend",
    "setting_holidays",
    "setting_team_selectors",
    "setting_standards",
    "setting_defect_types",
    "setting_escaped_labels",
)


_USUAL_SOURCES = {"tracker"}


@dataclass(frozen=True)
class Board:
    """An export as a text table; without `exported` it was taken after all that is asked for."""

    text: str
    source: str = "tracker"
    exported: str = ""
    zone: str = ""  # default: that of the portfolio

    @property
    def rows(self) -> list[Row]:
        """Return the rows by header."""
        return read_table(self.text)

    @property
    def kind(self) -> str:
        """Return what one line is: an item, a change or a counted day."""
        header = read_header(self.text)
        return "counts" if "day" in header else "changes" if "at" in header else "items"


@dataclass(frozen=True)
class Register:
    """A register as a text table."""

    name: str
    text: str


def read_header(text: str) -> list[str]:
    """Return the headers of a text table."""
    return [cell.strip() for cell in text.strip().splitlines()[0].split("|")]


def read_table(text: str) -> list[Row]:
    """Return the rows of a text table, each as a dictionary."""
    header, *lines = text.strip().splitlines()
    names = [cell.strip() for cell in header.split("|")]
    return [
        dict(zip(names, (cell.strip() for cell in line.split("|")), strict=True)) for line in lines
    ]


class ParsedConnection:
    """A connection that parses each text once: boards ask the same ones over and over."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def execute(self, query: str, parameters: Any = None) -> duckdb.DuckDBPyConnection:
        """Run a query."""
        return self._connection.execute(_parsed(query), parameters)

    def __getattr__(self, name: str) -> Any:
        """Leave everything else to the connection."""
        return getattr(self._connection, name)


class BoardConnection:
    """A connection to boards that builds a model when a query first reaches it.

    Most of the time of a board is the planning of models, and few queries read them all.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = ParsedConnection(connection)
        self._built: set[str] = set()

    def execute(self, query: str, parameters: Any = None) -> duckdb.DuckDBPyConnection:
        """Run a query after the models it reads."""
        for model in _reached(query):
            if model.name not in self._built:
                self._built.add(model.name)
                self._connection.execute(f"create table {model.name} as\n{model.sql}")
        return self._connection.execute(query, parameters)

    def __getattr__(self, name: str) -> Any:
        """Leave everything else to the connection."""
        return getattr(self._connection, name)


@cache
def _parsed(query: str) -> duckdb.Statement:
    (statement,) = _parser().extract_statements(query)
    return statement


# A table that a query names by its schema is meant past a step of the same name.
_PAST_ITS_OWN = re.compile(r"\bmain\.(\w+)")


@cache
def _reached(query: str) -> tuple[Model, ...]:
    """Return the models that a query reads, through others too, each after those it reads.

    What is no single select, and what asks for the tables there are, reaches all.
    """
    models = read_models()
    if "duckdb_" in query:
        return models
    try:
        reached = set(table_references(_parser(), query))
    except ValueError:
        return models
    return models_behind(reached.union(_PAST_ITS_OWN.findall(query)))


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


class BoardWarehouse:
    """A warehouse in memory that holds boards for a while and then forgets them."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(config={"threads": 1})
        self._connection.execute("set TimeZone = 'UTC'")
        create_landing_tables(self._connection)
        land_settings(self._connection, Settings(), sources=_USUAL_SOURCES)
        land_registers(self._connection, (), folder=Path(), scratch=Path())
        self.connection = ParsedConnection(self._connection)

    @contextmanager
    def holding(
        self,
        boards: Iterable[Board | str],
        *,
        until: date | None = None,
        registers: Sequence[Register] = (),
        toml: str = "",
    ) -> Iterator[BoardConnection]:
        """Land boards, whose models follow on demand; all of it is rolled back in the end.

        Args:
            boards: the exports.
            until: a day until whose end at least is known what the boards say.
            registers: the registers.
            toml: the text of `pmo.toml`.
        """
        landed = [Board(board) if isinstance(board, str) else board for board in boards]
        settings = parse_settings(tomllib.loads(toml))
        self.connection.execute("begin")
        try:
            self._settle(settings, {board.source for board in landed})
            for register in registers:
                self._land_register(register)
            for export_id, board in enumerate(landed, start=1):
                _land_board(self.connection, board, export_id, settings, until)
            yield BoardConnection(self._connection)
        finally:
            self.connection.execute("rollback")

    def _settle(self, settings: Settings, sources: set[str]) -> None:
        if settings == Settings() and sources == _USUAL_SOURCES:
            return  # they are there
        for table in _SETTING_TABLES:
            self.connection.execute(f"delete from {table}")
        land_settings(self.connection, settings, sources=sources)

    def _land_register(self, register: Register) -> None:
        types = {column.name: column.type for column in register_schemas()[register.name].columns}
        records = [
            {name: _register_value(text, types[name]) for name, text in row.items()}
            for row in read_table(register.text)
        ]
        insert_records(self.connection, f"register_{register.name}", records)
        note = {
            "register": register.name,
            "path": f"registers/{register.name}.csv",
            "sha256": register.name,
            "row_count": len(records),
            "faulty_rows": 0,
        }
        insert_records(self.connection, "raw_registers", [note])


def _register_value(text: str, kind: str) -> Any:
    if not text:
        return None
    match kind:
        case "number" | "integer" | "share":
            return float(text)
        case "date":
            return date.fromisoformat(text)
        case "month":
            return date.fromisoformat(f"{text}-01")
        case "flag":
            return text == "yes"
    return text


def _land_board(
    connection: duckdb.DuckDBPyConnection,
    board: Board,
    export_id: int,
    settings: Settings,
    until: date | None,
) -> None:
    day_zone = settings.portfolio.time_zone
    zone = board.zone or day_zone
    rows = [
        {
            "export_id": export_id,
            "row_number": number,
            "sequence": number,
            "changed_field": "status" if "to" in row else None,
            **(_counted(row) if board.kind == "counts" else _typed(row, zone, day_zone)),
        }
        for number, row in enumerate(board.rows, start=2)
    ]
    export = {
        "export_id": export_id,
        "path": f"exports/{board.source}/board-{export_id}.csv",
        "source": board.source,
        "kind": board.kind,
        "sha256": str(export_id),
        "size_bytes": 0,
        "row_count": len(rows),
        "taken_at": _taken_at(board, rows, zone, day_zone, until),
        "is_taken_at_named": bool(board.exported),
    }
    insert_records(connection, "raw_exports", [export])
    insert_records(connection, "raw_columns", list(_columns(board, export_id)))
    insert_records(connection, "raw_rows", rows)


def _typed(row: Row, zone: str, day_zone: str) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for header, text in row.items():
        if header in _TEXTS:
            typed[_TEXTS[header]] = text or None
        elif header in _MOMENTS:
            typed[f"{_MOMENTS[header]}_at"] = read_moment(text, zone, day_zone) if text else None
        elif header in _LISTS:
            typed[_LISTS[header]] = text.split()
        elif header in _NUMBERS:
            typed[_NUMBERS[header]] = float(text) if text else None
        elif header == "blocks":
            typed["links"] = [_blocks(key) for key in text.split()]
        elif header == "due":
            typed["due_date"] = date.fromisoformat(text) if text else None
        elif header == "flagged":
            typed["is_flagged"] = bool(text)
        else:
            raise ValueError(f'A board has no column "{header}".')
    return typed


def _counted(row: Row) -> dict[str, Any]:
    """Return a counted day; a cell without a number is blank."""
    stages = [(stage, text) for stage, text in row.items() if stage != "day" and text]
    measures = [{"measure": stage, "value": int(text)} for stage, text in stages]
    return {"snapshot_date": date.fromisoformat(row["day"]), "measures": measures}


def _blocks(key: str) -> Row:
    return {"direction": "out", "kind": "Blocks", "item_key": key}


def read_moment(text: str, zone: str, day_zone: str) -> datetime:
    """Return a moment in UTC; a bare day begins in the zone of the portfolio."""
    return utc_moment(datetime.fromisoformat(text), day_zone if len(text) == 10 else zone)


def _taken_at(
    board: Board, rows: Sequence[Mapping[str, Any]], zone: str, day_zone: str, until: date | None
) -> datetime:
    if board.exported:
        is_day = len(board.exported) == 10
        day = date.fromisoformat(board.exported[:10])
        return end_of_day(day, day_zone) if is_day else read_moment(board.exported, zone, day_zone)
    moments = (value for row in rows for value in row.values() if isinstance(value, datetime))
    if board.kind == "counts":
        moments = (end_of_day(row["snapshot_date"], day_zone) for row in rows)
    newest = max(moments, default=datetime(2026, 1, 1))
    return max(newest, end_of_day(until, day_zone)) if until else newest


def _columns(board: Board, export_id: int) -> Iterator[dict[str, Any]]:
    for position, header in enumerate(read_header(board.text)):
        field = _MOMENTS.get(header)
        name = field or _TEXTS.get(header) or _NUMBERS.get(header, header)
        texts = [row[header] for row in board.rows if row[header]] if field else []
        role = _ROLES.get(name, name)
        if board.kind == "counts":
            role = {"day": "date", "finished_total": header}.get(header, "count")
        yield {
            "export_id": export_id,
            "position": position,
            "header": header,
            "role": role,
            "is_filled": any(row[header] for row in board.rows),
            "precision_seconds": max(map(_precision, texts), default=None),
        }


def _precision(text: str) -> int:
    return {10: 86_400, 16: 60}.get(len(text), 1)
