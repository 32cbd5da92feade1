"""How queries and their twins are compared: on generated boards, for scopes and days at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import ModuleType
from typing import Any, Protocol

import duckdb
import pytest
from hypothesis import Phase, settings
from tries import tries

from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.warehouse.moments import end_of_day
from tests.spec.board import Board, BoardWarehouse
from tests.unit.metrics.boards import GeneratedBoard
from tests.unit.metrics.twin import Day

SCOPES = (Scope("a", ("A",)), Scope("b", ("B",)), Scope("all", ("A", "B")))
ASKED = (date(2026, 3, 19), date(2026, 3, 22), date(2026, 3, 29), date(2026, 4, 5))
LAST = (date(2026, 4, 10), date(2026, 4, 20))
# Without shrinking: a failing board is small enough to read, and shrinking it takes minutes.
no_clock = settings(
    derandomize=True,
    deadline=None,
    max_examples=tries(3),
    phases=(Phase.explicit, Phase.generate),
)
Answers = dict[tuple[str, date], list[tuple[Any, ...]]]


class Told(Protocol):
    """What was landed, as twins are told of it."""

    zone: str

    def within(self, project_ids: Sequence[str]) -> Any:
        """Return what a twin is told of some projects."""


@dataclass(frozen=True)
class Comparison:
    """A query, the columns in which its twin tells the same, and the options of both."""

    query: str
    columns: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    twin: str = ""  # where its name is not that of the query
    only: Mapping[str, Any] = field(default_factory=dict)  # of its rows, those with such values

    def told_by_query(
        self, connection: duckdb.DuckDBPyConnection, scopes: tuple[Scope, ...], days: list[AsOf]
    ) -> Answers:
        """Return the rows of each scope and day, in the compared columns."""
        found: Answers = {}
        question = Question(scopes, tuple(days), dict(self.options))
        for row in query_rows(connection, self.query, question):
            if any(row[name] not in values for name, values in self.only.items()):
                continue
            values = tuple(row[column] for column in self.columns)
            found.setdefault((row["scope"], row["as_of"]), []).append(values)
        return found

    def told_by_twin(
        self, module: ModuleType, told: Told, scopes: tuple[Scope, ...], days: list[AsOf]
    ) -> Answers:
        """Return what the twin says of the same scopes and days."""
        tell = getattr(module, self.twin or self.query)
        found: Answers = {}
        for scope in scopes:
            within = told.within(scope.project_ids)
            for asked in days:
                day = Day(asked.day, asked.moment, told.zone)
                if rows := tell(within, day, **self.options):
                    found[scope.name, asked.day] = rows
        return found


def asked_days(zone: str, taken: datetime) -> Iterator[AsOf]:
    """Yield the days asked for, each up to the moment of the export."""
    for day in (*ASKED, *LAST):
        end = end_of_day(day, zone)
        yield AsOf(day, min(end, taken), taken < end)


def in_order(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Sort rows by their first columns, which tell them apart."""
    return sorted(rows, key=lambda row: [(cell is None, cell) for cell in row[:2]])


def approximately(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Compare means, which are floats, within rounding; everything else exactly."""
    return [
        tuple(pytest.approx(cell, abs=1e-9) if isinstance(cell, float) else cell for cell in row)
        for row in rows
    ]


def assert_agreement(
    board: GeneratedBoard,
    taken: datetime,
    board_warehouse: BoardWarehouse,
    compared: Mapping[ModuleType, tuple[Comparison, ...]],
) -> None:
    """Check that every query tells of a board, landed once, what its twin of a module tells."""
    export = Board(board.text, exported=f"{taken.isoformat()}Z")
    with board_warehouse.holding([export], toml=board.toml) as connection:
        for module, comparisons in compared.items():
            assert_same_answers(connection, board, taken, module=module, compared=comparisons)


def assert_same_answers(
    connection: duckdb.DuckDBPyConnection,
    told: Told,
    taken: datetime,
    *,
    module: ModuleType,
    compared: tuple[Comparison, ...],
) -> None:
    """Check that every query tells of what was landed what its twin tells."""
    days = list(asked_days(told.zone, taken))
    for comparison in compared:
        found = comparison.told_by_query(connection, SCOPES, days)
        expected = comparison.told_by_twin(module, told, SCOPES, days)
        assert found.keys() == expected.keys(), comparison.query
        for asked, rows in expected.items():
            assert in_order(found[asked]) == approximately(in_order(rows)), (
                comparison.query,
                asked,
            )
