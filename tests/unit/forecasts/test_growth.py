"""Arrivals for each finish."""

import pytest

from pmo_analytics.forecasts.growth import PRIOR_RATIO, estimate_growth


def test_growth_comes_near_to_what_arrived_for_each_finished(history):
    found = estimate_growth(history(weeks=100, arrivals=(1, 0, 1, 0, 0)))
    assert found.mean == pytest.approx(0.5, abs=0.05)


def test_without_history_the_prior_speaks(history):
    assert estimate_growth(history(weeks=2)).mean == pytest.approx(PRIOR_RATIO)
    assert estimate_growth(history(weeks=2), prior_ratio=0.4).mean == pytest.approx(0.4)


def test_a_backlog_that_is_filled_at_first_is_no_growth(history):
    scope = history()
    scope.arrived[:15] = 10
    assert estimate_growth(scope).mean < PRIOR_RATIO


def test_items_taken_out_do_not_make_growth_negative(history):
    assert estimate_growth(history(arrivals=(0, 0, -1, 0, 0))).mean > 0
