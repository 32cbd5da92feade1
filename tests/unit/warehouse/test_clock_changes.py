"""Local times that never were, or were twice: read, bounded and marked."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

import pytest

from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader

# In 2026 the clocks of Berlin went forward on 29 March and back on 25 October.
FILES = {
    "pmo.toml": """
        [portfolio]
        time_zone = "America/Sao_Paulo"
        [sources]
        berlin = { time_zone = "Europe/Berlin" }
        history = { time_zone = "Europe/Berlin" }
        stages = { time_zone = "Europe/Berlin" }
        two_columns = { time_zone = "Europe/Berlin" }
        lord_howe = { time_zone = "Australia/Lord_Howe" }
        tokyo = { time_zone = "Asia/Tokyo" }
    """,
    "exports/berlin/jira.csv": """Issue key,Status,Resolution,Created,Resolved
SKIPPED-1,Done,Done,29/Mar/26 02:30,30/Mar/26 10:00
TWICE-1,Done,Done,24/Oct/26 10:00,25/Oct/26 02:15
BEFORE-1,Done,Done,29/Mar/26 01:59,25/Oct/26 01:59
AFTER-1,Done,Done,29/Mar/26 03:00,25/Oct/26 03:00
DAYBEFORE-1,Done,Done,28/Mar/26 02:30,24/Oct/26 02:30
DAYAFTER-1,Done,Done,30/Mar/26 02:30,26/Oct/26 02:30
""",
    "exports/offset/jira.csv": "Issue key,Created\nOFFSET-1,2026-10-25T02:15:00+0200\n",
    "exports/tokyo/jira.csv": "Issue key,Created\nTOKYO-1,25/Oct/26 02:15\n",
    "exports/lord_howe/jira.csv": "Issue key,Created\nHOWE-1,05/Apr/26 01:45\n",
    "exports/days/table-2018-11-09.csv": "key,created,done\nDAY-1,2018-11-04,2018-11-08\n",
    "exports/history/history.csv": """key,when,field,old value,new value
CHANGE-1,2026-10-24 09:00:00,status,,To Do
CHANGE-1,2026-10-25 02:30:00,status,To Do,Done
""",
    "exports/stages/stages.csv": """id,Ready,Doing,Done
STAGE-1,2026-10-23 10:00,2026-10-25 02:30,2026-10-26 09:00
""",
    "exports/two_columns/jira.csv": """Issue key,Status,Resolved,Resolved,Created
COLUMN-1,Done,,25/Oct/26 02:15,24/Oct/26 10:00
COLUMN-2,Done,25/Oct/26 02:45,,24/Oct/26 10:00
""",
}
DOUBTED = {"SKIPPED-1", "TWICE-1", "HOWE-1", "CHANGE-1", "STAGE-1", "COLUMN-1", "COLUMN-2"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a portfolio folder in which every case is an item of its own."""
    made = tmp_path_factory.mktemp("clocks")
    for path, text in FILES.items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def ask(folder):
    """Return a query function of the warehouse of the folder."""
    with closing(open_reader(build_warehouse(folder).warehouse)) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


@pytest.fixture
def bounds(ask):
    """Return a function that gives moment and bounds of a transition of an item."""

    def of(key, sequence):
        return ask(
            "select changed_at, earliest_at, latest_at from transitions "
            f"join items using (item_id) where item_key = '{key}' and sequence = {sequence}"
        )[0]

    return of


def listed(ask, source):
    return ask(
        "select row_number, column_name, text_found, reason from rejects "
        f"where path like 'exports/{source}/%' order by row_number, column_name"
    )


def test_time_that_the_clocks_skipped_is_marked_and_bounded(ask, bounds):
    assert bounds("SKIPPED-1", 1) == (
        datetime(2026, 3, 29, 1, 30),
        datetime(2026, 3, 29, 0, 30),
        datetime(2026, 3, 29, 1, 31),
    )
    row, column, text, reason = listed(ask, "berlin")[0]
    assert (row, column, text) == (2, "Created", "29/Mar/26 02:30")
    assert reason.startswith("The clocks of Europe/Berlin skipped this time; ")


def test_time_that_the_clocks_showed_twice_is_marked_and_bounded(ask, bounds):
    assert bounds("TWICE-1", 2) == (
        datetime(2026, 10, 25, 1, 15),
        datetime(2026, 10, 25, 0, 15),
        datetime(2026, 10, 25, 1, 16),
    )
    row, column, text, reason = listed(ask, "berlin")[1]
    assert (row, column, text) == (3, "Resolved", "25/Oct/26 02:15")
    assert "showed this time twice" in reason
    assert reason.endswith("may be 60 minutes late.")


def test_times_beside_the_change_are_plain(ask, bounds):
    assert len(listed(ask, "berlin")) == 2
    for key in ("BEFORE-1", "AFTER-1", "DAYBEFORE-1", "DAYAFTER-1"):
        for sequence in (1, 2):
            changed_at, earliest_at, _ = bounds(key, sequence)
            assert changed_at == earliest_at


def test_clocks_may_go_back_by_half_an_hour(ask, bounds):
    assert bounds("HOWE-1", 1)[:2] == (
        datetime(2026, 4, 4, 15, 15),
        datetime(2026, 4, 4, 14, 45),
    )
    assert listed(ask, "lord_howe")[0][3].endswith("may be 30 minutes late.")


def test_zone_without_changes_of_its_clocks_has_no_doubts(ask):
    assert listed(ask, "tokyo") == []


def test_offset_in_the_text_leaves_no_doubt(ask, bounds):
    assert bounds("OFFSET-1", 1)[0] == datetime(2026, 10, 25, 0, 15)
    assert listed(ask, "offset") == []


def test_day_begins_although_its_midnight_was_skipped(ask, bounds):
    assert bounds("DAY-1", 1)[0] == datetime(2018, 11, 4, 3, 0)  # 01:00 in São Paulo
    assert listed(ask, "days") == []


def test_change_of_a_history_is_bounded_too(ask, bounds):
    assert bounds("CHANGE-1", 2)[:2] == (
        datetime(2026, 10, 25, 1, 30),
        datetime(2026, 10, 25, 0, 30),
    )
    assert [row[:3] for row in listed(ask, "history")] == [(3, "when", "2026-10-25 02:30:00")]


def test_stage_date_is_bounded_too(ask, bounds):
    assert bounds("STAGE-1", 2)[:2] == (
        datetime(2026, 10, 25, 1, 30),
        datetime(2026, 10, 25, 0, 30),
    )
    assert [row[1] for row in listed(ask, "stages")] == ["Doing"]


def test_columns_of_one_role_are_all_looked_at(ask):
    assert [row[:3] for row in listed(ask, "two_columns")] == [
        (2, "Resolved", "25/Oct/26 02:15"),
        (3, "Resolved", "25/Oct/26 02:45"),
    ]


def test_doubted_items_are_used(ask):
    used = {key for (key,) in ask("select item_key from items where created_at is not null")}
    assert used >= DOUBTED - {"STAGE-1"}
    assert ask("select sum(rows_rejected), sum(cells_rejected) from exports") == [(0, 0)]


def test_doubts_are_taken_over_by_the_next_build(folder, ask):
    before = ask("select * from raw_clock_doubts order by all")
    (folder / "exports/zz").mkdir()
    (folder / "exports/zz/jira-2026-11-02.csv").write_text("Issue key,Status\nNEW-1,To Do\n")
    with closing(open_reader(build_warehouse(folder).warehouse)) as connection:
        after = connection.execute("select * from raw_clock_doubts order by all").fetchall()
    assert after == before
    assert len(before) == len(DOUBTED)
