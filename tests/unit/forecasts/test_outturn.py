"""The cost at the end, and the cost of being late."""

import numpy as np
import pytest

from pmo_analytics.forecasts.outturn import delay_cost, outturn

MONTHS = np.full(500, 3.0)


def test_even_spend_goes_on():
    found = outturn("gannet", months_left=MONTHS, spent_by_month=[100.0] * 6)
    assert found.at(0.5) == pytest.approx(900, rel=0.02)
    assert found.recent_performance is None


def test_bad_months_lately_are_not_under_budget():
    spent = [100.0] * 12
    earned = [124.0] * 9 + [60.0] * 3
    found = outturn(
        "gannet", months_left=MONTHS, spent_by_month=spent, earned_by_month=earned, budget=1600.0
    )
    assert found.overall_performance > 1
    assert found.recent_performance == pytest.approx(0.6)
    assert np.median(found.by_performance) > 1600
    assert found.contingency(1600.0) > 0


def test_nothing_spent_says_nothing():
    assert outturn("gannet", months_left=MONTHS, spent_by_month=[]) is None


def test_without_an_end_only_cost_performance_is_known():
    found = outturn(
        "gannet",
        months_left=None,
        spent_by_month=[100.0] * 6,
        earned_by_month=[80.0] * 6,
        budget=960.0,
    )
    assert not len(found.by_spend)
    assert found.at(0.5) == pytest.approx(600 + 480 / 0.8, rel=0.02)
    assert outturn("gannet", months_left=None, spent_by_month=[100.0] * 6) is None


def test_longer_is_dearer_in_every_draw():
    short, long = (
        outturn("gannet", months_left=months, spent_by_month=[90.0, 110.0]).by_spend
        for months in (MONTHS, MONTHS + 1)
    )
    assert (long > short).all()


def test_total_delay_cost_is_summed_draw_by_draw():
    ends = {"a": np.array([10.0, 24.0]), "b": np.array([17.0, 3.0]), "c": np.array([99.0, 99.0])}
    found = delay_cost(ends, due={"a": 10, "b": 10}, cost_a_week={"a": 100, "b": 10, "c": 5})
    assert found.tolist() == [10, 200]
