"""The move of the likely finish, split into scope and pace."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.forecasts.drivers import eta_drivers, finish_drivers
from pmo_analytics.forecasts.finish import forecast_finish

BEFORE, AFTER = date(2026, 8, 31), date(2026, 9, 30)
STEADY = (5, 5, 5, 5)
no_clock = settings(derandomize=True, deadline=None)


def forecast(as_of, open_items, finished=STEADY, active_days=20):
    return forecast_finish(
        as_of=as_of,
        open_items=open_items,
        weekly_finished=finished,
        active_days=active_days,
        weekly_arrived=(0,) * len(finished),
    )


def days(drivers):
    return drivers.moved_days, drivers.scope_days, drivers.pace_days


def test_work_on_plan_moves_nothing():
    later = BEFORE + timedelta(weeks=4)
    drivers = finish_drivers(forecast(BEFORE, 100), forecast(later, 80), finished_between=20)
    assert days(drivers) == (0, 0, 0)
    assert drivers.added_items == 0


def test_added_items_alone_are_scope():
    later = BEFORE + timedelta(weeks=4)
    drivers = finish_drivers(forecast(BEFORE, 100), forecast(later, 90), finished_between=20)
    assert days(drivers) == (14, 14, 0)
    assert drivers.added_items == 10


def test_items_taken_out_pull_the_finish_in():
    later = BEFORE + timedelta(weeks=4)
    drivers = finish_drivers(forecast(BEFORE, 100), forecast(later, 60), finished_between=20)
    assert days(drivers) == (-28, -28, 0)
    assert drivers.added_items == -20


def test_a_slower_pace_alone_is_pace():
    slower = forecast(BEFORE, 100, finished=(4, 4, 4, 4))
    drivers = finish_drivers(forecast(BEFORE, 100), slower, finished_between=0)
    assert days(drivers) == (35, 0, 35)


def test_weeks_without_finished_work_are_pace_too():
    later = BEFORE + timedelta(weeks=4)
    drivers = finish_drivers(forecast(BEFORE, 100), forecast(later, 100), finished_between=0)
    assert days(drivers) == (28, 0, 28)


def test_scope_and_pace_share_what_they_cause_together():
    slower = forecast(BEFORE, 50, finished=(4, 4, 4, 4))
    drivers = finish_drivers(forecast(BEFORE, 40), slower, finished_between=0)
    assert days(drivers) == (35, 18, 17)  # 8 to 13 weeks: 17.5 each


def test_more_finished_than_was_open_is_still_split():
    busy = forecast(AFTER, 40)
    drivers = finish_drivers(forecast(BEFORE, 10), busy, finished_between=25)
    assert drivers.added_items == 55
    assert drivers.scope_days + drivers.pace_days == drivers.moved_days


@pytest.mark.parametrize(
    "without",
    [
        forecast(BEFORE, 100, active_days=4),
        forecast(BEFORE, 0),
        forecast(BEFORE, 100, finished=(0, 0)),
        forecast(BEFORE, 5000),
    ],
    ids=["thin", "nothing left", "nothing finished", "beyond the horizon"],
)
def test_a_finish_without_a_date_has_no_drivers(without):
    dated = forecast(AFTER, 100)
    assert finish_drivers(without, dated, finished_between=0) is None
    assert finish_drivers(dated, without, finished_between=0) is None


some_forecasts = st.builds(
    forecast,
    as_of=st.dates(BEFORE, AFTER),
    open_items=st.integers(1, 120),
    finished=st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any).map(tuple),
)


@no_clock
@given(some_forecasts, some_forecasts, st.integers(0, 60))
def test_parts_add_up_to_the_move(before, after, finished):
    drivers = finish_drivers(before, after, finished_between=finished)
    if drivers is not None:
        moved = after.when(0.5) - before.when(0.5)
        assert drivers.moved_days == moved.days
        assert drivers.scope_days + drivers.pace_days == moved.days


@no_clock
@given(*[st.integers(1, 200)] * 4)
def test_closed_form_adds_up_and_prefers_no_order(open_before, pace_before, open_after, pace_after):
    move = {"open_before": open_before, "pace_before": pace_before}
    move |= {"open_after": open_after, "pace_after": pace_after}
    there = eta_drivers(**move)
    back = eta_drivers(
        open_before=open_after,
        pace_before=pace_after,
        open_after=open_before,
        pace_after=pace_before,
    )
    moved = there.after_weeks - there.before_weeks
    assert there.scope_weeks + there.pace_weeks == pytest.approx(moved, abs=1e-9)
    assert back.scope_weeks == pytest.approx(-there.scope_weeks, abs=1e-9)


def test_steady_pace_gives_the_closed_form():
    forecasted = finish_drivers(
        forecast(BEFORE, 40, finished=STEADY),
        forecast(BEFORE, 60, finished=(4, 4, 4, 4)),
        finished_between=0,
    )
    closed = eta_drivers(open_before=40, pace_before=5, open_after=60, pace_after=4)
    assert forecasted.scope_days == pytest.approx(closed.scope_weeks * 7, abs=0.5)
    assert forecasted.pace_days == pytest.approx(closed.pace_weeks * 7, abs=0.5)
