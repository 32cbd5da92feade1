"""Why a date moved: the parts add up, and chance is not called a cause."""

from dataclasses import replace

import numpy as np
import pytest

from pmo_analytics.forecasts.models import NET_FLOW, POOLED
from pmo_analytics.forecasts.moved_date import explain_move
from pmo_analytics.forecasts.shapley import split
from pmo_analytics.forecasts.working_days import WorkingCalendar


def moved(told, after, *, before=None, models=(POOLED, POOLED), **named):
    found = explain_move(
        told, before or told, after, model_before=models[0], model_after=models[1], **named
    )
    assert sum(part.amount for part in found.parts) == pytest.approx(found.total)
    return {part.cause: part.amount for part in found.parts}, found


def test_added_items_are_scope(history):
    after = history(weeks=30, open_now=40)
    after.open_items[-1] += 20
    parts, found = moved(after.without_last(20), after)
    assert parts["scope"] > 15
    assert max(found.parts, key=lambda part: abs(part.amount)).cause == "scope"


def test_nothing_moves_between_a_day_and_itself(history):
    parts, found = moved(history(), history())
    assert set(parts.values()) == {0}
    assert not any(part.is_claimed for part in found.parts)


def test_holidays_are_calendar(history):
    scope = history()
    off = tuple(scope.calendar.after(scope.last_day, n) for n in range(1, 11))
    closed = replace(scope, calendar=WorkingCalendar(days_off=off))
    parts, _ = moved(scope, closed)
    assert parts["calendar"] == pytest.approx(14, abs=2)


def test_corrected_data_come_first(history):
    scope, fewer = history(open_now=50), history(open_now=40)
    parts, _ = moved(scope, fewer, before=fewer)
    assert parts["corrected data"] < 0
    assert parts["scope"] == parts["pace"] == 0


def test_another_model_is_a_cause(history):
    scope = history()
    scope.finished[-20:] *= 2
    parts, _ = moved(scope, scope, models=(NET_FLOW, POOLED))
    assert parts["model"] < 0


def test_what_is_left_is_others(history):
    parts, found = moved(history(), history(), published_days=12.0)
    assert parts["others"] == 12
    assert found.total == 12


def test_parts_that_depend_on_the_order_show_their_range():
    found = split(("a", "b"), lambda done: np.array([float(len(done) == 2)]))
    assert [(part.amount, part.least, part.most) for part in found.parts] == [(0.5, 0, 1)] * 2


def test_a_part_below_the_noise_is_not_claimed():
    def value(done):
        return np.array([0.2, -3, 4, 0, -2, 2]) if done else np.zeros(6)

    (part,) = split(("a",), value).parts
    assert (part.amount, part.is_claimed) == (0.2, False)
