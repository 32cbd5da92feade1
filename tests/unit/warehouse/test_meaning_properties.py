"""What may not change a count: the order of rows, pages, and a history beside the export."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tries import tries

from tests.unit.warehouse.in_memory import landed_texts

pytestmark = pytest.mark.slow

few = settings(
    derandomize=True, deadline=None, max_examples=tries(4), phases=(Phase.explicit, Phase.generate)
)
START = datetime(2026, 3, 2, 9)
ITEM_HEADER = ("Issue key", "Summary", "Status", "Resolution", "Created", "Updated", "Resolved")
CHANGE_HEADER = ("Issue key", "Changed at", "Field", "From", "To")
PATHS = ("To Do", "In Progress", "Rejected", "Done", "Cancelled", "Parked")
ENDED = ("Rejected", "Done", "Cancelled")

Path = list[str]
paths = st.lists(st.sampled_from(PATHS), min_size=1, max_size=4).map(
    lambda path: [status for at, status in enumerate(path) if at == 0 or status != path[at - 1]]
)
boards = st.lists(paths, min_size=2, max_size=5)


def moment(hour: int) -> str:
    return (START + timedelta(hours=hour)).isoformat(sep=" ")


def item_rows(board: list[Path]) -> list[list[str]]:
    """Return the items as an export shows them at last."""
    rows = []
    for number, path in enumerate(board, start=1):
        last = moment(10 * len(path) + number)
        ended = path[-1] in ENDED
        resolution = "Done" if path[-1] == "Done" else "Won't Do" if ended else ""
        rows.append(
            [
                *(f"A-{number}", f"Item {number}", path[-1], resolution, moment(0), last),
                last if ended else "",
            ]
        )
    return rows


def change_rows(board: list[Path], *, without_last: bool = False) -> list[list[str]]:
    """Return the changes that led there, each at its hour."""
    rows = []
    for number, path in enumerate(board, start=1):
        moves = list(pairwise(path))
        for step, (before, after) in enumerate(moves[: len(moves) - without_last], start=2):
            at = moment(10 * step + number)
            rows.append([f"A-{number}", at, "status", before, after])
    return sorted(rows, key=lambda row: row[1])


def file_of(header: tuple[str, ...], rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode()


def states(exports: dict[str, bytes]) -> Counter[str]:
    """Return how many items stand in each state when these exports of one source are landed."""
    return _states(tuple(exports.items()))


@cache
def _states(exports: tuple[tuple[str, bytes], ...]) -> Counter[str]:
    with landed_texts(dict(exports)) as connection:
        counted = connection.execute("select state, count(*) from items group by all").fetchall()
    return Counter(dict(counted))


@few
@given(board=boards, data=st.data())
def test_order_of_the_rows_changes_nothing(board, data):
    rows = item_rows(board)
    shuffled = data.draw(st.permutations(rows))
    once = states({"items 2026-04-30.csv": file_of(ITEM_HEADER, rows)})
    again = states({"items 2026-04-30.csv": file_of(ITEM_HEADER, shuffled)})
    assert again == once
    assert sum(once.values()) == len(board)


@few
@given(board=boards, data=st.data())
def test_pages_of_one_export_are_that_export(board, data):
    rows = item_rows(board)
    cut = data.draw(st.integers(1, len(rows) - 1))
    whole = states({"items 2026-04-30.csv": file_of(ITEM_HEADER, rows)})
    pages = states(
        {
            "items-1 2026-04-30.csv": file_of(ITEM_HEADER, rows[:cut]),
            "items-2 2026-04-30.csv": file_of(ITEM_HEADER, rows[cut:]),
        }
    )
    assert pages == whole


@few
@given(board=boards, without_last=st.booleans())
def test_history_beside_an_export_changes_no_present_state(board, without_last):
    """Also where the history lacks the last change: the export is the witness.

    In a status that nobody explained an item counts as before, which only a history tells.
    """
    board = [path for path in board if path[-1] != "Parked"]
    items = {"items 2026-04-30.csv": file_of(ITEM_HEADER, item_rows(board))}
    changes = change_rows(board, without_last=without_last)
    history = {"history 2026-04-30.csv": file_of(CHANGE_HEADER, changes)} if changes else {}
    # A status that the history shows to be left for work is not cancelled by its name.
    left = {before for _, _, _, before, after in changes if after in ("To Do", "In Progress")}
    if left & {"Rejected", "Cancelled"}:
        return
    assert states({**items, **history}) == states(items)
