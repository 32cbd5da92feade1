"""Quick wins agree with a slow twin in Python, told by the queries from which they are chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from sample_portfolio import PROJECTS, sample, sample_connection
from tries import tries

from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import Question, Scope
from tests.spec.board import Board
from tests.unit.metrics.agreement import SCOPES, asked_days, no_clock
from tests.unit.metrics.boards import worked_histories
from tests.unit.metrics.card_boards import card_boards

pytestmark = pytest.mark.slow

TAKEN = datetime(2026, 4, 30)
RENEWED = ("status_reported", "export_current")
SHOWN = 3
Rows = list[dict[str, Any]]


class Told:
    """What the queries tell that quick wins are chosen from, by scope and day."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, question: Question) -> None:
        self._connection, self._question = connection, question
        self._read: dict[str, dict[tuple, Rows]] = {}

    def rows(self, query: str) -> dict[tuple, Rows]:
        """Return the rows of a query by scope and day, read once."""
        if query not in self._read:
            found = self._read[query] = defaultdict(list)
            for row in query_rows(self._connection, query, self._question):
                found[row["scope"], row["as_of"]].append(row)
        return self._read[query]


def things(told: Told, case: tuple) -> Iterator[tuple[str, str, str, str]]:
    """Yield project, kind, subject and thing of everything that one move puts right."""
    for row in told.rows("blocker_subjects")[case]:
        yield row["project_id"], "call", row["subject"], row["item_key"]
    blocked = {row["item_id"] for row in told.rows("blocked_items")[case]}
    for row in told.rows("item_checks")[case]:
        if row["recently_touched"] is False and row["item_id"] not in blocked:
            yield row["project_id"], "close", "", row["item_key"]
    for row in told.rows("open_cards")[case]:
        if row["state"] == "in_progress":
            for field in row["missing"].split(", ") if row["missing"] else ():
                yield row["project_id"], "fill", field, row["item_key"]
    for row in told.rows("governed_projects")[case]:
        if row["check_id"] in RENEWED and row["fails"]:
            yield row["project_id"], "renew", row["check_id"], row["subject"]


def quick_wins(told: Told, case: tuple) -> set[tuple]:
    """Return project, kind, subject, things, limit and what is shown of every win."""
    found = defaultdict(set)
    for *place, thing in things(told, case):
        found[tuple(place)].add(thing)
    wins = {
        (*place, len(names), None, ", ".join(sorted(names)[:SHOWN]), min(len(names), SHOWN))
        for place, names in found.items()
    }
    for row in told.rows("stage_loads")[case]:
        over = row["item_count"] - row["limit_count"]
        if over > 0:
            kind = "keep" if row["is_limited"] else "limit"
            wins.add((row["project_id"], kind, row["stage"], over, row["limit_count"], "", over))
    return wins


def assert_same_wins(connection: duckdb.DuckDBPyConnection, question: Question) -> set[str]:
    """Check that the query chooses what its twin does; return the kinds that were chosen."""
    told = Told(connection, question)
    chosen, kinds = told.rows("quick_wins"), set()
    for scope, day in question.cases():
        case = (scope.name, day.day)
        rows = [
            (
                *(row["project_id"], row["kind"], row["subject"], row["thing_count"]),
                *(row["limit_count"], row["shown_things"], row["shown_count"]),
            )
            for row in chosen[case]
        ]
        assert sorted(rows, key=str) == sorted(quick_wins(told, case), key=str), case
        ids = [row["win_id"] for row in chosen[case]]
        assert len(ids) == len(set(ids)), "a win is told from all others by its name"
        kinds |= {row["kind"] for row in chosen[case]}
    return kinds


def asked(zone: str) -> Question:
    """Return the question of generated boards."""
    return Question(SCOPES, tuple(asked_days(zone, TAKEN)))


def test_wins_of_the_sample_are_those_of_the_twin_and_of_four_kinds():
    scope = Scope("all", tuple(PROJECTS))
    question = Question((scope,), (sample("2026-08-14").as_of, sample().as_of))
    kinds = assert_same_wins(sample_connection(), question)
    assert kinds == {"call", "close", "fill", "renew"}


def test_wins_of_cards_are_those_of_the_twin(board_warehouse):
    found: set[str] = set()

    @settings(no_clock, max_examples=tries(3))
    @given(told=card_boards())
    def agree(told):
        with board_warehouse.holding([told.board], registers=told.registers) as connection:
            found.update(assert_same_wins(connection, asked(told.zone)))

    agree()
    assert found == {"fill"}


def test_wins_of_columns_and_flags_are_those_of_the_twin(board_warehouse):
    found: set[str] = set()

    @settings(no_clock, max_examples=tries(3))
    @given(told=worked_histories())
    def agree(told):
        export = Board(told.text, exported=f"{TAKEN.isoformat()}Z")
        with board_warehouse.holding([export], toml=told.toml) as connection:
            found.update(assert_same_wins(connection, asked(told.zone)))

    agree()
    assert found >= {"call", "keep"}
