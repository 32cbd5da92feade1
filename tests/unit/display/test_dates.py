"""Months on an axis: few, evenly spaced, never a lonely one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.display.dates import TimeScale, month_label, month_starts, short_day


def test_a_day_is_written_with_the_month_as_a_word():
    assert short_day(date(2027, 2, 9)) == "9 Feb"
    assert short_day(date(2027, 2, 9), with_year=True) == "9 Feb 2027"


def test_january_carries_its_year():
    assert [month_label(date(2027, month, 1)) for month in (1, 2)] == ["Jan 27", "Feb"]


@pytest.mark.parametrize(
    ("most", "expected"),
    [(12, [10, 11, 12, 1, 2, 3]), (4, [11, 1, 3]), (2, [10, 1]), (1, [10, 1])],
)
def test_months_are_thinned_to_what_fits_but_two_remain(most, expected):
    starts = month_starts(date(2026, 10, 1), date(2027, 3, 20), most)
    assert [day.month for day in starts] == expected


def test_a_time_without_a_first_of_month_has_no_ticks():
    assert month_starts(date(2026, 10, 2), date(2026, 10, 30), 4) == []


@settings(derandomize=True, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 4000), st.integers(1, 12))
def test_ticks_are_first_days_of_months_inside_the_time(first, days, most):
    last = first + timedelta(days=days)
    ticks = month_starts(first, last, most)
    assert all(tick.day == 1 and first <= tick <= last for tick in ticks)
    # Where the time holds two, one more may fall inside than is wanted, but no more than double.
    assert len(ticks) <= max(most, 4)
    assert ticks == sorted(set(ticks))


def test_a_scale_places_its_ends_and_its_middle():
    scale = TimeScale(date(2026, 1, 1), date(2026, 1, 11), 10, 110)
    assert [scale.x(date(2026, 1, day)) for day in (1, 6, 11)] == [10, 60, 110]


def test_a_scale_of_one_day_does_not_divide_by_zero():
    assert TimeScale(date(2026, 1, 1), date(2026, 1, 1), 0, 100).x(date(2026, 1, 1)) == 0
