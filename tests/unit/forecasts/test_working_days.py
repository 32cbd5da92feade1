"""The clock of forecasts: weekends and days off do not pass."""

import pickle
from datetime import date, timedelta

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


def test_team_without_a_working_day_is_refused():
    with pytest.raises(ValueError, match="leave one weekday out"):
        WorkingCalendar(weekend=tuple(range(7)))


def test_extra_day_at_a_weekend_is_worked_in_past_and_future():
    calendar = WorkingCalendar(extra_days=(SATURDAY,))
    assert calendar.after(FRIDAY, 1) == SATURDAY
    assert calendar.after(FRIDAY, 2) == MONDAY
    assert calendar.between(FRIDAY, MONDAY) == 2
    assert calendar.last_working_day(date(2026, 10, 4)) == SATURDAY


def test_extra_day_is_worked_on_a_holiday_too_and_a_working_day_once():
    calendar = WorkingCalendar(days_off=(MONDAY,), extra_days=(MONDAY, FRIDAY))
    assert calendar.after(FRIDAY, 1) == MONDAY
    assert calendar.between(SATURDAY, date(2026, 10, 11)) == 5


def test_every_day_is_counted_as_one_by_one():
    calendar = WorkingCalendar(
        weekend=(4, 5),
        days_off=tuple(FRIDAY + timedelta(days=step) for step in (2, 3, 9, 40)),
        extra_days=tuple(FRIDAY + timedelta(days=step) for step in (0, 1, 3, 15, 36)),
    )
    days = [FRIDAY + timedelta(days=step) for step in range(-30, 60)]
    worked = [day for day in days if is_worked(day, calendar)]
    assert [calendar.last_working_day(day) for day in worked] == worked
    positions = calendar.positions(np.array(worked, "datetime64[D]"), first=worked[0])
    assert positions.tolist() == list(range(len(worked)))
    ends = calendar.ordinals_after(worked[0], np.arange(float(len(worked))))
    assert ends.tolist() == [day.toordinal() for day in worked]


def is_worked(day, calendar):
    is_regular = day.weekday() not in calendar.weekend and day not in calendar.days_off
    return is_regular or day in calendar.extra_days


def test_calendar_in_use_can_be_sent_to_another_process():
    calendar = WorkingCalendar(days_off=(MONDAY,), extra_days=(SATURDAY,))
    calendar.after(FRIDAY, 1)
    sent = pickle.loads(pickle.dumps(calendar))
    assert (sent, sent.after(FRIDAY, 1)) == (calendar, SATURDAY)
