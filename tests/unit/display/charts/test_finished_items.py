"""Finished items: a dot an item, two lines, stepped only at a named change."""

from chart_reader import marks, texts
from example_reviews.project import finished_chart

from pmo_analytics.display.charts.dots import counted_dots
from pmo_analytics.display.charts.finished_items import finished_items
from pmo_analytics.display.charts.frames import MOST_MARKS
from pmo_analytics.display.theme import ACCENT, INK, MID

COLUMNS = finished_chart().columns


def test_each_item_is_a_dot():
    (dots,) = marks(finished_items(COLUMNS), "circle")
    assert len(dots["rows"]) == 232
    assert dots["rows"][0]["item"] == "INP-0"


def test_beyond_400_dots_are_counts_and_every_item_is_in_one():
    (dots,) = marks(finished_items(finished_chart(3000).columns), "circle")
    assert len(dots["rows"]) <= MOST_MARKS
    assert sum(row["dot_count"] for row in dots["rows"]) == 3000
    assert any(row["item"].endswith(" items") for row in dots["rows"])


def test_dots_that_were_counted_before_are_drawn_as_they_are():
    counted = counted_dots(COLUMNS, date="finished_date", value="cycle_days", most=50)
    (dots,) = marks(finished_items(counted), "circle")
    assert len(dots["rows"]) == len(counted)


def test_lines_without_a_change_go_all_the_way_in_ink():
    chart = finished_items(COLUMNS, half_days=9, sure_days=15)
    assert {"half in 9 d", "85% in 15 d"} == set(texts(chart))
    (lines,) = marks(chart, "line", color=INK)
    assert {row["finished_date"] for row in lines["rows"]} == {
        min(COLUMNS["finished_date"]),
        max(COLUMNS["finished_date"]),
    }


def test_lines_step_at_a_named_change_and_the_new_part_takes_the_accent():
    chart = finished_items(COLUMNS, half_days=(8, 11), sure_days=(13, 17), change_date="2026-08-03")
    assert set(texts(chart)) == {"half in 8 d", "85% in 13 d", "half in 11 d", "85% in 17 d"}
    (before,), (after,) = marks(chart, "line", color=MID), marks(chart, "line", color=ACCENT)
    assert max(row["finished_date"] for row in before["rows"]) == "2026-08-03"
    assert min(row["finished_date"] for row in after["rows"]) == "2026-08-03"


def test_two_numbers_without_a_named_change_do_not_step():
    chart = finished_items(COLUMNS, half_days=(8, 11), sure_days=(13, 17))
    assert set(texts(chart)) == {"half in 11 d", "85% in 17 d"}


def test_without_lines_there_are_only_dots():
    chart = finished_items(COLUMNS)
    assert not texts(chart)
    assert not marks(chart, "line")
