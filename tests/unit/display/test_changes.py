"""What moved, in words, in the space it needs."""

import pytest
from example_reviews.portfolio import portfolio_review
from markup_reader import elements, text_of

from pmo_analytics.content import Changes
from pmo_analytics.display.changes import changes_html
from pmo_analytics.display.markup import Surface, page_surface

PORTFOLIO = portfolio_review()


def test_changes_say_what_moved_and_what_moved_it():
    text = text_of(changes_html(PORTFOLIO.section("changed").blocks[0], page_surface(PORTFOLIO)))
    assert "From amber to red: Instant Payments The likely finish moved 23 days" in text
    assert "From green to not measurable: Supplier Assurance" in text


@pytest.mark.parametrize(
    ("kept", "spans"),
    [(("worse", "better", "unchanged"), ["span-5", "span-4", "span-3"]),
     (("worse", "unchanged"), ["span-6", "span-6"]), (("unchanged",), ["span-8"]), ((), [])],
)  # fmt: skip
def test_an_empty_column_gives_its_space_to_the_others(kept, spans):
    block = PORTFOLIO.section("changed").blocks[0]
    some = Changes(**{name: getattr(block, name) for name in kept})
    columns = elements(changes_html(some, Surface()), "div")[1:]
    assert [column.attributes["class"] for column in columns] == spans
