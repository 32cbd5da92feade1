"""JSON that is the only free export of a tool, as rows of text: a Trello board, a list of GitHub.

Everything else in JSON is refused: what its fields mean is not known, and a guess would be silent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pmo_analytics.errors import UnreadableFileError
from pmo_analytics.sources.csv_shape import Record

MOST_BYTES = 1 << 30
# What stands for a nested value: a repository, a person, a label, a milestone.
_NAME_KEYS = ("nameWithOwner", "login", "name", "title")
_NEVER_READ = frozenset({"comments", "reactionGroups"})
_ISSUE_ADDRESS = re.compile(r"https?://[^/]+/(?P<repository>[^/]+/[^/]+)/(?:issues|pull)/\d+")
_TRELLO_HEADER = [
    *("Card ID", "Card Name", "Card Description", "Board Name", "Labels", "Due Date", "Archived"),
    *("Card Created", "Action Date", "List Before", "List After"),
]


def read_json_export(path: Path) -> list[Record]:
    """Read a JSON export as a header and rows.

    Raises:
        UnreadableFileError: it is no JSON, or that of a tool that nobody described here.
    """
    content = _load(path)
    if isinstance(content, dict) and _is_trello_board(content):
        return [_TRELLO_HEADER, *_trello_rows(content)]
    if isinstance(content, list) and content and all(map(_is_github_issue, content)):
        return list(_github_rows(content))
    raise UnreadableFileError(
        "It is JSON of a form that nobody described. Read are the export of a Trello board and "
        "`gh issue list --json number,title,state,createdAt,closedAt,labels,url`; of another tool "
        "export CSV."
    )


def _load(path: Path) -> Any:
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFileError(f"It is JSON of more than {MOST_BYTES >> 30} GB; export CSV.")
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise UnreadableFileError(
            "It begins as JSON and is none, or is cut off: export it again."
        ) from None


def _is_github_issue(one: Any) -> bool:
    return isinstance(one, dict) and {"number", "title"} <= one.keys()


def _github_rows(issues: Sequence[Mapping[str, Any]]) -> Iterator[Record]:
    """Write a row an issue; the repository is that of its address where no field says it."""
    names = [
        key
        for key in dict.fromkeys(key for issue in issues for key in issue)
        if key not in _NEVER_READ
    ]
    rows = [[_text(issue.get(name)) for name in names] for issue in issues]
    found = [_ISSUE_ADDRESS.match(str(issue.get("url", ""))) for issue in issues]
    if "repository" not in names and any(found):
        names.append("repository")
        for row, address in zip(rows, found, strict=True):
            row.append(address["repository"] if address else "")
    yield names
    yield from rows


def _text(value: Any) -> str:
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        named = (value[key] for key in _NAME_KEYS if isinstance(value.get(key), str))
        return next(named, "")
    if isinstance(value, list):
        return json.dumps([_text(one) for one in value], ensure_ascii=False)
    return str(value)


def _is_trello_board(content: Mapping[str, Any]) -> bool:
    return all(
        isinstance(content.get(key), list) and all(isinstance(one, dict) for one in content[key])
        for key in ("cards", "lists", "actions")
    )


def _trello_rows(board: Mapping[str, Any]) -> Iterator[Record]:
    """Write a row a move of a card between lists, its creation among them, oldest first."""
    lists = {str(one.get("id")): str(one.get("name", "")) for one in board["lists"]}
    closed_lists = {str(one.get("id")) for one in board["lists"] if one.get("closed")}
    moves = _moves(board["actions"], lists)
    for card in sorted(board["cards"], key=lambda one: str(one.get("id", ""))):
        key, here = str(card.get("id", "")), str(card.get("idList", ""))
        about = [
            key,
            str(card.get("name", "")),
            str(card.get("desc", "")),
            str(board.get("name", "")),
            _text([_text(label) for label in card.get("labels") or () if _text(label)]),
            str(card.get("due") or ""),
            _text(bool(card.get("closed")) or here in closed_lists),
        ]
        created = _created(key) or str(card.get("dateLastActivity") or "")
        for at, before, after in _way(moves.get(key, []), created, card, lists.get(here, "")):
            yield [*about, created, at, before, after]


_Move = tuple[str, str, str]  # moment, name of the list before ("" at the creation), and after


def _moves(
    actions: Sequence[Mapping[str, Any]], lists: Mapping[str, str]
) -> dict[str, list[_Move]]:
    """Collect the moves of each card; a list goes by its present name."""
    found: dict[str, list[_Move]] = {}
    for action in actions:
        data = action.get("data")
        if not isinstance(data, dict) or not isinstance(data.get("card"), dict):
            continue
        before, after = _list_name(data, "listBefore", lists), _list_name(data, "listAfter", lists)
        if before and after:
            key = str(data["card"].get("id", ""))
            found.setdefault(key, []).append((str(action.get("date", "")), before, after))
    return {key: sorted(moves) for key, moves in found.items()}


def _list_name(data: Mapping[str, Any], which: str, lists: Mapping[str, str]) -> str:
    told = data.get(which)
    if not isinstance(told, dict):
        return ""
    return lists.get(str(told.get("id")), "") or str(told.get("name", ""))


def _way(
    moves: Sequence[_Move], created: str, card: Mapping[str, Any], here: str
) -> Iterator[_Move]:
    """Lead a card from its first list to the one it is in.

    An export tells the newest thousand actions. Where the last move that it tells leads elsewhere,
    the card came to its list by the time of its last activity.
    """
    yield created, "", moves[0][1] if moves else here
    yield from moves
    if moves and moves[-1][2] != here:
        at = max(moves[-1][0], str(card.get("dateLastActivity") or ""))
        yield at, moves[-1][2], here


def _created(card_id: str) -> str:
    """Return the moment that the first eight digits of an id are: seconds since 1970."""
    if not re.fullmatch(r"[0-9a-f]{24}", card_id):
        return ""
    moment = datetime.fromtimestamp(int(card_id[:8], 16), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
