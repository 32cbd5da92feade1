"""Convolution against counting every possible future."""

from fractions import Fraction
from itertools import accumulate, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.forecasts.throughput import (
    HORIZON_WEEKS,
    finish_distribution,
    total_distribution,
)

small_samples = st.lists(st.integers(0, 4), min_size=1, max_size=4)
histories = st.lists(st.integers(0, 30), min_size=1, max_size=12)
no_clock = settings(derandomize=True, deadline=None)


def futures(samples, weeks):
    """Every sequence of weeks, all equally likely."""
    return list(product(samples, repeat=weeks))


def share(cases, of):
    return float(Fraction(cases, of))


@no_clock
@given(small_samples, st.integers(0, 4))
def test_totals_are_those_of_all_futures(samples, weeks):
    totals = [sum(future) for future in futures(samples, weeks)]
    expected = [share(totals.count(n), len(totals)) for n in range(max(samples) * weeks + 1)]
    assert total_distribution(samples, weeks=weeks) == pytest.approx(expected, abs=1e-15)


@no_clock
@given(small_samples, st.integers(0, 9), st.integers(1, 4))
def test_finish_is_that_of_all_futures(samples, open_items, horizon):
    paths = [tuple(accumulate(future)) for future in futures(samples, horizon)]
    expected = [
        share(sum(path[week] >= open_items for path in paths), len(paths))
        for week in range(horizon)
    ]
    found = finish_distribution(samples, open_items=open_items, horizon=horizon)
    assert found == pytest.approx(expected, abs=1e-15)


@no_clock
@given(histories, st.integers(0, 200))
def test_chance_of_having_finished_never_falls(samples, open_items):
    chances = finish_distribution(samples, open_items=open_items)
    assert len(chances) == HORIZON_WEEKS
    assert (np.diff(chances) >= 0).all()
    assert 0 <= chances[0] <= chances[-1] <= 1


@no_clock
@given(histories, st.integers(0, 100))
def test_more_open_items_never_finish_sooner(samples, open_items):
    fewer = finish_distribution(samples, open_items=open_items, horizon=20)
    more = finish_distribution(samples, open_items=open_items + 1, horizon=20)
    assert (more <= fewer + 1e-12).all()


@no_clock
@given(histories, st.integers(1, 12), st.integers(1, 60))
def test_when_and_how_many_are_one_distribution(samples, weeks, items):
    at_least = total_distribution(samples, weeks=weeks)[items:].sum()
    by_week = finish_distribution(samples, open_items=items, horizon=weeks)
    assert by_week[-1] == pytest.approx(at_least, abs=1e-12)


def test_five_years_lose_no_mass():
    samples = [0, 3, 17, 40, 5, 9, 12, 0, 1, 28, 33, 7]
    chances = total_distribution(samples, weeks=260)
    assert chances.sum() == pytest.approx(1, abs=1e-12)
    mean = (chances * np.arange(len(chances))).sum()
    assert mean == pytest.approx(260 * sum(samples) / 12, rel=1e-12)


def test_a_week_is_added_as_numpy_would():
    samples = [2, 0, 5, 5]
    week = np.array([0.25, 0, 0.25, 0, 0, 0.5])
    expected = np.convolve(np.convolve(week, week), week)
    assert total_distribution(samples, weeks=3) == pytest.approx(expected, abs=1e-15)


def test_what_lies_beyond_the_horizon_stays_visible():
    chances = finish_distribution([0, 1], open_items=3, horizon=3)
    assert chances.tolist() == [0, 0, 0.125]


def test_nothing_ever_finished_never_ends():
    assert finish_distribution([0, 0], open_items=1, horizon=5).tolist() == [0] * 5


def test_nothing_open_is_finished_from_the_first_week():
    assert finish_distribution([0, 2], open_items=0, horizon=3).tolist() == [1, 1, 1]


def test_order_of_the_past_weeks_does_not_matter():
    forward = total_distribution([1, 7, 7, 3], weeks=9)
    assert (forward == total_distribution([7, 3, 1, 7], weeks=9)).all()
