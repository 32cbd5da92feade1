"""A chart stands below the sentence it proves; without data its reason keeps the space."""

from example_reviews.pieces import say
from example_reviews.portfolio import portfolio_review
from markup_reader import elements, one

from pmo_analytics.content import Chart
from pmo_analytics.display.chart_blocks import chart_html, small_multiples_html
from pmo_analytics.display.markup import Html, Surface

CHART = Chart(
    name="wip",
    span=8,
    title=say("Work piles up"),
    subtitle=say("Items in progress"),
    columns={"date": ("2026-09-30",), "wip_count": (3,)},
    alternative="3 items",
    note=say("From change history."),
)


def draw(chart, widths):
    return Html(f"<i>{chart.name} {widths}</i>")


def test_a_chart_shows_title_subtitle_drawing_and_note():
    markup = chart_html(CHART, Surface(), draw)
    assert one(markup, "figure").text == (
        "Work piles up Items in progress wip (738, 350) From change history."
    )


def test_a_chart_without_data_is_not_drawn_and_says_why():
    empty = CHART.model_copy(update={"columns": {}, "note": say("4 days; 5 are needed.")})
    markup = chart_html(empty, Surface(), draw)
    assert not elements(markup, "i")
    assert "undrawn" in one(markup, "figure").classes
    assert one(markup, "p", look="missing").text == "4 days; 5 are needed."


def test_small_multiples_are_drawn_small_and_say_their_verdict():
    block = portfolio_review().section("pace").blocks[0]
    markup = small_multiples_html(block, Surface(), draw)
    assert len(elements(markup, "figure")) == 12
    assert {element.text for element in elements(markup, "i")} == {"pace (262, 166)"}
    assert [element.text for element in elements(markup, "span", look="signal")] == [
        "slower for 8 weeks",
        "faster for 3 weeks",
    ]


def test_a_panel_that_cannot_be_measured_says_what_to_add():
    block = portfolio_review().section("pace").blocks[0]
    panel = elements(small_multiples_html(block, Surface(), draw), "figure")[-1]
    assert panel.text == (
        "Supplier Assurance not measurable No export since 4 July. Add one to exports/ and this"
        " panel fills itself."
    )
