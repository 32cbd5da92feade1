"""Queries read each other by name; what is run, and printed as evidence, stands alone."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pytest
from sample_portfolio import AS_OF, sample_connection

from pmo_analytics.errors import ModelError
from pmo_analytics.metrics import query
from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.projects import find_scope
from pmo_analytics.metrics.query import (
    composed_sql,
    hold_shared,
    query_references,
    query_rows,
    query_texts,
    run_query,
    used_parameters,
)
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.sources.register_schema import register_schemas
from pmo_analytics.warehouse.models import read_models, table_references
from tests.spec.board import Board

BOARD = Board(
    """
    item | type  | status      | created    | started    | done       | due        | labels
    A-1  | Story | Done        | 2026-01-05 | 2026-01-06 | 2026-01-08 | 2026-01-09 | pay
    A-2  | Bug   | In Progress | 2026-01-05 | 2026-01-07 |            | 2026-01-08 |
    A-3  | Story | To Do       | 2026-01-06 |            |            |            |
    """,
    exported="2026-01-11",
)
DAY = AsOf(date(2026, 1, 11), datetime(2026, 1, 11, 23, 59, 59, 999999))
QUESTION = Question((Scope("a", ("A",)), Scope("none", ("Z",))), (DAY,))
NAMES = sorted(query_texts())


@pytest.fixture(scope="module")
def connection(board_warehouse):
    with board_warehouse.holding([BOARD]) as opened:
        yield opened


@pytest.mark.parametrize("name", NAMES)
def test_query_runs_standing_alone(name, connection):
    sql = composed_sql(name)
    connection.execute(sql, used_parameters(sql, QUESTION)).fetchall()


@pytest.mark.parametrize("name", NAMES)
def test_query_says_its_grain_first(name):
    assert query_texts()[name].startswith("-- grain: ")


def test_no_query_hides_a_table(connection):
    tables = {
        name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
    }
    views = {
        name for (name,) in connection.execute("select view_name from duckdb_views()").fetchall()
    }
    models = {model.name for model in read_models()}
    assert models <= tables
    assert sorted(set(NAMES) & (tables | views | set(register_schemas()))) == []


def test_every_table_a_query_reads_exists(connection):
    there = {
        name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
    }
    there |= {
        name for (name,) in connection.execute("select view_name from duckdb_views()").fetchall()
    }
    with duckdb.connect() as parser:
        for name in NAMES:
            missing = table_references(parser, query_texts()[name]) - there - set(NAMES)
            assert not missing, f"{name} reads {missing}"


def test_what_a_query_reads_is_what_the_parser_finds():
    with duckdb.connect() as parser:
        for name in NAMES:
            found = table_references(parser, query_texts()[name]) & set(NAMES)
            assert query_references(name) == found, name


def test_what_is_held_stands_for_all_behind_it():
    sql = composed_sql("throughput_summary", held=frozenset({"items_as_of", "known_until"}))
    assert "periods as (" in sql
    assert "items_as_of as (" not in sql
    assert "scopes as (" not in sql


def test_held_rows_answer_as_the_query_alone():
    connection = sample_connection()
    asked = Question((find_scope(connection),), (Calendar(connection).as_of(AS_OF),))
    names = ("throughput_summary", "wip_summary", "arrivals_summary")
    holder, question = hold_shared(connection, names, asked)
    assert {"items_as_of", "known_until"} <= question.held
    for name in names:
        assert query_rows(holder, name, question) == query_rows(connection, name, asked)
    holder.close()
    # What one asks beside it never meets what is held.
    with pytest.raises(duckdb.CatalogException):
        connection.execute("from items_as_of")


def test_parts_stand_before_those_that_read_them():
    sql = composed_sql("throughput_summary")
    places = [sql.index(f"{part} as (") for part in ("scopes", "items_as_of", "throughput")]
    assert places == sorted(places)
    assert sql.count("items_as_of as (") == 1
    assert sql.endswith("select * from throughput_summary order by all")


def test_only_parameters_that_are_named_are_passed():
    parameters = used_parameters("select $days, $percentile, $days", QUESTION)
    assert list(parameters) == ["days", "percentile"]


def test_option_of_the_question_goes_before_its_default():
    question = Question(QUESTION.scopes, QUESTION.as_of, {"percentile": 0.5})
    assert used_parameters("$percentile", QUESTION) == {"percentile": 0.85}
    assert used_parameters("$percentile", question) == {"percentile": 0.5}


def test_frame_and_rows_tell_the_same(connection):
    frame = run_query(connection, "finished_items", QUESTION)
    rows = query_rows(connection, "finished_items", QUESTION)
    assert list(frame["item_key"]) == [row["item_key"] for row in rows] == ["A-1"]
    assert list(frame.columns) == list(rows[0])


def test_several_scopes_and_days_are_answered_at_once(connection):
    other = AsOf(date(2026, 1, 7), datetime(2026, 1, 7, 23, 59, 59, 999999))
    scopes = (Scope("a", ("A",)), Scope("again", ("A",)))
    rows = query_rows(connection, "pace", Question(scopes, (DAY, other)))
    assert [(row["scope"], row["as_of"].day, row["in_progress_count"]) for row in rows] == [
        *(("a", 7, 2), ("a", 11, 1)),
        *(("again", 7, 2), ("again", 11, 1)),
    ]


def test_names_of_scopes_are_only_names(connection):
    scope = Scope("'); drop table items; --", ("A",))
    ((row),) = query_rows(connection, "wip_summary", Question((scope,), (DAY,)))
    assert row["scope"] == scope.name


def test_failing_query_is_named(connection, monkeypatch):
    monkeypatch.setattr(query, "composed_sql", lambda name, **_: "select * from nowhere")
    with pytest.raises(ModelError, match="wip failed"):
        query_rows(connection, "wip", QUESTION)
