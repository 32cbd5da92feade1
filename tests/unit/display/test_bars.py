"""All bars of a column share one scale, and something is never drawn as nothing."""

import pytest
from markup_reader import elements, one

from pmo_analytics.display.bars import SHORTEST, bar, cost_bar, longest, rag_bar, share


def test_the_longest_number_fills_the_bar():
    assert longest([0.1, None, 0.4]) == 0.4
    assert longest([None]) == 0


@pytest.mark.parametrize(
    ("number", "expected"),
    [(None, 0), (0, 0), (-1, 0), (0.0001, SHORTEST), (5, 0.5), (10, 1), (12, 1)],
)
def test_a_bar_is_a_share_of_the_longest(number, expected):
    assert share(number, 10) == expected


def test_without_a_scale_there_is_no_bar():
    assert share(3, 0) == 0


def test_a_table_bar_is_as_wide_as_it_is_long():
    assert one(bar(0.5), "svg").attributes["width"] == "45"


def test_the_pale_part_of_a_cost_begins_where_the_likely_part_ends():
    late, likely = elements(cost_bar(0.25, 0.75), "rect")
    assert (late.attributes["x"], late.attributes["width"]) == ("25%", "50%")
    assert (likely.attributes["x"], likely.attributes["width"]) == ("0%", "25%")


def test_a_cost_without_a_late_end_has_no_pale_part():
    assert len(elements(cost_bar(0.25, 0.0), "rect")) == 1


def test_a_rating_bar_carries_its_colour_as_a_class():
    assert one(rag_bar("amber", 1.0), "rect").classes == {"amber"}


def test_no_bar_needs_a_style_attribute():
    for markup in (bar(0.3), cost_bar(0.2, 0.5), rag_bar("red", 0.4)):
        assert all("style" not in element.attributes for element in elements(markup))
