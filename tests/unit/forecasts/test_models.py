"""Futures of a scope: what more work, more people and growth do to them."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.forecasts.control import Control
from pmo_analytics.forecasts.models import (
    NET_FLOW,
    POOLED,
    RECENCY_WEIGHTED,
    REGIME_AWARE,
    Pool,
    assumed_wip,
    pool_of,
)
from pmo_analytics.forecasts.net_flow import closing_tail

MODELS = (Control(), NET_FLOW, RECENCY_WEIGHTED, REGIME_AWARE, POOLED)
no_clock = settings(derandomize=True, deadline=None, max_examples=30)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_model_answers_every_question(model, history):
    futures = model.futures(history(), pool=Pool())
    assert np.median(futures.open_today) == pytest.approx(50, rel=0.35)
    assert (futures.with_growth >= futures.open_today).all()
    assert (futures.finishing(10) <= futures.finishing(20)).all()
    assert np.median(futures.finished_within(20)) == pytest.approx(16, abs=2)
    assert (futures.finishing_last(1) >= 1).all()


@given(st.integers(1, 300), st.integers(1, 50), st.integers(1, 20))
@no_clock
def test_more_scope_is_never_earlier(open_items, more, wip):
    futures = futures_of(open_now=open_items, wip=wip)
    assert (futures.changed(items=more).with_growth >= futures.with_growth).all()
    assert (futures.changed(items=more).open_today >= futures.open_today).all()


@given(st.floats(1.0, 4.0), st.integers(1, 100))
@no_clock
def test_more_people_are_never_later(factor, open_items):
    futures = futures_of(open_now=open_items)
    assert (futures.changed(pace_factor=factor).with_growth <= futures.with_growth).all()


def futures_of(**named):
    from tests.unit.forecasts.conftest import make_history

    return POOLED.futures(make_history(**named), pool=Pool())


def test_arrivals_that_outrun_finishes_never_end(history):
    futures = POOLED.futures(history(weeks=60, arrivals=(2, 2, 2, 2, 2)), pool=Pool())
    assert np.isinf(futures.with_growth).mean() > 0.95
    assert np.isfinite(futures.open_today).all()


def test_the_last_items_take_longer_than_the_pace_says():
    tail = closing_tail(1, 5, np.zeros(1))
    assert 0 < tail[0] < 5
    assert closing_tail(20, 1, np.zeros(1)) == 0


def test_two_items_of_a_team_that_finishes_one_a_day_are_done_within_the_week(history):
    """No starts are known; a week of an even team has been enough for more than twice the work."""
    even = history(week=(1, 1, 1, 1, 1), open_now=2, wip=0)
    futures = POOLED.futures(even, pool=Pool())
    assert assumed_wip(even) == 0
    assert (futures.with_growth <= 5).mean() > 0.9
    assert assumed_wip(history(week=(2, 0, 0, 2, 1))) > 2


def test_work_that_ends_in_releases_ends_with_one(history):
    rhythm = history(week=(0, 0, 0, 0, 8), last_day=None or history().last_day)
    futures = POOLED.futures(replace(rhythm, release_days=10), pool=Pool())
    assert {int(days) % 10 for days in futures.with_growth[np.isfinite(futures.with_growth)]} == {0}


def test_counted_finishes_are_those_whose_day_has_come(history):
    """Finishing n within the days and finishing n by then are the same event."""
    futures = NET_FLOW.futures(history(), pool=Pool())
    within = futures.finished_within(20) >= 15
    by_then = futures.finishing(15) <= 20
    assert (within == by_then).mean() > 0.98


def test_points_are_items_of_their_mean_size(history):
    items = history()
    points = replace(
        items,
        **{
            name: getattr(items, name) * 3
            for name in ("finished", "arrived", "open_items", "in_progress", "blocked")
        },
        mean_size=3.0,
    )
    one, other = (POOLED.futures(h, pool=Pool()) for h in (items, points))
    assert (one.with_growth == other.with_growth).all()


def test_young_project_learns_from_the_pool(history):
    pool = pool_of(history(str(n), arrivals=(1, 0, 1, 0, 0)) for n in range(5))
    assert pool.weekly_pace == pytest.approx(4, rel=0.05)
    young = history(weeks=3)
    alone, pooled = (POOLED.futures(young, pool=one) for one in (Pool(), pool))
    assert np.median(pooled.with_growth) > np.median(alone.with_growth)


def test_one_day_later_without_new_data_changes_nothing(history):
    """The clock starts with the data: no day of asking enters a forecast."""
    futures = [
        POOLED.futures(history().until(history().last_day + timedelta(days=n)), pool=Pool())
        for n in (0, 1)
    ]
    assert (futures[0].with_growth == futures[1].with_growth).all()
