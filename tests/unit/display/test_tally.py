"""Both views stand side by side, neither hides the other."""

import pytest
from example_reviews.pieces import pair, say
from example_reviews.portfolio import portfolio_review
from markup_reader import elements, one

from pmo_analytics.content import KeyFact, KeyFacts
from pmo_analytics.display.markup import Surface
from pmo_analytics.display.tally import key_facts_html, tally_html

PORTFOLIO = portfolio_review()


def test_the_tally_shows_both_views_and_says_none_for_zero():
    markup = tally_html(PORTFOLIO.tally, Surface())
    assert [row.text for row in elements(markup, "tr")[1:]] == [
        "R Red 1£5.1m 2£14.3m",
        "A Amber 4£14.6m 5£17.7m",
        "G Green 7£22.9m 4£9.8m",
        "? No rating none 1£0.8m",
    ]


def test_money_bars_share_one_scale():
    bars = elements(tally_html(PORTFOLIO.tally, Surface()), "rect")
    widths = [float(bar.attributes["width"].rstrip("%")) for bar in bars if bar.classes & {"green"}]
    assert widths == [100, pytest.approx(42.8)]


def test_key_facts_stand_below_both_ratings():
    facts = KeyFacts(
        rag=pair("GR"),
        caption=say("Reported green, data say red"),
        rows=(KeyFact(label="Open items", text=say("*104*")),),
    )
    markup = key_facts_html(facts, Surface())
    assert "Reported green, data say red" in one(markup, "caption").text
    assert one(markup, "b").text == "104"
