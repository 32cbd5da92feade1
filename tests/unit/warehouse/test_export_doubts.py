"""What a person is asked about exports: which is the later one, and what nobody dated."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

DOUBTS = "select kind, paths from export_doubts order by all"
HEADER = "Key,Title,Status,Created\n"
OLDER = f"{HEADER}A-1,One,To Do,2026-01-05\nA-2,Two,To Do,2026-01-06\n"
NEWER = OLDER.replace("One,To Do", "One,Done")


def paths(*names: str) -> str:
    return ", ".join(f"exports/tracker/{name}" for name in names)


@pytest.mark.parametrize("day", ["", " March 2026", " v2"])
def test_exports_of_the_same_items_without_a_day_are_asked_for_their_order(day, ask):
    names = (f"list{day}.csv", f"lost{day}.csv")
    assert ask(dict(zip(names, (OLDER, NEWER), strict=True)), DOUBTS) == [
        ("which_is_later", paths(*names))
    ]


def test_exports_of_one_day_are_asked_for_their_hour_where_they_differ(ask):
    names = ("a 2026-01-31.csv", "b 2026-01-31.csv")
    assert ask(dict(zip(names, (OLDER, NEWER), strict=True)), DOUBTS) == [
        ("which_is_later", paths(*names))
    ]
    assert ask(dict(zip(names, (OLDER, OLDER), strict=True)), DOUBTS) == []


@pytest.mark.parametrize(
    "names",
    [
        ("list 2026-01-31.csv", "list 2026-02-28.csv"),
        ("list 31.01.2026.csv", "list 28.02.2026.csv"),
        ("list 2026-01-31T09-00.csv", "list 2026-01-31T17-00.csv"),
    ],
)
def test_names_that_say_the_order_leave_no_doubt(names, ask):
    exports = dict(zip(names, (OLDER, NEWER), strict=True))
    assert ask(exports, DOUBTS) == []
    assert ask(exports, "select state from items order by item_key") == [("done",), ("to_do",)]


def test_parts_of_one_export_leave_no_doubt(ask):
    parts = {"list.csv": OLDER, "list (1).csv": OLDER.replace("A-", "B-")}
    assert ask(parts, DOUBTS) == []


def test_export_that_nothing_dates_is_asked_for_its_day(ask):
    undated = "Key,Title,Status\nB-1,One,To Do\n"
    found = ask({"list 2026-01-31.csv": OLDER, "other.csv": undated}, DOUBTS)
    assert found == [("no_day", paths("other.csv"))]


def numbered(*titles: str) -> str:
    rows = (f"{n},{title},Open,2026-01-01" for n, title in enumerate(titles, start=1))
    return "\n".join(["ID,Title,Status,Created", *rows]) + "\n"


def test_numbers_that_count_rows_are_said_where_a_row_came_in_between(ask):
    exports = {
        "plan 2026-01-31.csv": numbered("Permit", "Dig", "Base", "Roof"),
        "plan 2026-02-28.csv": numbered("Permit", "Survey", "Dig", "Base", "Roof"),
    }
    ((kind, *_, doubt),) = ask(exports, "from export_doubts")
    assert kind == "numbered_anew"
    assert "3 items stand under another number in each export, such as Base (3, 4)" in doubt


def test_numbers_that_stay_leave_no_doubt(ask):
    exports = {
        "plan 2026-01-31.csv": numbered("Permit", "Dig", "Base", "Roof"),
        "plan 2026-02-28.csv": numbered("Permit", "Dig again", "Base", "Roof", "Paint"),
    }
    assert ask(exports, "from export_doubts") == []
