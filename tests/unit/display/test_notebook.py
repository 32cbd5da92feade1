"""What a review leaves in a notebook, and what JupyterLab can show of it."""

import importlib
import json

import pytest
from example_reviews.portfolio import pace_panel, portfolio_review
from example_reviews.project import project_review
from example_reviews.states import thin_review
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from markup_reader import elements, one, text_of

from pmo_analytics.content import Review
from pmo_analytics.display import notebook
from pmo_analytics.display.drawing import altair_chart
from pmo_analytics.display.notebook import (
    OWNER,
    REVIEW_MIME,
    SECTION_MIME,
    VEGA_MIME,
    chart_bundle,
    register_displays,
    review_bundle,
    section_bundle,
    section_charts,
)

PORTFOLIO, PROJECT = portfolio_review(), project_review()


@pytest.fixture
def shell():
    shell = InteractiveShell.instance()
    register_displays(shell)
    yield shell
    InteractiveShell.clear_instance()


def run(shell: InteractiveShell, value: object) -> list:
    shell.user_ns["value"] = value
    with capture_output() as captured:
        shell.run_cell("from IPython.display import display; display(value)")
    return captured.outputs


def test_the_review_cell_carries_the_whole_review():
    carried = json.loads(json.dumps(review_bundle(PROJECT)[REVIEW_MIME]))
    assert Review.model_validate(carried) == PROJECT


def test_a_section_cell_carries_its_name_only():
    assert section_bundle(PROJECT.section("finish"))[SECTION_MIME] == {"section": "finish"}


def test_the_readable_form_needs_nothing_from_outside():
    for bundle in (review_bundle(PORTFOLIO), section_bundle(PORTFOLIO.section("projects"))):
        markup = bundle["text/html"]
        assert not elements(markup, "script")
        assert not elements(markup, "link")
        assert "url(" not in markup
        assert not [element for element in elements(markup) if "src" in element.attributes]


def test_the_stylesheet_of_an_output_stays_inside_it():
    style = one(review_bundle(PORTFOLIO)["text/html"], "style").text
    assert style.startswith(".pmo-analytics.pmo-analytics.pmo-analytics { --sans")
    assert ":root" not in style
    assert "@page" not in style


def test_a_review_shows_its_head_and_how_to_go_on():
    bundle = review_bundle(PORTFOLIO)
    assert one(bundle["text/html"], "h1").text.startswith("Two projects will probably miss")
    assert 'shown by .section("name"): decisions, projects, changed' in bundle["text/plain"]


def test_numbers_in_a_notebook_do_not_look_as_if_they_opened():
    assert not elements(section_bundle(PORTFOLIO.section("projects"))["text/html"], "button")


def test_a_section_names_the_chart_that_follows_it():
    markup = section_bundle(PROJECT.section("finish"))["text/html"]
    assert "Chart below: 232 of 336 items are finished." in text_of(markup)


def test_a_chart_is_sent_in_the_form_that_lab_draws_offline():
    chart = altair_chart(pace_panel("Instant Payments", 3), width=262)
    bundle = chart_bundle(chart, title="Instant Payments")
    spec = bundle[VEGA_MIME]
    assert "html" not in "".join(bundle)
    assert spec["datasets"]
    assert spec["title"]["text"] == "Instant Payments"
    assert spec["padding"]["top"] == chart.to_dict()["padding"]["top"] + notebook.TITLE_ROOM
    assert spec["config"]["background"] == "#fcfbf8"


def test_charts_without_data_are_not_drawn():
    assert not list(section_charts(thin_review().section("finish")))
    assert len(list(section_charts(PORTFOLIO.section("pace")))) == 11


def test_a_review_at_the_end_of_a_cell_shows_itself(shell):
    (output,) = run(shell, PROJECT)
    assert REVIEW_MIME in output.data


def test_a_section_shows_its_words_and_then_its_charts_marked_as_its_own(shell):
    words, chart = run(shell, PROJECT.section("finish"))
    assert words.data[SECTION_MIME] == {"section": "finish"}
    assert VEGA_MIME in chart.data
    assert chart.metadata == {OWNER: {"section": "finish"}}


def test_a_chart_of_the_analyst_is_drawn_without_the_internet(shell):
    (output,) = run(shell, altair_chart(pace_panel("Instant Payments", 3), width=262))
    assert set(output.data) >= {VEGA_MIME, "text/plain"}
    assert "text/html" not in output.data
    assert OWNER not in output.metadata


def test_the_charts_of_the_installed_altair_are_recognised_by_their_name():
    module_name, class_name = notebook._ALTAIR_CHART
    altair = importlib.import_module("altair")
    assert issubclass(altair.LayerChart, getattr(importlib.import_module(module_name), class_name))
