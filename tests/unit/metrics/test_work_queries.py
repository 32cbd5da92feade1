"""The work by day agrees with its slow twin in Python, on generated boards."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given

from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import AsOf, Question
from tests.spec.board import Board
from tests.unit.metrics import work_twin
from tests.unit.metrics.agreement import SCOPES, Comparison, assert_agreement, no_clock
from tests.unit.metrics.boards import columns, exports, histories, worked_histories
from tests.unit.metrics.twin import Day

pytestmark = pytest.mark.slow

KNOWN = (
    Comparison(
        "work_as_of",
        (
            *("covered_date", "open_count", "in_progress_count", "finished_count"),
            "blocked_count",
        ),
    ),
)
BY_DAY = (
    *("date", "finished_count", "arrived_count", "open_change", "progress_change"),
    "blocked_change",
)
ALL = datetime(2026, 6, 1)


def assert_same_days(board, board_warehouse, *, has_blocks=True):
    """Check that the query counts every day of a board as its twin does."""
    day = Day(ALL.date(), ALL, board.zone)
    with board_warehouse.holding(
        [Board(board.text, exported=f"{ALL.isoformat()}Z")], toml=board.toml
    ) as connection:
        rows = query_rows(connection, "work_by_day", Question(SCOPES, (AsOf(ALL.date(), ALL),)))
    for scope in SCOPES:
        own = [row for row in rows if row["scope"] == scope.name]
        assert len({row["date"] for row in own}) == len(own)
        assert {row["people_change"] for row in own} <= {0}
        found = [tuple(row[name] for name in BY_DAY) for row in own]
        stories = board.within(scope.project_ids)
        expected = work_twin.work_by_day(stories, day, has_blocks=has_blocks)
        assert sorted(row for row in found if any(row[1:])) == expected, scope.name


@no_clock
@given(board=worked_histories())
def test_work_by_day_agrees_with_its_twin(board, board_warehouse):
    assert_same_days(board, board_warehouse)


@no_clock
@given(board=histories())
def test_work_by_day_agrees_with_its_twin_where_items_are_cancelled_and_revived(
    board, board_warehouse
):
    assert_same_days(board, board_warehouse, has_blocks=False)


@no_clock
@given(board=columns())
def test_work_by_day_agrees_with_its_twin_on_columns(board, board_warehouse):
    assert_same_days(board, board_warehouse)


@no_clock
@given(board=worked_histories(), taken=exports)
def test_work_as_of_a_day_agrees_with_its_twin(board, taken, board_warehouse):
    assert_agreement(board, taken, board_warehouse, {work_twin: KNOWN})


@no_clock
@given(board=columns(), taken=exports)
def test_work_as_of_a_day_agrees_with_its_twin_on_columns(board, taken, board_warehouse):
    assert_agreement(board, taken, board_warehouse, {work_twin: KNOWN})
