"""Markdown of a notebook can neither run nor fetch anything."""

import pytest
from example_reviews.states import HOSTILE
from markup_reader import elements, one, text_of

from pmo_analytics.runner.prose import heading_of, prose_html


def test_prose_keeps_its_form():
    markup = prose_html("One *two*\n\n- a\n- b\n\n| A | B |\n|---|---|\n| 1 | 2 |")
    assert one(markup, "em").text == "two"
    assert [item.text for item in elements(markup, "li")] == ["a", "b"]
    assert one(markup, "table")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_is_text(text):
    tags = {element.tag for element in elements(prose_html(text))}
    assert not tags & {"script", "img", "svg", "style", "iframe", "bold"}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//x.example",
                "file:///etc/passwd", "vbscript:x"],
)  # fmt: skip
def test_only_web_addresses_and_places_in_the_page_become_links(address):
    markup = prose_html(f"[words]({address})")
    assert not elements(markup, "a")
    assert text_of(markup) == "words"


def test_a_web_address_and_a_place_in_the_page_are_links():
    markup = prose_html('[a](https://x.example/?q="1") [b](#data)')
    assert [link.attributes["href"] for link in elements(markup, "a")][1] == "#data"
    assert elements(markup, "a")[0].attributes["href"].startswith("https://x.example/")


def test_an_image_is_its_words():
    markup = prose_html("![a plan](https://x.example/plan.png)")
    assert not elements(markup, "img")
    assert text_of(markup) == "a plan"


def test_headings_stand_below_the_headline_of_the_page():
    assert [element.tag for element in elements(prose_html("# A\n\n## B\n\n###### C"))] == [
        "h2", "h3", "h6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "heading", "rest"),
    [("## Where it ends", "Where it ends", ""), ("\n# A #\nmore\n", "A", "more\n"),
     ("no heading", "", "no heading"), ("", "", ""), ("#tag", "", "#tag")],
)  # fmt: skip
def test_the_opening_heading_is_split_off(source, heading, rest):
    assert heading_of(source) == (heading, rest)


def test_nothing_is_nothing():
    assert prose_html("  \n") == ""
