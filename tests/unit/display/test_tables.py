"""A table of words and numbers is a table on the screen and readable on a phone."""

import pytest
from example_reviews.pieces import table
from markup_reader import elements, one, text_of

from pmo_analytics.display.markup import Surface
from pmo_analytics.display.tables import table_html


def test_a_table_heads_its_columns_and_its_rows():
    markup = table_html(table("Risk | Chance>", "Slot is lost | 60%"), Surface())
    scopes = [head.attributes["scope"] for head in elements(markup, "th")]
    assert scopes == ["col", "col", "row"]
    assert one(markup, "td").classes == {"number-cell"}


def test_a_table_without_labels_has_no_head():
    assert not elements(table_html(table(" | ", "112 | done"), Surface()), "thead")


def test_a_bar_follows_the_scale_of_its_column_and_carries_its_number():
    markup = table_html(table("Cause | Days=", "Vendor | 20 days", "Test | 5 days"), Surface())
    assert [bar.attributes["width"] for bar in elements(markup, "svg")] == ["90", "22"]
    assert "20 days" in text_of(markup)


def test_the_total_has_no_bar_and_does_not_set_the_scale():
    rows = ("Vendor | 20 days", "Test | 5 days", "All | 25 days")
    markup = table_html(table("Cause | Days=", *rows, total_count=1), Surface())
    assert [bar.attributes["width"] for bar in elements(markup, "svg")] == ["90", "22"]
    assert one(markup, "tr", look="total").text == "All 25 days"


@pytest.mark.parametrize(
    ("head", "is_compact"),
    [("A | B", True), ("A | B> | C> | D>", True), ("A | B> | C> | D> | E>", False),
     ("A | B | C", False)],
)  # fmt: skip
def test_a_table_stays_a_table_on_a_phone_when_it_fits(head, is_compact):
    markup = table_html(table(head, " | ".join("x" * (head.count("|") + 1))), Surface())
    assert ("compact" in one(markup, "table").classes) is is_compact


def test_the_label_before_a_stacked_cell_ends_once():
    markup = table_html(table("A | Days | Is it so?", "x | 1 | no"), Surface())
    assert [cell.attributes["data-label"] for cell in elements(markup, "td")] == [
        "Days:", "Is it so?",
    ]  # fmt: skip
