"""Declared changes: better, worse, no difference, too early; and objectives of the office."""

from __future__ import annotations

from datetime import date

import pytest
from sample_portfolio import sample

from pmo_analytics.catalogue.before_after import COMPARED_WEEKS, ELSE_DAYS, LEAST_ITEMS, Span


def changes(as_of: str = "", **scope) -> dict[str, dict]:
    frame = sample(as_of).metric("improvements", **scope).frame
    return {row["improvement_id"]: row for row in frame.to_dict("records")}


def test_each_verdict_is_found():
    verdicts = {name: row["verdict_name"] for name, row in changes().items()}
    assert verdicts == {"I-01": "better", "I-02": "same", "I-03": "worse", "I-04": "early"}


def test_values_are_those_of_items_finished_before_and_since():
    row = changes()["I-01"]
    frame = sample().metric("cycle_time", project="HELM").frame
    days = frame[frame["cycle_days"].notna()]
    change = date(2025, 11, 10)
    before = [
        days
        for days, day in zip(days["cycle_days"], days["finished_date"].dt.date, strict=True)
        if 0 < (change - day).days <= 7 * COMPARED_WEEKS
    ]
    assert row["before_count"] == len(before)
    assert row["before_ratio"] == pytest.approx(sum(before) / len(before))


def test_what_cannot_be_told_yet_says_when_it_can():
    row = changes()["I-04"]
    assert row["after_count"] < LEAST_ITEMS
    assert row["told_date"] > date(2026, 9, 30)


def test_as_of_an_earlier_day_less_is_known():
    then = changes("2025-11-20")
    assert then["I-01"]["verdict_name"] == "early"
    assert then["I-02"]["verdict_name"] == "ahead"


def test_what_else_changed_is_named_and_lies_near():
    row = changes()["I-03"]
    (other,) = row["others"]
    assert (other["id"], other["kind"]) == ("D-05", "decision")
    assert abs((other["date"] - row["change_date"]).days) <= ELSE_DAYS


def test_a_change_belongs_to_the_scopes_that_it_touches():
    assert set(changes(project="HELM")) == {"I-01"}
    assert set(changes(programme="Port Operations")) == {"I-03"}


def test_spans_of_weeks_meet_at_the_change():
    change = date(2026, 3, 2)
    before, after = Span(date(2026, 1, 30), change, date(2026, 3, 20)).ends(weeks=1)
    assert before == [date(2026, 2, 8), date(2026, 2, 15), date(2026, 2, 22), date(2026, 3, 1)]
    assert after == [date(2026, 3, 8), date(2026, 3, 15)]


def objectives(as_of: str = "") -> dict[str, dict]:
    frame = sample(as_of).metric("charter").frame
    return {row["objective"]: row for row in frame.to_dict("records")}


def test_an_objective_is_measured_by_the_value_it_names():
    found = objectives()
    assert found["Decide in time"]["actual_share"] == sample().metric("decision_log").value
    success = sample().metric("success").values
    assert found["Finish what was begun"]["actual_share"] == success["on_time_share"]
    assert found["Decide in time"]["target_share"] == pytest.approx(0.85)


def test_an_objective_is_reached_short_or_not_measured():
    states = {name: row["state_name"] for name, row in objectives().items()}
    assert states == {
        "Decide in time": "reached",
        "Earn what was promised": "short",
        "Finish what was begun": "short",
        "Say it early": "unmeasured",
    }
    assert objectives()["Finish what was begun"]["course_name"] == "farther"
