"""Axes have few round lines and labels that do not touch."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.display.charts.axes import (
    MOST_LINES,
    days_x,
    on_field,
    top_of,
    value_ticks,
    values_y,
)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(0, [0, 1]), (0.66, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (4, [0, 2, 4]),
     (16, [0, 5, 10, 15]), (31, [0, 10, 20, 30]), (336, [0, 100, 200, 300])],
)  # fmt: skip
def test_lines_are_few_and_round(highest, ticks):
    assert value_ticks(highest) == ticks


@settings(derandomize=True, deadline=None)
@given(st.floats(0, 1e9))
def test_any_height_has_at_most_four_lines_all_inside(highest):
    ticks = value_ticks(highest)
    assert 2 <= len(ticks) <= MOST_LINES
    assert ticks[0] == 0
    assert ticks[-1] <= top_of(highest)
    assert highest <= top_of(highest)


def test_a_long_time_is_labelled_by_months_a_short_one_by_weeks():
    months = days_x("date", date(2026, 4, 1), date(2026, 9, 30), 600).to_dict()
    assert months["axis"]["values"][:2] == ["2026-04-01", "2026-05-01"]
    weeks = days_x("date", date(2026, 9, 2), date(2026, 9, 20), 600).to_dict()
    assert weeks["axis"]["values"] == ["2026-09-02", "2026-09-09", "2026-09-16"]


@settings(derandomize=True, deadline=None)
@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)), st.integers(0, 3000), st.integers(60, 800))
def test_labels_of_days_keep_their_distance(first, days, plot_width):
    last = first + timedelta(days=days)
    axis = days_x("d", first, last, plot_width).to_dict()["axis"]
    values = [date.fromisoformat(day) for day in axis["values"]]
    gaps = [(b - a).days * plot_width / max(1, days) for a, b in pairwise(values)]
    assert not gaps or min(gaps) > 30 or len(values) <= 3


def test_days_stand_in_utc_so_that_no_time_zone_moves_them():
    axis = days_x("date", date(2026, 1, 1), date(2026, 9, 1), 300)
    assert axis.to_dict()["scale"]["type"] == "utc"


def test_the_same_axis_serves_another_field():
    axis = values_y("a", 10)
    other = on_field(axis, "b").to_dict()
    assert other["field"] == "b"
    assert axis.to_dict()["field"] == "a"
    assert other["scale"] == axis.to_dict()["scale"]
