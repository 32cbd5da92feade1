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


def test_an_executive_reads_files_and_rows_and_no_hashes():
    files = PORTFOLIO.provenance.files
    quiet = str(sources_html(PORTFOLIO.without_code().provenance, Surface()))
    assert "sha" not in quiet.lower()
    assert not any(file.sha256[:8] in quiet for file in files)
    assert files[0].sha256 in str(sources_html(PORTFOLIO.provenance, Surface()))
