"""Stage gates agree with plain Python, on generated registers and for days at once."""

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
gates = st.lists(
    st.tuples(
        st.sampled_from(("A", "B")),
        days,
        st.none() | days,
        st.sampled_from(("", "Board")),
        st.sampled_from(("", "The budget is signed")),
        st.none() | days,
    ),
    min_size=2,
    max_size=8,
)
HEADER = (
    "project_id | gate | due_date | approved_date | approved_by | conditions | conditions_due_date"
)


def register(told: list[tuple]) -> Register:
    lines = [
        f"{project} | G-{place} | {due} | {passed or ''} | {who} | {conditions} | {met_by or ''}"
        for place, (project, due, passed, who, conditions, met_by) in enumerate(told)
    ]
    return Register("gates", "\n".join((HEADER, *lines)))


def next_gate(told: list[tuple], place: int) -> date | None:
    """Return the day of the gate after this one in its project."""
    project = told[place][0]
    own = sorted((one[1], f"G-{at}") for at, one in enumerate(told) if one[0] == project)
    after = [due for due, name in own if (due, name) > (told[place][1], f"G-{place}")]
    return after[0] if after else None


def expected(told: list[tuple], scope: Scope, day: date) -> dict[str, tuple]:
    """Return the gates of a scope: how each stands, who passed it, what is due and how late."""
    found = {}
    for place, (project, due, passed, who, conditions, met_by) in enumerate(told):
        if project not in scope.project_ids:
            continue
        if passed is None or passed > day:
            state = "overdue" if due < day else "ahead"
            row = (state, max((day - due).days, 0), None, None, None, None)
        elif not conditions:
            row = ("approved", None, who or None, None, None, None)
        else:
            by = met_by or next_gate(told, place)
            late = None if by is None else max((day - by).days, 0)
            row = ("conditional", None, who or None, by, (day - passed).days, late)
        found[f"G-{place}"] = row
    return found


SHOWN = (
    *("state_name", "overdue_days", "approved_by", "conditions_due_date"),
    *("conditions_age_days", "conditions_overdue_days"),
)


@settings(no_clock, max_examples=12)
@given(told=gates)
def test_gates_agree_with_plain_python(told, board_warehouse):
    asked = tuple(AsOf(day, datetime(day.year, day.month, day.day, 23)) for day in ASKED)
    with board_warehouse.holding([], registers=[register(told)]) as connection:
        question = Question(SCOPES, asked)
        rows = query_rows(connection, "gates_as_of", question)
        checks = query_rows(connection, "governed_controls", question)
        sums = {
            (row["scope"], row["as_of"]): row
            for row in query_rows(connection, "gates_summary", question)
        }
    for scope, day in question.cases():
        place = (scope.name, day.day)
        wanted = expected(told, scope, day.day)
        assert {
            row["gate"]: tuple(row[name] for name in SHOWN)
            for row in rows
            if (row["scope"], row["as_of"]) == place
        } == wanted
        states = [row[0] for row in wanted.values()]
        unmet = {gate for gate, row in wanted.items() if row[-1]}
        row = sums.get(place, {})
        assert row.get("overdue_gate_count", 0) == states.count("overdue")
        assert row.get("conditional_gate_count", 0) == states.count("conditional")
        assert row.get("unmet_gate_count", 0) == len(unmet)
        failing = {
            (check["check_id"], check["subject"])
            for check in checks
            if (check["scope"], check["as_of"]) == place and check["fails"]
        }
        assert failing == {
            *(("gate_approved", gate) for gate, row in wanted.items() if row[0] == "overdue"),
            *(("conditions_met", gate) for gate in unmet),
        }
