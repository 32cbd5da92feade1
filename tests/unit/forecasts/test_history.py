"""What a forecast is given, and what was known of it at an earlier day."""

from datetime import date

import numpy as np
import pytest

from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.working_days import WorkingCalendar


def test_earlier_history_knows_nothing_later(history):
    whole = history(pace_changes=(date(2026, 8, 3), date(2026, 9, 21)))
    then = whole.until(date(2026, 9, 18))
    assert len(then) == len(whole) - 8
    assert then.pace_changes == (date(2026, 8, 3),)
    assert then.open_now == whole.open_items[len(then) - 1]


def test_history_until_a_weekend_ends_on_friday(history):
    then = history().until(date(2026, 9, 27))
    assert then.last_day == date(2026, 9, 27)
    assert len(then) == len(history().until(date(2026, 9, 25)))


def test_usual_work_in_progress_is_that_of_busy_days(history):
    whole = history(wip=4)
    whole.in_progress[::2] = 0
    assert whole.usual_wip == 4
    assert history(wip=0).usual_wip is None


def test_columns_must_cover_the_same_days():
    with pytest.raises(ValueError, match="arrived must cover"):
        WorkHistory(
            scope_id="a",
            last_day=date(2026, 9, 30),
            calendar=WorkingCalendar(),
            finished=np.zeros(3),
            arrived=np.zeros(2),
            open_items=np.zeros(3),
        )
