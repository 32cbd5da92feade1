"""Every query of a flow metric agrees with its slow twin in Python, on generated boards."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings

from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.scope import AsOf, Question, Scope
from pmo_analytics.warehouse.moments import end_of_day
from tests.spec.board import Board
from tests.unit.metrics import twin
from tests.unit.metrics.boards import columns, exports, histories

no_clock = settings(derandomize=True, deadline=None, max_examples=10)
SCOPES = (Scope("a", ("A",)), Scope("b", ("B",)), Scope("all", ("A", "B")))
ASKED = (date(2026, 3, 19), date(2026, 3, 22), date(2026, 3, 29), date(2026, 4, 5))
LAST = (date(2026, 4, 10), date(2026, 4, 20))

# The columns in which query and twin are compared.
COMPARED = {
    "items_as_of": (
        *("item_key", "state", "started_date", "done_date", "cancelled_date", "reopened_count"),
    ),
    "throughput": ("week_date", "is_partial", "finished_count", "active_days"),
    "arrivals": (
        *("week_date", "arrived_count", "started_count", "finished_count", "net_flow_count"),
    ),
    "wip": ("date", "wip_count", "wip_any_time_count"),
    "finished_items": ("item_key", "finished_date", "cycle_days", "lead_days", "reopened_count"),
    "cycle_time": ("half_days", "sure_days", "mean_elapsed_days", "n", "without_start"),
    "lead_time": ("half_days", "sure_days", "mean_elapsed_days", "n", "finished_before_created"),
    "item_age": ("half_days", "sure_days", "oldest_days", "total_age_days", "n"),
    "cumulative_flow": ("date", "stage_order", "item_count", "reached_count"),
    "due_date_performance": (
        *("n", "on_time_count", "finished_count", "finished_on_time_count"),
        *("overdue_count", "longest_overdue_days", "without_due_date"),
    ),
    "burn_up": ("date", "scope_count", "finished_count"),
    "pace": (
        *("open_count", "in_progress_count", "done_count", "cancelled_count"),
        *("finished_count", "arrived_count"),
    ),
}


def asked_days(zone: str, taken: datetime) -> tuple[AsOf, ...]:
    """Return the days asked for, each up to the moment of the export."""
    ends = {day: end_of_day(day, zone) for day in (*ASKED, *LAST)}
    return tuple(AsOf(day, min(end, taken), taken < end) for day, end in ends.items())


def told_by_query(connection, query, question):
    """Return the rows of each scope and day, in the compared columns."""
    found: dict[tuple[str, date], list] = {}
    for row in query_rows(connection, query, question):
        values = tuple(row[column] for column in COMPARED[query])
        found.setdefault((row["scope"], row["as_of"]), []).append(values)
    return found


def told_by_twin(board, query, question):
    found = {}
    for scope in question.scopes:
        stories = [story for story in board.stories if story.project in scope.project_ids]
        for asked in question.as_of:
            day = twin.Day(asked.day, asked.moment, board.zone)
            if rows := getattr(twin, query)(stories, day):
                found[scope.name, asked.day] = rows
    return found


def in_order(rows):
    """Sort rows by their first columns, which tell them apart."""
    return sorted(rows, key=lambda row: row[:2]) if len(rows) > 1 else rows


def approximately(rows):
    """Compare means, which are floats, within rounding; everything else exactly."""
    return [
        tuple(pytest.approx(cell, abs=1e-9) if isinstance(cell, float) else cell for cell in row)
        for row in rows
    ]


def assert_agreement(board, taken, board_warehouse):
    question = Question(SCOPES, asked_days(board.zone, taken))
    export = Board(board.text, exported=f"{taken.isoformat()}Z")
    with board_warehouse.holding([export], toml=board.toml) as connection:
        for query in COMPARED:
            found = told_by_query(connection, query, question)
            expected = told_by_twin(board, query, question)
            assert found.keys() == expected.keys(), query
            for asked, rows in expected.items():
                assert in_order(found[asked]) == approximately(in_order(rows)), (query, asked)


@no_clock
@given(board=histories(), taken=exports)
def test_queries_agree_with_their_twins_on_histories(board, taken, board_warehouse):
    assert_agreement(board, taken, board_warehouse)


@no_clock
@given(board=columns(), taken=exports)
def test_queries_agree_with_their_twins_on_columns(board, taken, board_warehouse):
    assert_agreement(board, taken, board_warehouse)
