"""The head of a page says what, of which day, from what, and the answer."""

from example_reviews.portfolio import portfolio_review
from example_reviews.project import project_review
from markup_reader import elements, one, text_of

from pmo_analytics.display.markup import Html, Surface, page_surface
from pmo_analytics.display.masthead import (
    as_of_words,
    contents_html,
    masthead_html,
    opening_html,
    review_title,
)

PORTFOLIO, PROJECT = portfolio_review(), project_review()


def test_the_masthead_names_report_scope_day_and_sources():
    markup = masthead_html(PROJECT, Surface(), Html())
    text = text_of(markup)
    assert "Project health Instant Payments, Payments programme" in text
    assert "As of Wednesday 30 September 2026" in text
    assert "988 rows, 9 could not be read." in text


def test_a_programme_that_is_the_scope_is_named_once():
    programme = PROJECT.model_copy(update={"programme": PROJECT.scope_name})
    assert text_of(masthead_html(programme, Surface(), Html())).count("Instant Payments") == 1


def test_a_day_that_has_not_ended_says_so():
    assert as_of_words(PORTFOLIO.model_copy(update={"is_partial_day": True})).endswith(
        ", part of the day"
    )


def test_without_words_the_day_is_plain():
    assert as_of_words(PORTFOLIO.model_copy(update={"as_of_words": ""})) == "2026-09-30"


def test_the_title_of_a_project_names_it_and_stays_short():
    assert review_title(PROJECT).startswith("Instant Payments, Project health, as of Wednesday")
    assert review_title(PORTFOLIO) == "Portfolio health, as of Wednesday 30 September 2026"
    assert len(review_title(PROJECT.model_copy(update={"scope_name": "x" * 9000}))) < 200


def test_the_headline_is_the_one_heading_of_the_first_level():
    markup = opening_html(PORTFOLIO, page_surface(PORTFOLIO))
    assert one(markup, "h1").text.startswith("Two projects will probably miss their dates")
    assert [button.text for button in elements(markup, "button")] == ["£14.3m", "£0.72m"]


def test_a_review_without_facts_gives_the_headline_the_width():
    plain = PORTFOLIO.model_copy(update={"tally": None})
    assert not elements(opening_html(plain, Surface()), "table")


def test_the_contents_are_links_and_absent_without_entries():
    markup = contents_html([("#a", "Decisions"), ("index.html", "All reports")])
    assert [link.attributes["href"] for link in elements(markup, "a")] == ["#a", "index.html"]
    assert contents_html([]) == ""
