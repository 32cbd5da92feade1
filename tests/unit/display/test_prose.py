"""A gap has its reason and its remedy."""

from example_reviews.pieces import say
from example_reviews.project import project_review
from markup_reader import elements, one, text_of

from pmo_analytics.content import Missing
from pmo_analytics.display.markup import Surface
from pmo_analytics.display.prose import missing_html, paragraphs_html

PROJECT = project_review()


def test_a_gap_is_a_dashed_square_with_its_remedy():
    markup = missing_html(Missing(text=say("Not measured: add benefits.csv.")), Surface())
    assert elements(markup, "svg", look="grey")
    assert "Not measured: add benefits.csv." in text_of(markup)


def test_paragraphs_keep_their_heading():
    block = PROJECT.section("finish").blocks[1]
    markup = paragraphs_html(block, Surface())
    assert one(markup, "h3").text == "What 18 December would take"
    assert len(elements(markup, "p")) == 3
