"""The trace of a chance has the same scale in every row."""

import pytest
from markup_reader import elements, one

from pmo_analytics.display.trace import BOTTOM, TOP, has_moved, trace_svg


def heights(markup: str) -> list[float]:
    """Return how high the points of the trace lie."""
    points = one(markup, "polyline").attributes["points"]
    return [float(point.partition(",")[2]) for point in points.split()]


def test_nothing_and_everything_stand_at_the_ends_of_the_scale():
    markup = trace_svg((0.0, 1.0), 0.75)
    assert heights(markup) == [BOTTOM, TOP]


def test_the_green_limit_is_a_line():
    limit = one(trace_svg((0.5,), 0.75), "line", look="limit")
    assert TOP < float(limit.attributes["y1"]) < BOTTOM


@pytest.mark.parametrize(
    ("chances", "moved"),
    [((0.43, 0.58), True), ((0.48, 0.13), True), ((0.43, 0.57), False), ((0.9, 0.2, 0.2), True),
     ((0.9, 0.2, 0.2, 0.2, 0.2, 0.2), False),
     ((0.5,), False), ((None, 0.5), False), ((0.5, None, 0.7), True)],
)  # fmt: skip
def test_the_accent_marks_a_move_of_fifteen_points_in_four_weeks(chances, moved):
    assert has_moved(chances) is moved


def test_an_unknown_chance_is_skipped_not_drawn_as_zero():
    markup = trace_svg((0.5, None, 0.5), 0.75)
    first, last = heights(markup)
    assert first == last
    assert len(elements(markup, "line")) == 1  # the limit


def test_no_chance_at_all_draws_nothing():
    assert trace_svg((None, None), 0.75) == ""
