"""Before and after: a twin that counts all ways to deal the values, and what must always hold."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_analytics.health.comparison import CHANCE, chance_of_difference, side_of_difference

VALUES = st.lists(st.integers(0, 12), min_size=1, max_size=15)


def exact_chance(before, after):
    """Deal the values in every way; the share in which ranks differ as much as here."""
    values = [*before, *after]

    def far(first):
        rest = [value for place, value in enumerate(values) if place not in first]
        larger = sum((values[a] > b) + (values[a] == b) / 2 for a in first for b in rest)
        return abs(larger - len(first) * len(rest) / 2)

    here = far(set(range(len(before))))
    ways = [far(set(places)) for places in combinations(range(len(values)), len(before))]
    return sum(way >= here - 1e-9 for way in ways) / len(ways)


@pytest.mark.parametrize("shift", [0, 2, 4, 9])
def test_the_normal_form_is_near_to_dealing_all_ways(shift):
    rng = random.Random(shift)
    before = [rng.randint(1, 20) for _ in range(8)]
    after = [rng.randint(1, 20) + shift for _ in range(8)]
    assert chance_of_difference(before, after) == pytest.approx(
        exact_chance(before, after), abs=0.03
    )


@given(VALUES, VALUES)
def test_neither_side_comes_first(before, after):
    assert chance_of_difference(before, after) == pytest.approx(chance_of_difference(after, before))


@given(VALUES, VALUES)
def test_it_is_a_chance_and_only_order_matters(before, after):
    chance = chance_of_difference(before, after)
    assert 0 <= chance <= 1
    assert chance == pytest.approx(
        chance_of_difference([v**3 for v in before], [v**3 for v in after])
    )


def test_equal_values_do_not_differ():
    assert chance_of_difference([3] * 9, [3] * 12) == 1.0
    assert side_of_difference([3] * 9, [3] * 12) == "same"


def test_a_clear_difference_has_a_side():
    assert side_of_difference(range(10), range(20, 30)) == "higher"
    assert side_of_difference(range(20, 30), range(10)) == "lower"


def test_unchanged_sets_are_told_apart_about_as_often_as_is_said():
    rng = random.Random(7)
    sets = [[rng.gauss(0, 1) for _ in range(24)] for _ in range(1200)]
    told = sum(side_of_difference(one[:10], one[10:]) != "same" for one in sets)
    assert 0.03 < told / len(sets) < CHANCE + 0.02


def test_nothing_is_compared_with_nothing():
    with pytest.raises(ValueError, match="empty"):
        chance_of_difference([], [1.0])
