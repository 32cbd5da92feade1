"""The clock of forecasts: weekends and days off do not pass."""

from datetime import date

import numpy as np
import pytest

from pmo_analytics.forecasts.working_days import WorkingCalendar

FRIDAY, SATURDAY, MONDAY = date(2026, 10, 2), date(2026, 10, 3), date(2026, 10, 5)


def test_days_pass_on_working_days_only():
    calendar = WorkingCalendar(days_off=(MONDAY,))
    assert calendar.after(FRIDAY, 1) == date(2026, 10, 6)
    assert calendar.between(FRIDAY, date(2026, 10, 6)) == 1
    assert calendar.between(FRIDAY, SATURDAY) == 0


def test_clock_that_starts_on_a_weekend_starts_with_monday():
    assert WorkingCalendar().after(SATURDAY, 1) == MONDAY
    assert WorkingCalendar().between(SATURDAY, MONDAY) == 1


def test_counting_back_and_forth_agree():
    calendar = WorkingCalendar(weekend=(4, 5), days_off=(date(2026, 10, 8),))
    steps = np.array([0.0, 1.0, 7.0, 30.0, np.inf])
    ordinals = calendar.ordinals_after(SATURDAY, steps)
    assert (calendar.working_days_to(SATURDAY, ordinals) == steps).all()
    assert date.fromordinal(int(ordinals[1])) == calendar.after(SATURDAY, 1)


def test_last_days_end_with_the_day():
    days = WorkingCalendar().ending(MONDAY, 3).astype(object)
    assert list(days) == [date(2026, 10, 1), FRIDAY, MONDAY]


def test_team_without_a_working_day_is_refused():
    with pytest.raises(ValueError, match="leave one weekday out"):
        WorkingCalendar(weekend=tuple(range(7)))
