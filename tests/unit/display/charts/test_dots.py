"""Many items become few dots that still add up."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.display.charts.dots import counted_dots, dot_area

ITEMS = st.lists(st.tuples(st.integers(0, 900), st.integers(1, 400)), min_size=1, max_size=200)


def frame_of(items):
    days = [(date(2024, 1, 1) + timedelta(days=day)).isoformat() for day, _ in items]
    return pd.DataFrame({"finished_date": days, "cycle_days": [value for _, value in items]})


@settings(derandomize=True, deadline=None, max_examples=40)
@given(ITEMS, st.integers(1, 60))
def test_dots_are_few_and_stand_for_every_item(items, most):
    dots = counted_dots(frame_of(items), date="finished_date", value="cycle_days", most=most)
    assert 1 <= len(dots) <= most
    assert dots["dot_count"].sum() == len(items)


def test_with_room_enough_a_dot_is_a_week_and_a_day():
    frame = frame_of([(0, 5), (6, 5), (7, 5), (7, 6)])  # Monday, Sunday, next Monday
    dots = counted_dots(frame, date="finished_date", value="cycle_days")
    assert dots.to_dict("list") == {
        "finished_date": ["2024-01-01", "2024-01-08", "2024-01-08"],
        "cycle_days": [5, 5, 6],
        "dot_count": [2, 1, 1],
    }


def test_a_blank_is_not_a_dot():
    frame = pd.DataFrame({"finished_date": ["2024-01-01", None], "cycle_days": [3, 4]})
    assert counted_dots(frame, date="finished_date", value="cycle_days")["dot_count"].sum() == 1


def test_more_items_make_a_larger_dot():
    assert dot_area(1) < dot_area(2) < dot_area(50)
