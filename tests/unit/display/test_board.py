"""A card shows what is known of an item, and nothing that is not."""

import pytest
from markup_reader import one, text_of

from pmo_analytics.content import Board, BoardColumn, Card
from pmo_analytics.display.board import LONGEST_DESCRIPTION, board_html
from pmo_analytics.display.markup import Surface
from pmo_analytics.values import Segment


def board_of(*cards: Card, count: int = 1, **column: object) -> str:
    stage = BoardColumn(stage="Build", count=count, cards=cards, **column)
    return board_html(Board(columns=(stage,)), Surface())


def card(**values: object) -> Card:
    return Card(**{"item": Segment(kind="item", text="A-1"), "title": "Title", **values})


def test_a_card_shows_what_a_stand_up_needs():
    markup = board_of(
        card(description="What to do", assignee="Ana", due="3 Oct", age_days=5, blocked="vendor")
    )
    assert one(markup, "li").text == "A-1 5 d Title What to do blocked: vendor Ana, due 3 Oct"


def test_an_overdue_card_says_that_it_was_due():
    span = one(board_of(card(due="8 Sep", is_overdue=True)), "span", look="overdue")
    assert span.text == "was due 8 Sep"


def test_what_is_not_known_of_a_card_is_left_out():
    markup = board_of(card())
    assert one(markup, "li").text == "A-1 Title"


def test_a_card_of_unknown_start_is_at_least_so_old():
    assert one(board_of(card(age_days=5, is_age_known=False)), "li").text == "A-1 ≥ 5 d Title"


def test_an_old_card_carries_the_edge():
    assert "old" in one(board_of(card(is_old=True, age_days=31)), "li").classes


def test_a_stage_over_its_limit_stands_out_with_its_words():
    markup = board_of(card(), count=11, wip_limit=6, note="5 over the limit")
    assert "over" in one(markup, "div", look="stage").classes
    assert "11 of 6" in text_of(markup)
    assert "5 over the limit" in text_of(markup)
    assert "over" not in one(board_of(card(), count=6, wip_limit=6), "div", look="stage").classes


def test_cards_that_are_not_shown_are_counted():
    assert "and 10 more" in text_of(board_of(card(), count=11))
    assert "75 items" in text_of(board_of(count=75))
    assert "more" not in text_of(board_of(card(), count=1))


def test_a_long_description_is_cut_and_line_ends_are_spaces():
    markup = board_of(card(description="one\r\ntwo " + "x " * 500))
    text = one(markup, "p", look="card-text").text
    assert text.startswith("one two x")
    assert len(text) == LONGEST_DESCRIPTION
    assert text.endswith("…")


@pytest.mark.parametrize(("stages", "columns"), [(1, 1), (6, 6), (7, 7), (8, 4), (9, 5), (15, 5)])
def test_no_stage_stands_alone_in_a_row(stages, columns):
    board = Board(columns=tuple(BoardColumn(stage=f"S{n}", count=0) for n in range(stages)))
    assert f"columns-{columns}" in one(board_html(board, Surface()), "div", look="board").classes
