"""The trace of a chance has the same scale in every row."""

import pytest
from markup_reader import elements, one

from pmo_analytics.display.trace import BOTTOM, TOP, has_moved, trace_svg, trace_words


def test_nothing_and_everything_stand_at_the_ends_of_the_scale():
    markup = trace_svg((0.0, 1.0), 0.75)
    line = elements(markup, "line")[1]
    assert (float(line.attributes["y1"]), float(line.attributes["y2"])) == (BOTTOM, TOP)


def test_the_green_limit_is_a_line():
    limit = one(trace_svg((0.5,), 0.75), "line", look="limit")
    assert TOP < float(limit.attributes["y1"]) < BOTTOM


@pytest.mark.parametrize(
    ("chances", "moved"),
    [((0.43, 0.58), True), ((0.48, 0.13), True), ((0.43, 0.57), False), ((0.9, 0.2, 0.2), False),
     ((0.5,), False), ((None, 0.5), False), ((0.5, None, 0.7), True)],
)  # fmt: skip
def test_the_accent_marks_a_last_step_of_fifteen_points(chances, moved):
    assert has_moved(chances) is moved


def test_an_unknown_chance_is_skipped_not_drawn_as_zero():
    markup = trace_svg((0.5, None, 0.5), 0.75)
    step = elements(markup, "line")[1]
    assert step.attributes["y1"] == step.attributes["y2"]
    assert len(elements(markup, "line")) == 2


def test_no_chance_at_all_draws_nothing():
    assert trace_svg((None, None), 0.75) == ""
    assert trace_words((None,)) == "no chance known"


def test_the_trace_is_said_in_words():
    assert trace_words((0.48, 0.126)) == "chance 48%, now 13%"
