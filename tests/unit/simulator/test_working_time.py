from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.simulator.working_time import NEVER, Shift, WorkingTime, days_between, office_shifts

FRIDAY, MONDAY = date(2025, 12, 19), date(2025, 12, 22)
HOLIDAYS = frozenset({date(2025, 12, 25), date(2025, 12, 26)})
OFFICE = WorkingTime.of(office_shifts(days_between(FRIDAY, date(2026, 1, 9)), HOLIDAYS))


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute)


def test_work_goes_on_after_lunch_and_after_the_weekend():
    assert OFFICE.after(at(FRIDAY, 12), 3600) == at(FRIDAY, 13, 40)
    assert OFFICE.after(at(FRIDAY, 16, 30), 3600) == at(MONDAY, 9, 20)


def test_holidays_are_no_working_days():
    assert OFFICE.after(at(date(2025, 12, 24), 17), 60) == at(date(2025, 12, 29), 8, 51)


def test_moment_in_the_night_counts_from_the_next_morning():
    assert OFFICE.after(at(FRIDAY, 3), 60) == at(FRIDAY, 8, 51)


def test_beyond_the_last_shift_is_never():
    assert OFFICE.after(at(date(2026, 1, 9), 16), 7200) == NEVER
    assert OFFICE.after(NEVER, 60) == NEVER


@pytest.mark.parametrize(
    ("moment", "is_so"),
    [
        (at(FRIDAY, 8, 49), False),
        (at(FRIDAY, 8, 50), True),
        (at(FRIDAY, 12, 30), False),
        (at(FRIDAY, 13, 10), True),
        (at(FRIDAY, 17), False),
        (at(FRIDAY + timedelta(days=1), 10), False),
    ],
)
def test_shifts_are_half_open(moment, is_so):
    assert OFFICE.is_at_work(moment) is is_so


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(0, 6 * 24 * 3600), st.integers(1, 40_000), st.integers(1, 40_000))
def test_two_spells_of_work_take_as_long_as_one(offset, first, second):
    start = at(FRIDAY, 0) + timedelta(seconds=offset)
    halfway = OFFICE.after(start, first)
    assert OFFICE.after(halfway, second) == OFFICE.after(start, first + second)
    assert halfway > start


def test_shifts_are_put_in_order():
    late = Shift(at(MONDAY, 9), at(MONDAY, 10))
    early = Shift(at(FRIDAY, 9), at(FRIDAY, 10))
    assert WorkingTime.of([late, early]).shifts == (early, late)
