"""The normal range of a count: from its exact distribution, against another formula."""

from math import exp, lgamma, log

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.health.count_limits import (
    allowed_dispersion,
    count_quantile,
    normal_range,
    predictive_limits,
    rests_on_one_week,
)

no_clock = settings(derandomize=True, deadline=None)


def chance(count, mean, dispersion):
    """The chance of a count from logarithms: another formula than that of the code."""
    if dispersion <= 1 + 1e-9:
        return exp(count * log(mean) - mean - lgamma(count + 1))
    size = mean / (dispersion - 1)
    ways = lgamma(count + size) - lgamma(size) - lgamma(count + 1)
    return exp(ways - size * log(dispersion) + count * log((dispersion - 1) / dispersion))


@given(st.floats(0.05, 60), st.floats(1, 5), st.floats(0.001, 0.999))
@no_clock
def test_quantile_is_where_the_chances_add_up(mean, dispersion, probability):
    found = count_quantile(mean, dispersion, probability)
    below = sum(chance(count, mean, dispersion) for count in range(found))
    assert below < probability + 1e-6
    assert below + chance(found, mean, dispersion) >= probability - 1e-6


def test_large_counts_are_normal():
    lower, upper = predictive_limits(5000.0, 2.0, tail=0.0002)
    assert 4600 < lower < 5000 < upper < 5400


def test_quiet_baseline_still_has_a_range():
    lower, upper = normal_range([0] * 20)
    assert lower == 0
    assert upper >= 1


def test_weeks_that_vary_more_than_chance_have_a_wider_range():
    even, uneven = [4, 3, 5, 4] * 5, [0, 9, 1, 6] * 5
    assert sum(even) == sum(uneven)
    assert normal_range(uneven)[1] > normal_range(even)[1]
    assert allowed_dispersion(even) == 1
    assert allowed_dispersion(uneven) > 2


@given(st.lists(st.integers(0, 60), min_size=10, max_size=20))
@no_clock
def test_mean_of_a_baseline_lies_inside_its_range(baseline):
    lower, upper = normal_range(baseline)
    assert lower <= sum(baseline) / len(baseline) <= upper


def test_range_that_rests_on_one_week_is_in_doubt():
    assert rests_on_one_week([3, 5, 4, 5, 90, 3] + [4, 5] * 7)
    assert not rests_on_one_week([3, 5, 4, 5, 9, 3] + [4, 5] * 7)
    assert not rests_on_one_week([4] * 20)
