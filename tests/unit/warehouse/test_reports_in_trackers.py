"""Reports in fields of a tracker, as pmo.toml names them, are reports like those of status.csv."""

from __future__ import annotations

from contextlib import closing

import pytest

from pmo_analytics.errors import SettingsError
from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader

pytestmark = pytest.mark.slow

COLUMNS = """
[portfolio]
time_zone = "UTC"
[sources.tracker]
time_zone = "UTC"
[sources.tracker.columns]
reported_overall = "Health"
reported_cost = "Money health"
reported_finish_date = "Promised"
reported_summary = "In a sentence"
reported_path_to_green = "Way back"
"""
HEADER = "Key,Type,Title,Status,Created,Health,Money health,Promised,In a sentence,Way back"
PROJECTS = "project_id,name,items\nALPHA,Alpha works,epic:OFF-1\nOFF-9,Beta works,B\n"
STATUS = (
    "select project_id, cast(report_date as varchar), overall, cost, "
    "cast(forecast_finish_date as varchar), summary, path_to_green from status "
    "order by project_id, report_date"
)


def alpha(health: str, *others: str) -> str:
    return ",".join(("OFF-1", "Epic", "Alpha", "Open", "2026-01-05", health, *others))


def export(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows)) + "\n"


@pytest.fixture
def told(portfolio):
    """Return what is asked of a portfolio whose exports and registers are these."""

    def ask(exports, query=STATUS, *, settings=COLUMNS, **registers):
        files = {f"exports/tracker/{name}.csv": text for name, text in exports.items()}
        files |= {f"registers/{name}.csv": text for name, text in registers.items()}
        folder = portfolio({"pmo.toml": settings, "registers/projects.csv": PROJECTS, **files})
        with closing(open_reader(build_warehouse(folder).warehouse)) as connection:
            return connection.execute(query).fetchall()

    return ask


FIRST = alpha("🟢 On track", "Yellow", "2026-11-13", "All is well", "")
THEN = alpha("Red", "red", "2027-01-29", "The crane broke", "Hire one by 9 October")


def test_fields_of_the_item_that_is_the_project_are_its_report(told):
    (row,) = told({"list 2026-09-02": export(FIRST)})
    assert row == ("ALPHA", "2026-09-02", "green", "amber", "2026-11-13", "All is well", None)


def test_an_item_whose_key_is_the_id_of_a_project_speaks_for_it(told):
    (row,) = told({"list 2026-09-02": export(FIRST.replace("OFF-1", "OFF-9"))})
    assert row[:3] == ("OFF-9", "2026-09-02", "green")


def test_an_export_of_a_day_tells_of_that_day_and_what_stays_is_no_new_report(told):
    exports = {"a 2026-09-02": FIRST, "b 2026-09-09": FIRST, "c 2026-09-16": THEN}
    rows = told({name: export(row) for name, row in exports.items()})
    assert [row[1:3] for row in rows] == [("2026-09-02", "green"), ("2026-09-16", "red")]
    assert rows[1][3:] == ("red", "2027-01-29", "The crane broke", "Hire one by 9 October")


def test_a_report_that_was_taken_away_is_new_when_it_comes_again(told):
    exports = {"a 2026-09-02": FIRST, "b 2026-09-09": alpha(*[""] * 5), "c 2026-09-16": FIRST}
    rows = told({name: export(row) for name, row in exports.items()})
    assert [row[1] for row in rows] == ["2026-09-02", "2026-09-16"]


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("2026-09-14", "2026-09-14"),
        ("2026-09-01", "2026-09-16"),  # the export of the 9th did not show it yet
        ("2026-09-30", "2026-09-16"),  # a day to come
        ("", "2026-09-16"),
    ],
)
def test_a_report_dates_itself_but_not_before_an_export_that_lacks_it(told, said, held):
    settings = COLUMNS + 'reported_date = "Reported on"\n'
    header = f"{HEADER},Reported on"
    exports = {"a 2026-09-09": f"{FIRST},2026-09-01", "b 2026-09-16": f"{THEN},{said}"}
    written = {name: export(row, header=header) for name, row in exports.items()}
    assert [row[1] for row in told(written, settings=settings)] == ["2026-09-01", held]


@pytest.mark.parametrize("name", ["OFF-9", "beta works"])
def test_a_column_may_name_the_project(told, name):
    settings = COLUMNS + 'reported_project = "Programme item"\n'
    text = export(f"{FIRST},{name}", header=f"{HEADER},Programme item")
    assert told({"list 2026-09-02": text}, settings=settings)[0][0] == "OFF-9"


def test_of_several_items_of_a_project_the_one_touched_last_speaks(told):
    settings = COLUMNS + 'reported_project = "Project"\nupdated = "Updated"\n'
    rows = (f"{FIRST},ALPHA,2026-09-01", f"{THEN},ALPHA,2026-08-03".replace("OFF-1", "OFF-2"))
    text = export(*rows, header=f"{HEADER},Project,Updated")
    assert [row[2] for row in told({"list 2026-09-02": text}, settings=settings)] == ["green"]


def test_the_register_wins_on_a_day_of_both_and_else_both_count(told):
    status = "project_id,report_date,overall\nALPHA,2026-09-02,amber\nALPHA,2026-08-01,red\n"
    rows = told({"list 2026-09-02": export(FIRST)}, status=status)
    assert [row[1:3] for row in rows] == [("2026-08-01", "red"), ("2026-09-02", "amber")]


def test_a_colour_that_is_none_is_listed_and_no_report(told):
    exports = {"list 2026-09-02": export(alpha("Mauve", *[""] * 4))}
    assert told(exports) == []
    query = "select column_name, text_found, reason from rejects where column_name = 'Health'"
    assert told(exports, query) == [
        ("Health", "Mauve", "Expected a colour such as green, amber or red.")
    ]


def test_a_report_on_no_project_is_listed(told):
    exports = {"list 2026-09-02": export(FIRST.replace("OFF-1", "OFF-3"))}
    assert told(exports) == []
    query = "select text_found, reason from rejects where column_name = 'reported_project'"
    ((found, reason),) = told(exports, query)
    assert found == "OFF-3"
    assert reason.startswith("No project is known by it")


def test_addresses_in_its_words_are_left_out(told):
    row = alpha("green", "", "", "Ask ida@example.org", "")
    assert told({"list 2026-09-02": export(row)})[0][5] == "Ask (address)"


def test_words_without_a_colour_for_the_whole_are_refused(told):
    settings = COLUMNS.replace('reported_overall = "Health"\n', "")
    with pytest.raises(SettingsError, match="names reported_cost and not reported_overall"):
        told({"list 2026-09-02": export(FIRST)}, settings=settings)
