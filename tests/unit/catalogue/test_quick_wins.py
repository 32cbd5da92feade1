"""Least effort for most effect: the arithmetic, by hand and in plain Python."""

from __future__ import annotations

import math
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.catalogue.quick_wins import EFFORTS, QUICK_MINUTES, weighed, win_rows
from pmo_analytics.metrics.question import AsOf, Question, Scope

# What each kind needs once and for each thing, and what a thing is worth, written down once more.
TAKEN_ON = {
    "call": (30, 0, 3),
    "close": (0, 10, 2),
    "fill": (0, 5, 1),
    "renew": (30, 0, 3),
    "limit": (30, 0, 2),
    "keep": (30, 0, 2),
}
kinds = st.sampled_from(sorted(TAKEN_ON))
counts = st.integers(1, 90)
wins = st.lists(st.tuples(kinds, counts), max_size=12)


def row(kind: str, count: int, place: int = 0) -> dict:
    return {"kind": kind, "thing_count": count, "shown_count": min(count, 3), "win_id": str(place)}


@settings(derandomize=True, deadline=None)
@given(kind=kinds, count=counts)
def test_effect_and_effort_are_multiplied_out(kind, count):
    once, each, weight = TAKEN_ON[kind]
    minutes = once + sum(each for _ in range(count))
    effect = sum(weight for _ in range(count))
    found = weighed(row(kind, count))
    assert found["effort_minute_count"] == minutes
    assert found["effect_count"] == effect
    assert found["hour_effect_count"] == round(Fraction(effect * 60, minutes))
    assert found["unshown_count"] == max(count - 3, 0)


def test_every_kind_is_taken_on():
    assert EFFORTS.keys() == TAKEN_ON.keys()


class Told:
    """Answers with quick wins that were made up."""

    def __init__(self, rows):
        self._rows = rows

    def rows(self, _query, _question):
        return self._rows


@settings(derandomize=True, deadline=None)
@given(told=wins)
def test_most_effect_for_an_hour_comes_first_and_long_work_is_left_out(told):
    rows = [row(kind, count, place) for place, (kind, count) in enumerate(told)]
    question = Question((Scope("all", ()),), (AsOf(None, None),))
    (answer,) = win_rows(Told(rows), question)
    shown = answer["frame"]
    order = [
        (-one["effect_count"] / one["effort_minute_count"], -one["effect_count"], one["win_id"])
        for one in shown
    ]
    assert order == sorted(order)
    assert all(one["effort_minute_count"] <= QUICK_MINUTES for one in shown)
    assert answer["win_count"] + answer["too_long_count"] == len(told)
    minutes = sum(one["effort_minute_count"] for one in shown)
    assert answer["all_hours_count"] == math.ceil(minutes / 60)
    assert answer["helped_count"] == sum(one["thing_count"] for one in shown)
