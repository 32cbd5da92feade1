"""Signals on weekly counts: rare where nothing happens, and there where something does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.health.counts import (
    change_began,
    count_limits,
    count_quantile,
    count_signals,
    cumulative_evidence,
    predictive_limits,
)

no_clock = settings(derandomize=True, deadline=None)
SERIES, WEEKS, BASELINE = 300, 26, 20


def draw(random, mean, dispersion, shape):
    if dispersion == 1:
        return random.poisson(mean, shape)
    return random.negative_binomial(mean / (dispersion - 1), 1 / dispersion, shape)


def signalling_share(mean, *, dispersion=1, factor=1.0, weeks=WEEKS, seed=3):
    random = np.random.default_rng(seed)
    baselines = draw(random, mean, dispersion, (SERIES, BASELINE)).tolist()
    series = draw(random, mean * factor, dispersion, (SERIES, WEEKS))[:, :weeks].tolist()
    found = (
        count_signals(after, count_limits(before))
        for before, after in zip(baselines, series, strict=True)
    )
    return sum(any(point.is_signal for point in points) for points in found) / SERIES


@pytest.mark.parametrize("mean", [0.5, 2, 8])
def test_stable_series_rarely_signal(mean):
    assert signalling_share(mean) <= 0.12  # 10%, and two standard errors of 300 series


def test_over_dispersed_stable_series_rarely_signal():
    assert signalling_share(2, dispersion=2) <= 0.19


@pytest.mark.parametrize(("weeks", "least"), [(8, 0.25), (12, 0.44), (26, 0.75)])
def test_a_drop_is_found(weeks, least):
    assert signalling_share(4, factor=0.6, weeks=weeks) >= least


def test_fewer_than_ten_weeks_have_no_limits():
    assert count_limits([3] * 9) is None
    assert count_limits([3] * 10).is_provisional
    assert not count_limits([3] * 20).is_provisional


def test_limits_are_counts_that_are_inside():
    limits = count_limits([4, 3, 5, 4] * 5)
    inside = count_signals([limits.upper], limits) + count_signals([limits.lower], limits)
    assert not any("outside" in point.rules for point in inside)
    (above,) = count_signals([limits.upper + 1], limits)
    assert ("outside" in above.rules, above.side) == (True, "high")


def test_quiet_baseline_still_has_limits():
    limits = count_limits([0] * 20)
    assert (limits.lower, limits.dispersion) == (0, 1)
    assert limits.upper >= 1


def test_change_is_dated_to_its_beginning():
    limits = count_limits([4, 3, 5, 4] * 5)
    series = [4, 4, 5, 4, 1, 1, 0, 1, 1, 0, 1]
    assert count_signals(series, limits)[-1].side == "low"
    assert change_began(series, limits, side="low") == 4
    assert change_began(series, limits, side="high") is None
    assert change_began([], limits, side="low") is None


def test_evidence_counts_only_what_has_been():
    limits = count_limits([4, 3, 5, 4] * 5)
    series = [1, 2, 0, 9, 4]
    whole = cumulative_evidence(series, limits, side="low")
    assert whole[:3] == cumulative_evidence(series[:3], limits, side="low")
    assert all(evidence >= 0 for evidence in whole)


@given(st.floats(0.05, 60), st.floats(1, 5), st.floats(0.001, 0.999))
@no_clock
def test_quantile_is_where_the_chances_add_up(mean, dispersion, probability):
    """The chances, one by one, from logarithms: another formula than that of the code."""
    from math import exp, lgamma, log

    def chance(count):
        if dispersion <= 1 + 1e-9:
            return exp(count * log(mean) - mean - lgamma(count + 1))
        size = mean / (dispersion - 1)
        ways = lgamma(count + size) - lgamma(size) - lgamma(count + 1)
        return exp(ways - size * log(dispersion) + count * log((dispersion - 1) / dispersion))

    found = count_quantile(mean, dispersion, probability)
    below = sum(chance(count) for count in range(found))
    assert below < probability + 1e-6
    assert below + chance(found) >= probability - 1e-6


def test_large_counts_are_normal():
    lower, upper = predictive_limits(5000.0, 2.0, tail=0.0002)
    assert 4600 < lower < 5000 < upper < 5400
