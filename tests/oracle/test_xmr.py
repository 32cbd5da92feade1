"""Signals and routine variation by the range rule."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.health.counts import count_limits, count_signals
from tests.oracle.xmr import Point, process_limits, signals

BASELINE = [10, 12, 9, 11, 13, 8, 10, 12, 11, 9] * 2  # mean 10.5, steps 43/19
LIMITS = process_limits(BASELINE)
counts = st.lists(st.integers(0, 40), min_size=20, max_size=60)
no_clock = settings(derandomize=True, deadline=None)


def rules(series, limits=LIMITS):
    return [point.rules for point in signals(series, limits)]


def test_limits_of_the_example_are_those_worked_by_hand():
    assert LIMITS.mean == 10.5
    assert LIMITS.lower == pytest.approx(10.5 - 2.66 * 43 / 19)
    assert LIMITS.upper == pytest.approx(10.5 + 2.66 * 43 / 19)


def test_limits_are_as_far_from_the_mean_as_the_mean_moving_range_says():
    limits = process_limits([4, 8, 6])
    assert limits.mean == 6
    assert limits.mean_moving_range == 3
    assert limits.upper == pytest.approx(6 + 2.66 * 3)
    assert limits.lower == pytest.approx(6 - 2.66 * 3)
    assert limits.upper_range == pytest.approx(3.268 * 3)
    assert limits.n == 3


def test_a_count_has_no_negative_limit():
    assert process_limits([4, 8, 6], is_count=True).lower == 0
    assert process_limits([104, 108, 106], is_count=True).lower > 0


@pytest.mark.parametrize("baseline", [[], [7]])
def test_a_baseline_needs_two_points(baseline):
    with pytest.raises(ValueError, match="two or more points"):
        process_limits(baseline)


def test_a_point_outside_the_limits_is_a_signal():
    assert rules([16, 18]) == [(), ("outside",)]
    assert rules([5, 3]) == [(), ("outside",)]


def test_a_point_at_the_limit_is_routine():
    assert rules([LIMITS.upper, math.nextafter(LIMITS.upper, 99)]) == [(), ()]
    assert rules([LIMITS.lower, math.nextafter(LIMITS.lower, -99)]) == [(), ()]


def test_a_step_larger_than_its_limit_is_a_signal():
    assert rules([9, 16]) == [(), ()]
    assert rules([8, 16]) == [(), ("jump",)]


def test_eight_in_a_row_on_one_side_are_all_signals():
    assert rules([11] * 7) == [()] * 7
    assert rules([10, *[11] * 8, 10]) == [(), *[("run",)] * 8, ()]


def test_a_longer_run_is_a_signal_throughout():
    assert rules([9] * 11) == [("run",)] * 11


def test_a_point_on_the_mean_ends_a_run():
    assert rules([11] * 5 + [10.5] + [11] * 5) == [()] * 11


def test_a_point_that_breaks_several_rules_names_them_all():
    assert rules([9] * 8 + [25])[-1] == ("outside", "jump")
    assert rules([11] * 7 + [40])[-1] == ("outside", "jump", "run")


def test_a_signal_points_to_the_side_of_its_point():
    assert [point.side for point in signals([18, 3], LIMITS)] == ["high", "low"]
    assert {point.side for point in signals([9] * 8, LIMITS)} == {"low"}


def test_a_jump_away_from_the_mean_has_its_side_and_the_step_back_has_none():
    assert signals([8, 16], LIMITS)[1].side == "high"
    assert signals([16, 5], LIMITS)[1].side == "low"
    out, back = signals([26, 11], LIMITS)
    assert out.rules == ("outside",)
    assert (back.rules, back.side) == (("jump",), None)


def test_a_routine_point_has_no_side():
    assert signals([11], LIMITS) == (Point(value=11),)
    assert not signals([11], LIMITS)[0].is_signal


def test_an_unchanging_baseline_makes_every_change_a_signal():
    flat = process_limits([0.1] * 10)
    assert rules([0.1, 0.1, 0.2], flat) == [(), (), ("outside", "jump")]


@no_clock
@given(counts)
def test_a_baseline_lies_on_both_sides_of_its_own_mean(series):
    limits = process_limits(series)
    assert limits.lower <= limits.mean <= limits.upper
    assert not all(point.side == "high" for point in signals(series, limits))


@no_clock
@given(counts, st.integers(-50, 50))
def test_signals_do_not_depend_on_the_zero_of_the_scale(series, shift):
    moved = [value + shift for value in series]
    before = rules(series, process_limits(series[:20]))
    assert rules(moved, process_limits(moved[:20])) == before


@no_clock
@given(counts)
def test_a_signal_upside_down_is_a_signal_to_the_other_side(series):
    mirrored = [-value for value in series]
    sides = [point.side for point in signals(series, process_limits(series[:20]))]
    other = [point.side for point in signals(mirrored, process_limits(mirrored[:20]))]
    assert other == [{"low": "high", "high": "low"}.get(side) for side in sides]


def test_the_rule_of_the_pages_calls_fewer_stable_counts_a_signal():
    random = np.random.default_rng(3)
    found = {"xmr": 0, "pages": 0}
    for series in random.poisson(2.0, (100, 46)).tolist():
        before, after = series[:20], series[20:]
        normal = process_limits(before, is_count=True)
        found["xmr"] += any(point.is_signal for point in signals(after, normal))
        points = count_signals(after, count_limits(before))
        found["pages"] += any(point.is_signal for point in points)
    assert found["xmr"] > 4 * found["pages"] > 0
