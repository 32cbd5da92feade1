"""Cells as trackers write them, read by a build, against the oracle pack."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader

SETTINGS = '[portfolio]\ntime_zone = "UTC"\n'
MINUTE_DATES = ("25/Feb/26 10:17 PM", "3/Nov/20 12:17")  # the two of Jira's navigator


@pytest.fixture
def query(tmp_path: Path) -> Callable[[dict[str, str], str], list]:
    """Build a folder with one source a text, all in UTC, and ask its warehouse."""

    def ask(exports: dict[str, str], sql: str) -> list:
        settings = SETTINGS
        for source, text in exports.items():
            folder = tmp_path / "exports" / source
            folder.mkdir(parents=True)
            (folder / "export.csv").write_text(text, encoding="utf-8")
            settings += f'[sources.{source}]\ntime_zone = "UTC"\n'
        (tmp_path / "pmo.toml").write_text(settings, encoding="utf-8")
        with closing(open_reader(build_warehouse(tmp_path).warehouse)) as connection:
            return connection.execute(sql).fetchall()

    return ask


def items_created(cells: list[str]) -> dict[str, str]:
    """Return an export for each cell, since a column is written in one way."""
    return {
        f"tracker{number}": f"Summary,Issue key,Status,Created\nOne,A-{number},To Do,{cell}\n"
        for number, cell in enumerate(cells)
    }


def test_dates_of_four_trackers(oracle, query):
    expected = oracle("parse.dates")
    created = query(items_created(list(expected)), "select created_at from items order by source")
    assert [moment.isoformat() for (moment,) in created] == list(expected.values())


def test_both_dates_of_the_navigator_are_read_by_the_database(oracle, query):
    created = query(items_created(MINUTE_DATES), "select created_at from items order by source")
    assert str(tuple(moment for (moment,) in created)) == oracle("parse.duckdb_strptime")


def test_dates_of_a_browser_keep_their_offset(oracle, query):
    linear = (
        "ID,Team,Title,Status,Created,Updated,Started,Completed,Canceled\n"
        "A-1,Ant,One,Todo,Wed May 13 2026 11:21:41 GMT+0000 (GMT+00:00),,,,\n"
        "A-2,Ant,Two,Todo,Wed May 13 2026 13:21:41 GMT+0200 (GMT+02:00),,,,\n"
    )
    created = query({"linear": linear}, "select distinct created_at from items")
    expected = datetime.fromisoformat(oracle("parse.linear"))
    assert created == [(expected.replace(tzinfo=None),)]


def test_time_in_status_by_id_visits_and_days(oracle, query):
    expected = oracle("parse.time_in_status_days")
    # The milliseconds of which the oracle says the days.
    cell = "_*|*_".join(
        f"{status}_*:*_{visits}_*:*_{milliseconds}"
        for (status, visits, _), milliseconds in zip(expected, (497400097, 1141757, 0), strict=True)
    )
    export = (
        "Summary,Issue key,Status,Created,Custom field ([CHART] Time in Status)\n"
        f"One,A-1,To Do,25/Feb/26 10:17 PM,{cell}\n"
        "Two,A-2,To Do,25/Feb/26 10:17 PM,\n"
    )
    found = query(
        {"tracker": export},
        "select status_id, visit_count, round(duration_seconds / 86400, 6) "
        "from status_times order by 3 desc",
    )
    assert [list(row) for row in found] == expected
