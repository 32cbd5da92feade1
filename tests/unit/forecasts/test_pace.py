"""How fast a scope is, and what its past says about that."""

from datetime import date

import numpy as np
import pytest

from pmo_analytics.forecasts.pace import OLD_REGIME_WEIGHT, estimate_pace, exposure, forgetting


def test_even_weeks_give_their_pace(history):
    assert estimate_pace(history()).mean == pytest.approx(4, rel=0.05)


def test_days_with_nothing_to_do_say_nothing_about_pace(history):
    scope = history(week=(1, 1, 1, 1, 1), open_now=2, wip=4)
    assert exposure(scope)[-1] == pytest.approx(3 / 4)  # three were open the evening before
    assert estimate_pace(scope).mean > 5


def test_blocked_work_is_not_there_to_be_done(history):
    assert exposure(history(open_now=10, wip=4, blocked=9))[-1] < 1


def test_days_before_the_first_finish_do_not_count(history):
    scope = history()
    slow_start = history()
    slow_start.finished[:20] = 0
    assert estimate_pace(slow_start).mean == pytest.approx(estimate_pace(scope).mean, rel=0.05)


def test_declared_change_takes_weight_from_what_was_before(history):
    scope = history()
    scope.finished[-15:] *= 3
    plain = estimate_pace(scope)
    declared = estimate_pace(history_with(scope, date(2026, 9, 10)))
    assert plain.mean < declared.mean < 12
    assert declared.rate < plain.rate
    assert estimate_pace(history_with(scope, date(2026, 9, 10)), regimes=False) == plain
    assert 0 < OLD_REGIME_WEIGHT < 1


def history_with(scope, change):
    from dataclasses import replace

    return replace(scope, pace_changes=(change,))


def test_busy_teams_forget_faster():
    assert forgetting(20, 1.0) > forgetting(2, 1.0)
    assert forgetting(2, 4.0) <= forgetting(2, 1.0)


def test_uneven_weeks_are_over_dispersed(history):
    even, uneven = history(weeks=40), history(weeks=40)
    uneven.finished[:] = np.tile([0.0] * 5 + [2.0, 0, 4, 0, 2], 20)
    assert estimate_pace(uneven).dispersion > 1.5 * estimate_pace(even).dispersion


def test_capacity_that_fell_makes_the_past_count_for_less_pace(history):
    people = np.full(80, 4.0)
    people[-1] = 2.0
    assert estimate_pace(history(capacity=people)).mean == pytest.approx(2, rel=0.1)
