"""The foot of a page names every file."""

from example_reviews.portfolio import portfolio_review
from markup_reader import elements, text_of

from pmo_analytics.display.markup import Surface
from pmo_analytics.display.sources import sources_html

PORTFOLIO = portfolio_review()


def test_the_sources_are_named_in_words_and_listed_whole():
    markup = sources_html(PORTFOLIO.provenance, Surface())
    text = text_of(markup)
    assert "ledger-jira-2026-09-30.csv (sha 1111…, 537 rows)" in text
    assert "and 3 more." in text
    assert len(elements(markup, "tr")) == 7
    assert "registers/risks.csv" in text
    assert "Same files and settings give the same page." in text
