"""A section shows its blocks in order, in a grid or across the whole width."""

import pytest
from example_reviews.pieces import paragraphs, say, table
from example_reviews.portfolio import portfolio_review
from example_reviews.project import project_review
from markup_reader import elements, one, text_of

from pmo_analytics.content import Changes, Section
from pmo_analytics.display.markup import Html, Surface
from pmo_analytics.display.section import BLOCKS, section_html

SECTION = Section(
    name="data",
    label="What poor data costs",
    title=say("Nothing changes"),
    subtitle=say("214 rows"),
    blocks=(
        paragraphs("First."),
        Changes(unchanged=(say("Second."),)),
        table("A | B", "Third | 1"),
    ),
)


def shown(section: Section = SECTION) -> str:
    return section_html(section, Surface(), lambda chart, widths: Html("<i>chart</i>"))


def test_blocks_keep_their_order_around_those_that_take_the_whole_width():
    text = text_of(shown())
    assert text.index("First.") < text.index("Second.") < text.index("Third")
    grids = elements(shown(), "div", look="grid")
    assert [("changes" in grid.classes) for grid in grids] == [False, True, False]


def test_the_title_names_the_section():
    section = one(shown(), "section")
    assert section.attributes["id"] == "data"
    assert section.attributes["aria-labelledby"] == one(shown(), "h2").attributes["id"]
    assert {"has-changes", "has-paragraphs", "has-table"} <= section.classes


def test_the_label_is_that_of_the_review():
    assert one(shown(), "p", look="label").text == "What poor data costs"


def test_a_folded_section_opens_without_script():
    markup = shown(SECTION.model_copy(update={"is_folded": True}))
    assert one(markup, "details", look="folded").text.endswith("Third 1")
    assert "details" not in one(markup, "h2").ancestors


def test_a_section_without_blocks_is_its_sentence():
    markup = shown(SECTION.model_copy(update={"blocks": ()}))
    assert not elements(markup, "div")
    assert one(markup, "h2").text == "Nothing changes"


@pytest.mark.parametrize("review", [portfolio_review(), project_review()])
def test_every_section_of_a_review_is_closed_markup_without_style_or_handlers(review):
    for section in review.sections:
        for element in elements(shown(section)):
            assert "style" not in element.attributes
            assert not [name for name in element.attributes if name.startswith("on")]


def test_every_kind_of_block_has_its_way_to_be_shown():
    kinds = {block.block for block in (*SECTION.blocks,)}
    for review in (portfolio_review(), project_review()):
        kinds |= {block.block for section in review.sections for block in section.blocks}
    assert kinds | {"missing"} == set(BLOCKS)


def test_ids_are_unique_in_a_whole_review():
    markup = "".join(str(shown(section)) for section in portfolio_review().sections)
    ids = [element.attributes["id"] for element in elements(markup) if "id" in element.attributes]
    assert len(ids) == len(set(ids))
