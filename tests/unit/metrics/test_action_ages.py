"""Ages of open actions agree with plain Python, on generated registers and for days at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import AsOf, Question, Scope
from tests.spec.board import Register
from tests.unit.metrics.agreement import SCOPES, no_clock

pytestmark = pytest.mark.slow

FIRST = date(2026, 3, 2)
ASKED = (date(2026, 3, 12), date(2026, 3, 20))
days = st.integers(0, 20).map(lambda step: FIRST + timedelta(days=step))
actions = st.lists(
    st.tuples(
        days,
        st.none() | days,
        st.none() | days,
        st.sampled_from(("A", "B", "")),
        st.sampled_from(("retrospective", "audit", "risk", "quick_win", "")),
    ),
    min_size=2,
    max_size=10,
)
HEADER = "action_id | raised_date | action | owner | project_id | due_date | done_date | origin"


def register(told: list[tuple]) -> Register:
    lines = [
        f"N-{place} | {raised} | Do it | Ana | {project} | {due or ''} | {done or ''} | {origin}"
        for place, (raised, due, done, project, origin) in enumerate(told)
    ]
    return Register("actions", "\n".join((HEADER, *lines)))


def expected(told: list[tuple], scope: Scope, day: date) -> dict[str, tuple]:
    """Return the open actions of a scope, each with its age, days overdue, and what it is."""
    found = {}
    for place, (raised, due, done, project, origin) in enumerate(told):
        is_there = project == "" or project in scope.project_ids
        if is_there and raised <= day and not (done and done <= day):
            overdue = None if due is None else max((day - due).days, 0)
            is_lesson = origin in ("retrospective", "audit")
            found[f"N-{place}"] = ((day - raised).days, overdue, is_lesson)
    return found


@settings(no_clock, max_examples=12)
@given(told=actions)
def test_ages_of_actions_agree_with_plain_python(told, board_warehouse):
    asked = tuple(AsOf(day, datetime(day.year, day.month, day.day, 23)) for day in ASKED)
    with board_warehouse.holding([], registers=[register(told)]) as connection:
        question = Question(SCOPES, asked)
        rows = query_rows(connection, "open_actions", question)
        sums = {
            (row["scope"], row["as_of"]): row
            for row in query_rows(connection, "overdue_actions", question)
        }
    for scope, day in question.cases():
        wanted = expected(told, scope, day.day)
        assert {
            row["action_id"]: (row["age_days"], row["overdue_days"], row["is_lesson"])
            for row in rows
            if (row["scope"], row["as_of"]) == (scope.name, day.day)
        } == wanted
        lessons = [one for one in wanted.values() if one[2]]
        row = sums.get((scope.name, day.day), {})
        assert row.get("open_lesson_count", 0) == len(lessons)
        assert row.get("overdue_lesson_count", 0) == sum(bool(one[1]) for one in lessons)
