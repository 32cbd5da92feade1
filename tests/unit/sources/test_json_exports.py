from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pmo_analytics.errors import UnreadableFileError
from pmo_analytics.sources.json_exports import read_json_export

LISTS = [{"id": "l1", "name": "To Do"}, {"id": "l2", "name": "Doing"}, {"id": "l3", "name": "Done"}]
ACTIVE = "2026-03-09T09:00:00.000Z"


def card_id(number: int, at: str = "2026-03-02T09:00:00+00:00") -> str:
    return f"{int(datetime.fromisoformat(at).timestamp()):08x}{number:016x}"


def card(number: int, in_list: str, **more: Any) -> dict[str, Any]:
    about = {"id": card_id(number), "name": f"Card {number}", "idList": in_list}
    return about | {"dateLastActivity": ACTIVE} | more


def move(number: int, at: str, before: str, after: str) -> dict[str, Any]:
    lists = {"listBefore": {"id": before, "name": "old"}, "listAfter": {"id": after, "name": "old"}}
    return {"type": "updateCard", "date": at, "data": {"card": {"id": card_id(number)}, **lists}}


@pytest.fixture
def read(tmp_path: Path):
    def read_content(content: Any) -> list[list[str]]:
        path = tmp_path / "export.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return read_json_export(path)

    return read_content


def ways(rows: list[list[str]]) -> list[tuple[str, ...]]:
    at = rows[0].index("Action Date")
    return [(row[1], *row[at:]) for row in rows[1:]]


def test_board_is_read_as_the_moves_of_its_cards(read):
    actions = [
        move(1, "2026-03-06T09:00:00.000Z", "l2", "l3"),
        move(1, "2026-03-03T09:00:00.000Z", "l1", "l2"),
    ]
    board = {"name": "Port", "cards": [card(1, "l3"), card(2, "l1")], "lists": LISTS}
    assert ways(read(board | {"actions": actions})) == [
        ("Card 1", "2026-03-02T09:00:00.000Z", "", "To Do"),
        ("Card 1", "2026-03-03T09:00:00.000Z", "To Do", "Doing"),
        ("Card 1", "2026-03-06T09:00:00.000Z", "Doing", "Done"),
        ("Card 2", "2026-03-02T09:00:00.000Z", "", "To Do"),
    ]


def test_card_whose_last_moves_are_cut_off_ends_where_it_is(read):
    actions = [move(1, "2026-03-03T09:00:00.000Z", "l1", "l2")]
    board = {"name": "Port", "cards": [card(1, "l3")], "lists": LISTS, "actions": actions}
    assert ways(read(board))[-1] == ("Card 1", ACTIVE, "Doing", "Done")


def issue(number: int, **more: Any) -> dict[str, Any]:
    address = f"https://github.com/harbour/quay/issues/{number}"
    return {"number": number, "title": "a, b", "url": address} | more


def test_issues_are_read_with_names_for_nested_values(read):
    people = [{"login": "ann", "id": "x"}]
    labels = [{"name": "bug"}, {"name": "p, 1"}]
    rows = read([issue(1, state="OPEN", assignees=people, labels=labels, comments=[{"body": "x"}])])
    assert rows[0] == ["number", "title", "url", "state", "assignees", "labels", "repository"]
    assert rows[1][3:] == ["OPEN", '["ann"]', '["bug", "p, 1"]', "harbour/quay"]


def test_fields_of_later_issues_are_columns_too(read):
    rows = read([issue(1), issue(2, closedAt="2026-03-04T10:00:00Z", milestone=None)])
    assert rows[0] == ["number", "title", "url", "closedAt", "milestone", "repository"]
    assert rows[1][3:5] == ["", ""]


@pytest.mark.parametrize(
    "content", [{"bugs": [{"id": 1}]}, {}, [1, 2], [{"id": 1}], {"cards": [], "lists": {}}]
)
def test_json_of_any_other_form_is_refused_with_what_is_read(content, read):
    with pytest.raises(UnreadableFileError, match=r"form that nobody described.*Trello.*gh issue"):
        read(content)


@pytest.mark.parametrize("content", ['[{"number": 1, "title"', "[" * 100_000, '{"a": 1} x'])
def test_broken_json_is_refused(content, read):
    with pytest.raises(UnreadableFileError, match="begins as JSON and is none"):
        read(content)
