"""The board: stages in order, oldest cards first, text of an export as text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pier import pier
from sample_portfolio import PROJECTS, sample, sample_review

from pmo_analytics.content import Board, BoardColumn

pytestmark = pytest.mark.slow


@pytest.fixture
def columns() -> dict[str, BoardColumn]:
    section = pier().review("project_health", project="PIER").section("board")
    (board,) = section.blocks
    assert isinstance(board, Board)
    return {column.stage: column for column in board.columns}


def test_stages_come_in_the_order_of_the_workflow(columns):
    assert list(columns) == ["To do", "Doing", "Finished, last 7 days"]


def test_counts_are_those_of_the_day(columns):
    assert {stage: column.count for stage, column in columns.items()} == {
        "To do": 3,
        "Doing": 3,
        "Finished, last 7 days": 3,
    }


def test_a_limit_that_is_passed_is_said(columns):
    assert columns["Doing"].wip_limit == 2
    assert columns["Doing"].note == "1 over the limit"
    assert columns["To do"].wip_limit is None
    assert columns["Finished, last 7 days"].wip_limit is None
    section = pier().review("project_health", project="PIER").section("board")
    assert str(section.title) == "Doing is over the limit"


def test_the_oldest_cards_come_first(columns):
    assert [card.item.text for card in columns["Doing"].cards] == [
        "PIER-901",
        "PIER-902",
        "PIER-903",
    ]
    assert [card.item.text for card in columns["To do"].cards] == [
        "PIER-904",
        "PIER-905",
        "PIER-906",
    ]


def test_the_age_counts_the_first_and_the_last_day(columns):
    # started on 10 August, 31 August and 7 September; it is 13 September
    assert [card.age_days for card in columns["Doing"].cards] == [35, 14, 7]
    assert all(card.age_days is None for card in columns["To do"].cards)


def test_a_due_day_is_inclusive(columns):
    dues = {card.item.text: (card.due, card.is_overdue) for card in columns["Doing"].cards}
    assert dues == {
        "PIER-901": ("1 Sep", True),
        "PIER-902": ("13 Sep", False),  # today
        "PIER-903": ("1 Dec", False),
    }


def test_items_older_than_most_are_marked(columns):
    # every finished item took four days
    assert all(card.is_old for card in columns["Doing"].cards)
    assert not any(card.is_old for card in columns["To do"].cards)


def test_titles_are_kept_letter_by_letter(columns):
    titles = [card.title for card in columns["Doing"].cards]
    assert titles == ["Oldest", "<b>Bold</b> [link]", "=SUM(A1)"]


def test_descriptions_are_one_plain_line(columns):
    described = {card.item.text: card.description for card in columns["To do"].cards}
    assert described["PIER-904"] == "plain words"
    assert described["PIER-905"].endswith("…")
    assert len(described["PIER-905"]) <= 141


def test_keys_link_to_the_tracker_where_it_is_known(columns):
    card = columns["Doing"].cards[0]
    assert card.item.url == "https://tracker.example/browse/PIER-901"


OPEN = [project for project in PROJECTS if project != "INLET"]  # which has finished


@pytest.mark.parametrize("project", OPEN)
def test_the_sample_has_a_board_without_markup_in_its_cards(project):
    (board,) = sample_review("project_health", scope=project).section("board").blocks
    cards = [card for column in board.columns for card in column.cards]
    assert cards
    for card in cards:
        assert "\n" not in card.description
        assert not card.description.startswith(("h1.", "h2.", "*", "#", "{"))
    assert all(column.count >= len(column.cards) for column in board.columns)


def test_the_columns_of_the_sample_hold_all_open_items():
    for project in OPEN:
        (board,) = sample_review("project_health", scope=project).section("board").blocks
        in_board = sum(
            column.count for column in board.columns if "last 7 days" not in column.stage
        )
        open_items = sample().metric("cumulative_flow", project=project)
        states = sample().sql(
            "select count(*) as n from items where project_id = $project and level = 'item' "
            "and state in ('to_do', 'in_progress')",
            project=project,
        )
        assert in_board == states["n"][0], open_items


@pytest.mark.parametrize("project", ["HELM", "ATLAS"])
def test_a_full_stage_before_one_with_room_is_pointed_out(project):
    section = sample_review("project_health", scope=project).section("board")
    (board,) = section.blocks
    limited = [column for column in board.columns if column.wip_limit]
    jammed = [
        column.stage
        for column, following in pairwise(limited)
        if column.count >= column.wip_limit and 2 * following.count <= following.wip_limit
    ]
    assert jammed == {"HELM": ["Analysis"], "ATLAS": []}[project]
    assert ("is full" in str(section.title)) is bool(jammed)


@pytest.mark.parametrize("project", PROJECTS)
def test_the_flow_chart_ends_with_the_items_of_the_day(project):
    """An export of stage dates tells no day on which what nobody began was listed."""
    flow = sample().metric("cumulative_flow", project=project).frame
    counts = flow[flow["date"] == flow["date"].max()].set_index("stage")["item_count"]
    known = sample().metric("item_counts", project=project).values
    assert counts["In progress"] == known["in_progress_count"]
    assert counts["To do"] + counts["In progress"] == known["open_count"]
