"""The time of items: noise is none, a change is found where it began, and its parts add up."""

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_analytics.health.times import (
    LEAST_ITEMS,
    best_cut,
    by_part,
    lasting_change,
    mix_and_rate,
)

DAYS = st.floats(min_value=0, max_value=500)
GROUPS = st.dictionaries(st.sampled_from("abc"), st.lists(DAYS, min_size=1, max_size=6), min_size=1)


def drawn(count: int, scale: float, seed: int) -> list[float]:
    return np.random.default_rng(seed).gamma(2.0, scale, size=count).tolist()


def test_few_stable_series_change_and_most_of_those_that_do_are_found():
    stable = [lasting_change(drawn(60, 10, seed)) is not None for seed in range(300)]
    changed = [
        lasting_change(drawn(40, 10, seed) + drawn(20, 25, seed + 1000)) for seed in range(300)
    ]
    assert fmean(stable) <= 0.08
    assert fmean(place is not None for place in changed) >= 0.8
    places = [place for place in changed if place is not None]
    assert abs(float(np.median(places)) - 40) <= 2


def test_a_change_that_is_over_is_none():
    over = drawn(40, 10, 1) + drawn(10, 60, 2) + drawn(60, 10, 3)
    assert lasting_change(over[:50]) is not None
    assert lasting_change(over) is None


@pytest.mark.parametrize("days", [(), (5.0,) * (2 * LEAST_ITEMS - 1), (0.0,) * 40])
def test_too_few_items_and_equal_ones_have_no_change(days):
    assert lasting_change(days) is None


@given(st.lists(DAYS, min_size=2, max_size=30))
def test_the_best_cut_leaves_the_least_error_of_all(series):
    def error(values):
        return sum((value - fmean(values)) ** 2 for value in values)

    cut = best_cut(series)
    least = min(error(series[:at]) + error(series[at:]) for at in range(1, len(series)))
    assert cut.cut_error == pytest.approx(least, abs=1e-6 * (1 + error(series)))


@given(GROUPS, GROUPS)
def test_mix_and_rate_add_up_to_the_change_of_the_mean(before, after):
    def mean(groups):
        return fmean(value for values in groups.values() for value in values)

    parts = mix_and_rate(before, after)
    total = sum(mix + rate for mix, rate in parts.values())
    assert total == pytest.approx(mean(after) - mean(before), abs=1e-6)
    back = mix_and_rate(after, before)
    for group, (mix, rate) in parts.items():
        assert back[group] == pytest.approx((-mix, -rate), abs=1e-6)


def test_a_type_that_is_new_or_gone_changes_the_mix_alone():
    parts = mix_and_rate({"Bug": [2.0], "Task": [4.0]}, {"Bug": [2.0], "Story": [10.0]})
    assert parts["Task"][1] == parts["Story"][1] == 0
    assert sum(map(sum, parts.values())) == pytest.approx(3)


def test_a_column_that_an_item_skips_took_it_no_time():
    assert by_part([{"Build": 4.0}, {"Build": 2.0, "Review": 2.0}], [{"Build": 3.0}]) == {
        "Build": 0.0,
        "Review": -1.0,
    }
