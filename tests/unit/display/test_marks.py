"""A colour is always a shape, a letter and a word."""

import pytest
from markup_reader import elements, one, text_of

from pmo_analytics.display.marks import (
    mark_counts,
    pair_words,
    quiet_ring,
    rag_mark,
    rag_move,
    rag_pair,
)
from pmo_analytics.values import RagPair


def test_every_colour_has_a_shape_and_a_letter_of_its_own():
    marks = {rag: rag_mark(rag) for rag in ("red", "amber", "green", "grey")}
    letters = {rag: one(mark, "text").text for rag, mark in marks.items()}
    assert letters == {"red": "R", "amber": "A", "green": "G", "grey": "?"}
    shapes = {mark.split(">")[1] for mark in marks.values()}
    assert len(shapes) == 4


def test_outlined_and_filled_differ_by_class():
    assert one(rag_mark("red", is_filled=False), "svg").classes == {"mark", "red", "outlined"}
    assert one(rag_mark("red"), "svg").classes == {"mark", "red", "filled"}


def test_green_that_needs_nobody_is_a_ring_without_a_letter():
    assert not elements(quiet_ring(), "text")


def test_a_pair_says_both_sides_in_words_and_hides_the_drawing():
    markup = rag_pair(RagPair(declared="green", computed="red"))
    assert "Reports green, data say red." in text_of(markup)
    assert all(svg.attributes["aria-hidden"] == "true" for svg in elements(markup, "svg"))


@pytest.mark.parametrize(
    ("declared", "computed", "has_slice"),
    [
        ("green", "red", True),
        ("green", "amber", True),
        ("amber", "red", True),
        ("red", "amber", False),
        ("green", "green", False),
        ("green", "grey", False),
        (None, "red", False),
    ],
)
def test_the_slice_stands_only_where_the_report_is_better_than_the_data(
    declared, computed, has_slice
):
    markup = rag_pair(RagPair(declared=declared, computed=computed))
    assert bool(elements(markup, "svg", look="melon")) is has_slice


def test_a_pair_without_a_report_draws_none():
    markup = rag_pair(RagPair(declared=None, computed="amber"))
    assert len(elements(markup, "svg", look="mark")) == 1
    assert "No report, data say amber." in text_of(markup)


def test_a_pair_that_agrees_is_said_once():
    assert pair_words(RagPair(declared="amber", computed="amber")) == "both amber"


def test_a_move_says_from_and_to():
    assert "From amber to red:" in text_of(rag_move("amber", "red"))
    assert text_of(rag_move(None, "red")) == "R"


def test_counts_leave_out_zeros_and_start_with_the_worst():
    markup = mark_counts({"green": 4, "red": 2, "amber": 0, "grey": 1})
    assert text_of(markup) == "2R red 4G green 1? not measurable"
