"""The matrix: quiet where green, a number where not, a reason where nothing can be measured."""

import pytest
from example_reviews.portfolio import portfolio_review
from example_reviews.states import quiet_review
from markup_reader import elements, one, text_of

from pmo_analytics.content import Matrix
from pmo_analytics.display.markup import Surface, page_surface
from pmo_analytics.display.matrix import matrix_html

REVIEW = portfolio_review()
BLOCK = REVIEW.section("projects").blocks[0]


def shown(block: Matrix = BLOCK, surface: Surface | None = None) -> str:
    return matrix_html(block, surface or page_surface(REVIEW), heading="h")


def row_of(markup: str, name: str):
    return next(row for row in elements(markup, "tr", look="project") if name in row.text)


def rows_with(update: dict) -> Matrix:
    group = BLOCK.groups[1]
    row = group.rows[0].model_copy(update=update)
    return BLOCK.model_copy(update={"groups": (group.model_copy(update={"rows": (row,)}),)})


def test_every_project_has_a_row_below_its_programme():
    markup = shown()
    assert len(elements(markup, "tr", look="project")) == 12
    heads = [row.text for row in elements(markup, "tr", look="programme")]
    assert heads == ["Customer", "Payments", "Platforms", "Compliance"]


def test_green_is_a_ring_without_a_visible_number():
    cell = row_of(shown(), "Self-Service App")
    assert "84%" in cell.text  # for a screen reader, and behind the button
    markup = shown()
    greens = elements(markup, "td", look="green")
    assert greens
    assert not any("value" in element.classes for element in greens)
    assert not [span for span in elements(markup, "span", look="value") if span.text == "84%"]


def test_a_number_that_is_not_green_opens_its_recipe():
    button = next(
        button for button in elements(shown(), "button", look="cell-number") if "13%" in button.text
    )
    assert button.attributes["popovertarget"] == "recipe-matrix-schedule"
    assert button.text == "Rred 13%"


def test_without_recipes_the_number_is_plain():
    markup = shown(surface=Surface())
    assert not elements(markup, "button")
    assert "13%" in text_of(markup)


def test_not_measurable_is_a_question_mark_with_its_reason():
    cells = [cell for cell in elements(shown(), "td", look="grey")]
    assert len(cells) == 8
    assert {cell.text for cell in cells} == {"?no export since 4 July"}


@pytest.mark.parametrize(
    ("days", "is_stale", "words", "look"),
    [(1, False, "1 day old", "fresh"), (61, True, "61 days old", "stale")],
)
def test_the_age_of_a_report_is_said_and_bold_when_stale(days, is_stale, words, look):
    pair = BLOCK.groups[1].rows[0].rag
    rag = pair.model_copy(update={"declared_age_days": days, "is_stale": is_stale})
    small = one(shown(rows_with({"rag": rag})), "small", look=look)
    assert small.text == words


def test_a_project_without_a_report_says_so():
    markup = shown(quiet_review().section("projects").blocks[0])
    assert "no report" in text_of(markup)


@pytest.mark.parametrize(
    ("change", "words"),
    [("worse", "↓worse"), ("better", "↑better"), ("lost", "×lost"), ("new", "+new"),
     ("same", "–no change since Aug")],
)  # fmt: skip
def test_a_change_is_a_sign_and_a_word(change, words):
    markup = shown(rows_with({"change": change}))
    assert one(markup, "td", look="change").text == words


def test_the_name_links_to_the_report_and_to_nothing_else():
    markup = shown(rows_with({"report": "javascript:alert(1) b.html"}))
    assert one(markup, "a").attributes["href"] == "javascript%3Aalert%281%29%20b.html"
    assert not elements(shown(rows_with({"report": ""})), "a")


def test_the_card_of_a_phone_says_how_much_is_green():
    assert "£6.4m, decision 1, 3 of 8 green" in row_of(shown(), "Instant Payments").text
    assert "£0.8m, nothing measured" in row_of(shown(), "Supplier Assurance").text


def test_each_cell_carries_the_label_a_card_needs():
    row = elements(shown(rows_with({})), "td", look="dimension")
    assert [cell.attributes["data-label"] for cell in row] == [name for name, _ in BLOCK.dimensions]


def test_a_row_that_misses_a_dimension_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        shown(rows_with({"cells": BLOCK.groups[1].rows[0].cells[:-1]}))


def test_roles_are_spelled_out_because_cards_are_no_table_to_a_browser():
    markup = shown()
    assert one(markup, "table").attributes["role"] == "table"
    assert {cell.attributes["role"] for cell in elements(markup, "td")} == {"cell"}


def test_ranges_are_drawn_for_the_screen_and_for_the_phone():
    markup = shown()
    assert len(elements(markup, "span", look="wide")) == 11
    assert len(elements(markup, "span", look="narrow")) == 11
    assert "baseline 18 Dec 2026; likely 12 Jan 2027; 85% sure 9 Feb 2027; +8 wk" in text_of(markup)


def test_a_reason_stands_where_there_is_no_forecast():
    cell = row_of(shown(), "Supplier Assurance")
    assert "Not measurable: no export since 4 July" in cell.text


def test_without_any_date_there_is_no_time_axis():
    markup = shown(quiet_review().section("projects").blocks[0])
    assert not elements(markup, "svg", look="axis-drawing")
    assert "4 days with finished work; 5 are needed." in text_of(markup)


def test_the_time_axis_grows_with_the_space_of_absent_dimensions():
    few = BLOCK.model_copy(
        update={
            "dimensions": BLOCK.dimensions[:2],
            "groups": tuple(
                group.model_copy(
                    update={
                        "rows": tuple(
                            row.model_copy(update={"cells": row.cells[:2]}) for row in group.rows
                        )
                    }
                )
                for group in BLOCK.groups
            ),
        }
    )
    wide = int(one(shown(few), "svg", look="axis-drawing").attributes["width"])
    assert wide > int(one(shown(), "svg", look="axis-drawing").attributes["width"])
