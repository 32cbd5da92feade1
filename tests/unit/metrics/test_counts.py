"""What tables of counts tell agrees with plain Python, whatever they count and whenever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from asked import compute_metric
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st
from tries import tries

from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import AsOf, ItemFilter, Question, Scope
from pmo_analytics.warehouse.moments import end_of_day
from tests.spec.board import Board
from tests.unit.metrics.counts_twin import Counted, summary

pytestmark = pytest.mark.slow

no_clock = settings(
    derandomize=True, deadline=None, max_examples=tries(12), phases=(Phase.explicit, Phase.generate)
)
FIRST = date(2026, 3, 2)
STAGES = ("To Do", "Doing", "Review", "Parked", "Done")
ASKED = [FIRST + timedelta(days=days) for days in (3, 14, 30, 60)]
SCOPE = Scope("all", ("north", "south"))


@st.composite
def tables(draw: st.DrawFn) -> list[Counted]:
    """Return tables of up to two sources; each of a source has the same columns."""
    made = []
    for source in draw(st.sampled_from([["north"], ["north", "south"]])):
        stages = draw(st.lists(st.sampled_from(STAGES), min_size=2, unique=True))
        offsets = draw(st.lists(st.integers(0, 40), min_size=1, max_size=2, unique=True))
        for taken in sorted(offsets):
            made.append(_table(draw, source, stages, FIRST + timedelta(days=taken)))
    return made


def _table(draw: st.DrawFn, source: str, stages: list[str], taken: date) -> Counted:
    back = draw(st.lists(st.integers(1, 30), max_size=5, unique=True))
    grows = draw(st.booleans())  # some are running totals
    days = [taken - timedelta(days=one) for one in sorted({0, *back}, reverse=True)]
    rows: dict[date, dict[str, int | None]] = {}
    for number, day in enumerate(days):
        counts = draw(st.lists(st.integers(0, 9), min_size=len(stages), max_size=len(stages)))
        if grows:
            counts = [count + 10 * number for count in sorted(counts, reverse=True)]
        cells: list[int | None] = list(counts)
        if draw(st.integers(0, 5)) == 0:
            cells[0] = None
        rows[day] = dict(zip(stages, cells, strict=True))
    return Counted(source, taken, rows)


def board_of(table: Counted) -> Board:
    stages = list(next(iter(table.days.values())))
    lines = [" | ".join(["day", *stages])]
    for day, counts in table.days.items():
        cells = ("" if counts[stage] is None else str(counts[stage]) for stage in stages)
        lines.append(" | ".join([day.isoformat(), *cells]))
    return Board("\n".join(lines), source=table.source, exported=table.taken.isoformat())


@given(made=tables())
@no_clock
def test_counted_flow_agrees_with_its_twin(made, board_warehouse):
    days = tuple(AsOf(day, end_of_day(day, "UTC")) for day in ASKED)
    with board_warehouse.holding(map(board_of, made)) as connection:
        rows = query_rows(connection, "counted_flow_summary", Question((SCOPE,), days))
    found = {row["as_of"]: row for row in rows}
    for day in ASKED:
        expected = summary(made, day)
        if expected is None:
            assert day not in found
            continue
        event("running totals" if not expected["n"] else "counts")
        for name, value in expected.items():
            told = found[day][name]
            assert told == (value if value is None else pytest.approx(float(value))), name


def test_counts_are_not_of_a_team_or_of_some_items(board_warehouse):
    board = Board("day | Doing | Done\n2026-03-02 | 1 | 2", source="north")
    as_of = AsOf(FIRST, end_of_day(FIRST, "UTC"))
    scope = Scope("north", ("north",), ItemFilter(labels=("late",)))
    with board_warehouse.holding([board]) as connection:
        result = compute_metric(connection, "counted_flow", scope=scope, as_of=as_of)
    assert result.reason.startswith("it is known of whole projects")
    assert (result.values, result.tier, result.n) == ({}, None, 0)
    assert result.definition.data_needed == "a table of counts by day and stage"
