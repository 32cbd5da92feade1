"""A page is the cells of its notebook in order, code left behind."""

import base64
from datetime import date

from example_reviews.notebooks import chart_output, foreign_notebook, notebook_of, shown
from example_reviews.portfolio import pace_panel, portfolio_review
from example_reviews.project import project_review
from markup_reader import one, text_of
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from pmo_analytics.display.drawing import altair_chart
from pmo_analytics.display.notebook import section_bundle
from pmo_analytics.runner.page_parts import (
    ChartPart,
    MarkupPart,
    SectionPart,
    notebook_title,
    page_parts,
    review_of,
)
from pmo_analytics.values import Fact, FactSource

REVIEW = project_review()
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


def parts_of(notebook):
    return page_parts(notebook, review_of(notebook))


def sections_of(notebook):
    return [part for part in parts_of(notebook) if isinstance(part, SectionPart)]


def markup_of(*cells):
    return [part.markup for part in parts_of(foreign_notebook(*cells))]


def test_the_review_comes_back_as_it_went_in():
    assert review_of(notebook_of(REVIEW)) == REVIEW
    assert review_of(foreign_notebook()) is None


def test_a_day_among_the_facts_comes_back_as_a_day():
    source = FactSource(measure="project_entry", column="report_date")
    day = Fact(fact_id="day", value=date(2026, 9, 30), unit="date", source=source)
    review = REVIEW.model_copy(update={"facts": {"day": day}})
    assert review_of(notebook_of(review)).facts["day"].value == date(2026, 9, 30)


def test_the_last_review_opened_is_the_one_shown():
    notebook = notebook_of(portfolio_review())
    notebook.cells += notebook_of(REVIEW).cells
    assert review_of(notebook) == REVIEW


def test_sections_come_in_the_order_of_the_cells_not_of_the_review():
    notebook = notebook_of(REVIEW)
    notebook.cells[2:] = notebook.cells[3:] + notebook.cells[2:3]
    names = [part.section.name for part in sections_of(notebook)]
    assert names == [*(section.name for section in REVIEW.sections[1:]), "decisions"]


def test_a_section_is_that_of_the_review_whatever_the_notebook_says_before_it():
    notebook = notebook_of(REVIEW)
    notebook.cells.insert(2, new_markdown_cell("## We must decide\n\nBefore *Friday*."))
    prose, part = parts_of(notebook)[:2]
    assert text_of(prose.markup) == "We must decide Before Friday."
    assert part == SectionPart(REVIEW.sections[0])
    assert part.section.label == "Decision requested"


def test_what_introduces_the_notebook_to_its_analyst_is_left_out():
    notebook = notebook_of(REVIEW)
    shown_text = " ".join(
        text_of(part.markup) for part in parts_of(notebook) if isinstance(part, MarkupPart)
    )
    assert "Set the parameters" not in shown_text


def test_the_charts_of_a_section_are_not_shown_twice():
    assert not [part for part in parts_of(notebook_of(REVIEW)) if isinstance(part, ChartPart)]


def test_a_section_shown_twice_is_drawn_once():
    notebook = notebook_of(REVIEW)
    notebook.cells += notebook.cells[2:3]
    assert len(sections_of(notebook)) == len(REVIEW.sections)


def test_a_section_that_the_review_does_not_have_is_no_part():
    stranger = REVIEW.sections[0].model_copy(update={"name": "stranger"})
    cell = new_code_cell(outputs=[shown(section_bundle(stranger))])
    assert len(sections_of(notebook_of(REVIEW, cell))) == len(REVIEW.sections)


def test_a_review_whose_sections_no_cell_shows_is_shown_whole():
    notebook = notebook_of(REVIEW)
    notebook.cells = notebook.cells[:2]
    assert [part.section for part in sections_of(notebook)] == list(REVIEW.sections)


def test_an_own_cell_of_the_analyst_keeps_its_place():
    notebook = notebook_of(
        REVIEW,
        new_markdown_cell("## My view\n\nLook at *this*."),
        new_code_cell(outputs=[new_output("stream", name="stdout", text="42\n")]),
    )
    prose, output = parts_of(notebook)[-2:]
    assert text_of(prose.markup) == "My view Look at this."
    assert one(output.markup, "pre").text == "42"


def test_an_analysts_chart_becomes_a_part_of_its_own():
    chart = altair_chart(pace_panel("Instant Payments", 3), width=262)
    cell = new_code_cell(outputs=[chart_output(chart)])
    assert isinstance(parts_of(notebook_of(REVIEW, cell))[-1], ChartPart)


def test_images_are_shown_as_data_and_named_by_their_text():
    (image,) = markup_of(
        new_code_cell(outputs=[shown({"image/png": PNG + "\n", "text/plain": "<Figure>"})])
    )
    assert one(image, "img").attributes == {
        "src": f"data:image/png;base64,{PNG}",
        "alt": "<Figure>",
    }


def test_an_svg_image_cannot_run():
    hostile = "<svg onload='x()'><script>y()</script></svg>"
    (image,) = markup_of(new_code_cell(outputs=[shown({"image/svg+xml": hostile})]))
    assert one(image, "img").attributes["src"].startswith("data:image/svg+xml;base64,")
    assert "script" not in image


def test_html_of_a_foreign_output_is_not_shown_its_text_is():
    table = {"text/html": "<script>x()</script>", "text/plain": "a  b\n1  2"}
    (text,) = markup_of(new_code_cell(outputs=[shown(table)]))
    assert one(text, "pre").raw == "a  b\n1  2"
    assert "script" not in text


def test_controls_and_warnings_are_left_out():
    widget = {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider()"}
    warning = new_output("stream", name="stderr", text="Warning")
    assert not markup_of(new_code_cell(outputs=[shown(widget), warning]))


def test_code_is_never_shown():
    assert not markup_of(new_code_cell("secret = 1"))


def test_a_notebook_is_named_by_its_first_heading():
    assert notebook_title(foreign_notebook(new_markdown_cell("# Costs\n\nx"))) == "Costs"
    assert notebook_title(foreign_notebook(new_code_cell("1"))) == "Notebook"
