"""What holds of the flow metrics whatever the board says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tries import tries

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.registry import MEASURES
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.warehouse.moments import end_of_day, local_day
from tests.spec.board import Board, read_header, read_table
from tests.unit.metrics.boards import BEGIN, STEP, STEPS, columns, histories, worked_histories
from tests.unit.metrics.twin import in_progress_times

pytestmark = pytest.mark.slow

# Without shrinking: it takes minutes, and a failing board is small enough to read.
no_clock = settings(
    derandomize=True, deadline=None, max_examples=tries(2), phases=(Phase.explicit, Phase.generate)
)
PARTS = (Scope("a", ("A",)), Scope("b", ("B",)))
WHOLE = Scope("all", ("A", "B"))
TAKEN = BEGIN + (STEPS + 4) * STEP
MOMENT_COLUMNS = ("at", "created", "started", "done", "cancelled")
LATEST_FIELDS = frozenset({"status", "stage", "stage_order", "updated_date"})
AS_OF_QUERIES = (
    *("throughput", "arrivals", "wip", "finished_items", "cycle_time", "lead_time", "open_items"),
    *("item_age", "cumulative_flow", "due_items", "due_date_performance", "burn_up", "pace"),
    *("net_flow", "littles_law", "timed_items", "service_level", "age_risks"),
)
WORK_QUERIES = (
    *("stage_visits", "stage_times", "active_items", "flow_efficiency", "blocked_times"),
    *("blocked_time", "blocked_items", "reworked_items", "reopen_rate", "rework_rate"),
    *("stage_wip", "wip_limits", "timed_items"),
)
SIGNED_SHARES = {"net_change_share"}  # added less dropped
RATIOS = {"gross_change_share", "added_share", "variation_share"}  # may well be above 1


def last_day(zone: str, *, taken: datetime = TAKEN) -> AsOf:
    """Return the day of an export, up to its moment."""
    day = local_day(taken, zone)
    return AsOf(day, taken, taken < end_of_day(day, zone))


def landed(board, *, taken=TAKEN, text=None):
    return Board(text or board.text, exported=f"{taken.isoformat()}Z")


def rows_by_scope(connection, query, question):
    found = {scope.name: [] for scope in question.scopes}
    for row in query_rows(connection, query, question):
        found[row["scope"]].append(row)
    return found


def assert_all(board, warehouse, *statements) -> None:
    """Check what holds of a board, which is landed once for all of it."""
    with warehouse.holding([landed(board)], toml=board.toml) as connection:
        for statement in statements:
            statement(connection, board, last_day(board.zone))


@no_clock
@given(board=histories())
def test_counts_of_a_history_agree_with_one_another(board, board_warehouse):
    assert_all(
        board,
        board_warehouse,
        parts_add_up_to_the_whole,
        portfolio_pools_the_items_of_its_projects,
        work_in_progress_changes_by_what_came_in_less_what_left,
        starts_less_finishes_and_cancellations_are_work_in_progress,
    )


@no_clock
@given(board=worked_histories())
def test_counts_and_times_of_the_work_agree_with_one_another(board, board_warehouse):
    assert_all(
        board,
        board_warehouse,
        parts_of_the_board_add_up_to_the_whole,
        times_in_columns_add_up_to_the_times_of_the_items,
    )


@no_clock
@given(board=st.one_of(histories(), columns()))
def test_counts_of_any_board_agree_with_one_another(board, board_warehouse):
    assert_all(
        board,
        board_warehouse,
        what_came_less_what_left_is_work_in_progress,
        bands_of_cumulative_flow_are_ordered_and_never_fall,
    )


def parts_add_up_to_the_whole(connection, board, day):
    question = Question((*PARTS, WHOLE), (day,))
    counts = {
        "arrivals": (
            *("week_date", "arrived_count", "started_count", "finished_count", "dropped_count"),
            *("net_flow_count", "wip_change_count"),
        ),
        "wip": ("date", "wip_count", "wip_any_time_count"),
        "burn_up": ("date", "scope_count", "finished_count"),
    }
    for query, (when, *names) in counts.items():
        rows = rows_by_scope(connection, query, question)
        for name in names:
            whole = Counter({row[when]: row[name] for row in rows["all"]})
            parts = Counter({row[when]: row[name] for row in rows["a"]})
            parts.update({row[when]: row[name] for row in rows["b"]})
            assert without_zeros(parts) == without_zeros(whole), (query, name)


def parts_of_the_board_add_up_to_the_whole(connection, board, day):
    question = Question((*PARTS, WHOLE), (day,))
    counts = {
        "stage_visits": ("stage", "visit_count", "stage_seconds"),
        "active_items": ("finished_date", "elapsed_seconds", "active_seconds", "blocked_seconds"),
        "stage_wip": ("date", "wip_count"),
        "blocked_item_spells": ("kind", "blocked_days"),
        "flow_distribution": ("item_type", "finished_count"),
        "reworked_items": ("state", "reopened_count", "moved_back_count"),
    }
    for query, (what, *names) in counts.items():
        rows = rows_by_scope(connection, query, question)
        for name in names:
            a, b, whole = (added_up(rows[scope], what, name) for scope in ("a", "b", "all"))
            a.update(b)
            assert without_zeros(a) == without_zeros(whole), (query, name)


def times_in_columns_add_up_to_the_times_of_the_items(connection, board, day):
    question = Question((WHOLE,), (day,))
    visits = query_rows(connection, "stage_visits", question)
    items = query_rows(connection, "active_items", question)
    in_columns = added_up(visits, "item_key", "stage_seconds")
    for item in items:
        elapsed = item["elapsed_seconds"] or 0
        assert in_columns[item["item_key"]] == elapsed
        assert 0 <= item["active_seconds"] <= item["active_seconds"] + item["blocked_seconds"]
        assert item["active_seconds"] + item["blocked_seconds"] <= elapsed


def what_came_less_what_left_is_work_in_progress(connection, board, day):
    question = Question((WHOLE,), (day,))
    periods = query_rows(connection, "arrivals", question)
    levels = query_rows(connection, "wip", question)
    in_progress = levels[-1]["wip_count"] if levels else 0
    assert sum(row["wip_change_count"] for row in periods) == in_progress


@settings(no_clock, max_examples=tries(2))
@given(board=st.one_of(worked_histories(), columns()))
def test_shares_are_shares_and_times_are_not_negative(board, board_warehouse):
    day = last_day(board.zone)
    with board_warehouse.holding([landed(board)], toml=board.toml) as connection:
        evidence = Evidence(connection)
        for name, definition in MEASURES.items():
            found_of = evidence.measure(name, (*PARTS, WHOLE), (day,))
            for scope in (*PARTS, WHOLE):
                found = found_of[scope.name, day.day]
                assert bool(found.values) != bool(found.reason), name
                assert found.n >= definition.smallest_n or found.reason, name
                for column, value in found.values.items():
                    assert is_sound(column, value), (name, scope.name, column, value)


def is_sound(column, value) -> bool:
    """Tell whether a value can be what its name says: a share, a count, a time."""
    if value is None or column in SIGNED_SHARES:
        return True
    if column.endswith("_share"):
        return value >= 0 and (value <= 1 or column in RATIOS)
    if column.endswith("_count") and column not in {"net_flow_count", "wip_change_count"}:
        return value >= 0
    return not column.endswith("_days") or value >= 0


def added_up(rows, what, name):
    """Return the sums of a column by what the rows tell."""
    sums = Counter()
    for row in rows:
        sums[row[what]] += row[name] or 0
    return sums


def without_zeros(sums):
    """Return sums without those that are zero, which a part does not list."""
    return {what: number for what, number in sums.items() if number}


def portfolio_pools_the_items_of_its_projects(connection, board, day):
    question = Question((*PARTS, WHOLE), (day,))
    rows = rows_by_scope(connection, "items_as_of", question)
    keys = {scope: sorted(row["item_key"] for row in found) for scope, found in rows.items()}
    assert sorted(keys["a"] + keys["b"]) == keys["all"]
    assert all(key.startswith("A-") for key in keys["a"])


def bands_of_cumulative_flow_are_ordered_and_never_fall(connection, board, day):
    question = Question((WHOLE,), (day,))
    rows = query_rows(connection, "cumulative_flow", question)
    by_stage = {stage: [] for stage in (1, 2, 3)}
    for row in rows:
        by_stage[row["stage_order"]].append(row["reached_count"])
        assert row["item_count"] >= 0
    for arrived, started, finished in zip(*by_stage.values(), strict=True):
        assert arrived >= started >= finished
    for counts in by_stage.values():
        assert all(before <= after for before, after in pairwise(counts))


def work_in_progress_changes_by_what_came_in_less_what_left(connection, board, day):
    question = Question((WHOLE,), (day,))
    levels = {row["date"]: row["wip_count"] for row in query_rows(connection, "wip", question)}
    steps = Counter()
    for story in board.stories:
        for entered, left in in_progress_times(story, TAKEN) if story.is_counted else ():
            steps[local_day(entered, board.zone)] += 1
            if left:
                steps[local_day(left, board.zone)] -= 1
    for before, after in pairwise(sorted(levels)):
        assert levels[after] - levels[before] == steps[after]


def starts_less_finishes_and_cancellations_are_work_in_progress(connection, board, day):
    question = Question((WHOLE,), (day,))
    items = query_rows(connection, "items_as_of", question)
    levels = query_rows(connection, "wip", question)
    started = [item for item in items if item["started_date"]]
    # A reopened item has no finish any more, so reopenings need no term of their own.
    left = [item for item in started if item["done_date"] or item["cancelled_date"]]
    in_progress = levels[-1]["wip_count"] if levels else 0
    assert len(started) - len(left) == in_progress


@no_clock
@given(board=histories(), cut=st.integers(0, STEPS))
def test_what_happened_later_does_not_change_the_answer(board, cut, board_warehouse):
    moment = BEGIN + cut * STEP
    rows = [
        row for row in read_table(board.text) if datetime.fromisoformat(row["at"][:-1]) <= moment
    ]
    assert_same_as_of(board, _as_text(read_header(board.text), rows), moment, board_warehouse)


@no_clock
@given(board=columns(), cut=st.integers(0, STEPS))
def test_dates_that_came_later_do_not_change_the_answer(board, cut, board_warehouse):
    moment = BEGIN + cut * STEP
    sound = [row for row in read_table(board.text) if _is_in_order(row)]
    header = read_header(board.text)
    whole = replace(board, text=_as_text(header, sound))
    known = [_known_by(row, moment) for row in sound if _moment(row["created"]) <= moment]
    assert_same_as_of(whole, _as_text(header, known), moment, board_warehouse)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))


def _is_in_order(row) -> bool:
    """Tell whether the dates of a row follow each other: only these a tracker can have told."""
    finished = row["cancelled"] or row["done"]
    told = [row[name] for name in ("created", "started") if row[name]] + [finished] * bool(finished)
    return told == sorted(told) and not (row["cancelled"] and row["done"])


def _known_by(row, moment: datetime):
    """Return a row as it was when nothing after a moment had happened."""
    return {
        name: "" if name in MOMENT_COLUMNS and text and _moment(text) > moment else text
        for name, text in row.items()
    }


def _as_text(header, rows) -> str:
    lines = [" | ".join(row[name] for name in header) for row in rows]
    return "\n".join([" | ".join(header), *lines])


@no_clock
@given(board=worked_histories(), cut=st.integers(0, STEPS))
def test_what_happened_later_on_the_board_does_not_change_the_answer(board, cut, board_warehouse):
    moment = BEGIN + cut * STEP
    rows = [row for row in read_table(board.text) if _moment(row["at"]) <= moment]
    text = _as_text(read_header(board.text), rows)
    assert_same_as_of(board, text, moment, board_warehouse, queries=WORK_QUERIES)


def assert_same_as_of(board, text, moment, board_warehouse, *, queries=AS_OF_QUERIES):
    """Check that a board as of a moment answers like the board that ends there."""
    question = Question((*PARTS, WHOLE), (last_day(board.zone, taken=moment),))
    answers = []
    for export in (landed(board), landed(board, text=text, taken=moment)):
        with board_warehouse.holding([export], toml=board.toml) as connection:
            answers.append({query: _told(connection, query, question) for query in queries})
    for query in queries:
        assert answers[0][query] == answers[1][query], query


def _told(connection, query, question):
    """Return the rows of a query without the fields that only the latest export tells."""
    rows = query_rows(connection, query, question)
    return sorted(
        repr({name: cell for name, cell in row.items() if name not in LATEST_FIELDS})
        for row in rows
    )
