"""A folder whose settings say who works on what, and in which country: from files to answers."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from portfolio_folders import small_folder

from pmo_analytics.errors import SettingsError
from pmo_analytics.portfolio import open_portfolio
from pmo_analytics.settings import read_settings
from pmo_analytics.warehouse.build import build_warehouse

SETTINGS = """
[portfolio]
name = "Docks"
time_zone = "Europe/Berlin"

[sources.board]
time_zone = "Europe/Berlin"

[calendar]
country = "DE-BY"

[teams]
North = "A"
South = ["epic:A-9", "label:crane"]
"""
HISTORY = """ticket,project,type,summary,date_created,date_updated,status,labels
A-1,A,Task,Mend the gate,2026-06-01 09:00:00,2026-06-01 09:00:00,To Do,
A-1,A,Task,Mend the gate,2026-06-01 09:00:00,2026-06-03 09:00:00,In Progress,
A-1,A,Task,Mend the gate,2026-06-01 09:00:00,2026-06-09 09:00:00,Done,
A-2,A,Task,Grease the crane,2026-06-01 09:00:00,2026-06-01 09:00:00,To Do,crane
A-2,A,Task,Grease the crane,2026-06-01 09:00:00,2026-06-02 09:00:00,In Progress,crane
"""
CALENDAR = "date,kind,name,team\n2026-06-06,working,Catch up,\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return small_folder(
        tmp_path_factory.mktemp("docks") / "docks",
        history=HISTORY,
        taken=date(2026, 6, 14),
        settings=SETTINGS,
        calendar=CALENDAR,
    )


@pytest.fixture(scope="module")
def docks(folder):
    build_warehouse(folder)
    return open_portfolio(folder)


def test_items_belong_to_the_team_that_the_settings_say(docks):
    found = docks.sql("select item_key, team_id from items order by item_key")
    assert found.values.tolist() == [["A-1", "North"], ["A-2", "South"]]
    assert docks.metric("wip", team="South").value == 1
    assert docks.metric("wip", team="North").value == 0


def test_holidays_of_the_country_are_no_working_days_and_the_register_goes_before(docks):
    found = docks.sql(
        "select date from calendar_days where not is_working "
        "and date between '2026-06-01' and '2026-06-14' order by date"
    )
    days = [day.day for day in found["date"]]
    assert days == [4, 7, 13, 14]  # Corpus Christi; the sixth, a Saturday, is worked


def test_working_days_of_an_item_leave_out_the_holiday(docks):
    frame = docks.metric("cycle_time", calendar="working").frame
    # 3, 5, 6, 8 and 9 June
    assert frame["cycle_days"].tolist() == [5]


def test_unknown_country_is_refused_with_the_nearest_known(tmp_path):
    (tmp_path / "pmo.toml").write_text('[calendar]\ncountry = "DE-Bayren"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match='nearest known is "BY"'):
        read_settings(tmp_path)


@pytest.mark.slow
def test_selector_that_takes_no_item_is_said_by_the_build_and_on_the_page(pmo, folder, tmp_path):
    copied = tmp_path / "docks"
    shutil.copytree(folder, copied, ignore=shutil.ignore_patterns(".pmo"))
    text = (copied / "pmo.toml").read_text("utf-8").replace('"label:crane"]', '"label:krane"]')
    (copied / "pmo.toml").write_text(text, encoding="utf-8")
    said = " ".join(pmo("build", "-p", copied).out.split())
    assert "pmo.toml [teams]: South: epic:A-9; South: label:krane. No item of the exports" in said
    page = open_portfolio(copied).review("portfolio_health")
    assert "South: label:krane" in str(page.section("data"))
    assert "North" not in said
