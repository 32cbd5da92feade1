"""Signals on weekly counts: rare where nothing happens, and there where something does."""

import numpy as np
import pytest

from pmo_analytics.health.counts import count_limits, count_signals

SERIES, WEEKS, BASELINE = 300, 26, 20
LIMITS = count_limits([4, 3, 5, 4] * 5)


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
    inside = count_signals([LIMITS.upper], LIMITS) + count_signals([LIMITS.lower], LIMITS)
    assert not any("outside" in point.rules for point in inside)
    (above,) = count_signals([LIMITS.upper + 1], LIMITS)
    assert ("outside" in above.rules, above.side) == (True, "high")


def test_change_is_dated_to_its_beginning():
    *_, last = count_signals([4, 4, 5, 4, 1, 1, 0, 1, 1, 0, 1], LIMITS)
    assert (last.side, last.rules, last.weeks) == ("low", ("cumulative",), 7)
    assert last.is_signal


def test_single_odd_week_lasts_a_week():
    odd, after = count_signals([LIMITS.upper + 1, 4], LIMITS)
    assert (odd.side, odd.rules, odd.weeks) == ("high", ("outside",), 1)
    assert (after.side, after.weeks, after.is_signal) == (None, 0, False)


def test_week_knows_nothing_of_later_ones():
    series = [1, 2, 0, 1, 0, 9, 4, 4, 4, 4]
    whole = count_signals(series, LIMITS)
    assert count_signals([], LIMITS) == ()
    assert all(whole[:end] == count_signals(series[:end], LIMITS) for end in range(len(series)))


def test_pace_that_has_come_back_is_routine_again_in_weeks_not_months():
    points = count_signals([1] * 26 + [4] * 26, LIMITS)
    assert points[25].side == "low"
    back = [point.is_signal for point in points[26:]]
    assert back == sorted(back, reverse=True)
    assert 2 <= sum(back) <= 13


def test_later_of_two_changes_is_what_holds():
    points = count_signals([1] * 26 + [9] * 5, LIMITS)
    assert points[25].side == "low"
    assert (points[-1].side, points[-1].weeks) == ("high", 5)


def test_baseline_is_the_first_twenty_weeks_and_the_first_ten_until_then():
    steady = [4, 3, 5, 4] * 8
    assert [count_limits(steady[:weeks]).n for weeks in (10, 19, 20, 32)] == [10, 10, 20, 20]
    assert count_limits([*steady[:20], 0, 90]) == count_limits(steady[:20])


def test_baseline_stays_with_ten_weeks_where_the_next_ten_are_plainly_different():
    limits = count_limits([8, 7, 9, 8, 8, 7, 9, 8, 8, 8] + [1] * 20)
    assert (limits.n, limits.mean, limits.is_provisional) == (10, 8, True)


def test_change_that_stands_for_years_is_counted_to_two():
    *_, last = count_signals([1] * 150, LIMITS)
    assert (last.side, last.weeks) == ("low", 104)
