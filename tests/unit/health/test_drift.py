"""Since when something is kept less often: found where it was planted, not where it is chance."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.health.drift import LEAST_ITEMS, find_drift

FIRST = date(2026, 1, 1)
SEED = 13


def days_of(count: int) -> list[date]:
    """Return as many days, two things each."""
    return [FIRST + timedelta(days=place // 2) for place in range(count)]


def likelihood(kept: list[bool]) -> float:
    share = sum(kept) / len(kept)
    return sum(math.log(share if one else 1 - share) for one in kept) if 0 < share < 1 else 0.0


def best_gain(days: list[date], kept: list[bool]) -> float:
    """Return how much the best day tells apart, one loop over the days."""
    places = [
        place
        for place in range(LEAST_ITEMS, len(kept) - LEAST_ITEMS + 1)
        if days[place] > days[place - 1]
    ]
    return max(likelihood(kept[:one]) + likelihood(kept[one:]) for one in places)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(
    before=st.integers(LEAST_ITEMS, 60),
    since=st.integers(LEAST_ITEMS, 60),
    missed=st.integers(0, 3),
)
def test_the_day_that_tells_the_times_apart_best_is_taken(before, since, missed):
    kept = [True] * before + [place < missed for place in range(since)]
    days = days_of(len(kept))
    found = find_drift(days, kept, seed=SEED)
    assert found is not None
    place = days.index(found.since_date)
    assert likelihood(kept[:place]) + likelihood(kept[place:]) == pytest.approx(
        best_gain(days, kept)
    )
    assert found.since_count == len(kept) - place
    assert found.before_share == pytest.approx(sum(kept[:place]) / place)
    assert found.since_share == pytest.approx(sum(kept[place:]) / (len(kept) - place))


def test_a_drift_is_told_from_its_day():
    kept = [True] * 60 + [False, False, True] * 10
    found = find_drift(days_of(len(kept)), kept, seed=SEED)
    assert found.since_date == FIRST + timedelta(days=30)
    assert found.since_share == pytest.approx(1 / 3)


def test_what_is_kept_more_often_is_no_drift():
    kept = [False] * 40 + [True] * 40
    assert find_drift(days_of(80), kept, seed=SEED) is None


@pytest.mark.parametrize("kept", [[], [True] * 19, [True] * 100, [False] * 100])
def test_too_little_or_no_difference_is_no_drift(kept):
    assert find_drift(days_of(len(kept)), kept, seed=SEED) is None


def test_orders_without_a_drift_hardly_ever_show_one():
    generator = np.random.default_rng(7)
    told = [
        find_drift(days_of(120), list(generator.random(120) < 0.8), seed=SEED) for _ in range(200)
    ]
    assert sum(one is not None for one in told) <= 6  # one in a hundred, and one side of two


def test_the_same_seed_tells_the_same():
    generator = np.random.default_rng(5)
    kept = [*(generator.random(60) < 0.9), *(generator.random(60) < 0.6)]
    days = days_of(120)
    assert find_drift(days, kept, seed=SEED) == find_drift(days, kept, seed=SEED)
