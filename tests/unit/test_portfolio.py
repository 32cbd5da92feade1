"""The façade: a folder opened as of a day, each method one call of the layer below."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from portfolio_folders import folder_of_exports
from sample_portfolio import PROJECTS, built_sample, copy_sample, own_sample, sample

import pmo_analytics
from pmo_analytics.catalogue.registry import MEASURES
from pmo_analytics.content import Review
from pmo_analytics.errors import (
    FolderError,
    ModelError,
    ParameterError,
    PmoError,
    UnknownNameError,
)
from pmo_analytics.portfolio import find_folder, open_portfolio

pytestmark = pytest.mark.slow


def test_importing_the_package_costs_little():
    slow = "duckdb pandas altair papermill ipywidgets numpy scipy pydantic holidays".split()
    code = f"import sys, pmo_analytics; print(*[name for name in {slow} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_the_package_completes_its_few_names_and_no_others():
    assert dir(pmo_analytics) == ["Change", "Portfolio", "charts", "open_portfolio", "widgets"]
    assert pmo_analytics.open_portfolio is open_portfolio
    with pytest.raises(AttributeError, match="no attribute 'open_portfoli'"):
        _ = pmo_analytics.open_portfoli


@pytest.mark.slow
def test_a_folder_is_built_when_it_is_opened(tmp_path):
    folder = copy_sample(tmp_path / "sample")
    assert not (folder / ".pmo").exists()
    assert open_portfolio(folder).as_of.day == date(2026, 9, 30)
    assert (folder / ".pmo" / "current").is_file()


@pytest.mark.slow
def test_a_new_export_is_seen_without_being_told(tmp_path):
    folder = own_sample(tmp_path / "sample")
    register = folder / "registers" / "projects.csv"
    register.write_text(
        register.read_text(encoding="utf-8").replace("Atlas", "Atlantis"), encoding="utf-8"
    )
    assert any("Atlantis" in name for name in open_portfolio(folder).projects()["name"])


def test_a_folder_can_be_opened_as_it_was_last_built(tmp_path):
    folder = own_sample(tmp_path / "sample")
    (folder / "registers" / "projects.csv").unlink()
    assert "Atlas booking renewal" in list(open_portfolio(folder, build=False).projects()["name"])


def test_one_folder_can_be_opened_as_of_two_days_at_once(tmp_path):
    folder = own_sample(tmp_path / "sample")
    now = open_portfolio(folder)
    before = open_portfolio(folder, as_of="2026-06-30")
    assert now.as_of.day > before.as_of.day


def test_a_folder_that_is_none_says_how_to_get_one(tmp_path):
    (tmp_path / "plain").mkdir()
    for path in (tmp_path / "none", tmp_path / "plain"):
        with pytest.raises(FolderError, match="Copy the sample: pmo sample"):
            open_portfolio(path)


def test_a_relative_folder_is_found_from_below(tmp_path, monkeypatch):
    (tmp_path / "data" / "mine" / "exports").mkdir(parents=True)
    (tmp_path / "notebooks" / "deep").mkdir(parents=True)
    for place in (tmp_path, tmp_path / "notebooks", tmp_path / "notebooks" / "deep"):
        monkeypatch.chdir(place)
        assert find_folder("data/mine") == tmp_path / "data" / "mine"


def test_the_nearest_of_two_folders_is_taken(tmp_path, monkeypatch):
    for place in (tmp_path, tmp_path / "inner"):
        (place / "mine" / "exports").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "inner")
    assert find_folder("mine") == tmp_path / "inner" / "mine"


@pytest.mark.parametrize("as_of", ["", "2026-06-30"])
def test_the_day_is_the_one_asked_for_or_that_of_the_newest_export(as_of):
    assert sample(as_of).as_of.day.isoformat() == (as_of or "2026-09-30")


def test_a_day_that_is_none_is_refused():
    with pytest.raises(ParameterError, match='"2026-02-30" is not a day'):
        sample("2026-02-30")


def test_the_card_is_what_a_portfolio_shows():
    assert repr(sample()).splitlines()[0] == "Harbour Change Portfolio 2026, as of 2026-09-30" + (
        " (part of the day)" if sample().as_of.is_partial else ""
    )


def test_a_review_is_a_value_that_shows_itself():
    review = sample().review()
    assert isinstance(review, Review)
    assert sample().review("project_health", project="ATLAS").project_id == "ATLAS"


@pytest.mark.parametrize("name", MEASURES)
def test_every_metric_of_the_catalogue_answers(name):
    result = sample().metric(name, project="ATLAS")
    assert result.name == name
    if result.reason:
        said = ("nothing to measure yet", *result.definition.nothing_because.values())
        assert "add " in result.reason or result.reason in said
        assert result.value is None
    else:
        assert any(value is not None for value in result.values.values())
        assert result.n > 0 or result.definition.smallest_n == 0
        assert len(result.frame) > 0 or result.n == 0
    again = sample().sql(result.sql, **result.parameters)
    if result.definition.derive is None:
        assert again.equals(result.frame)
    else:
        assert len(again) > 0 or result.n == 0  # the rows that it starts from


def test_the_catalogue_is_a_frame():
    assert list(sample().metrics().index) == list(MEASURES)


def test_a_family_is_a_frame_of_its_numbers():
    frame = sample().family("flow", project="ATLAS")
    throughput = sample().metric("throughput", project="ATLAS")
    assert dict(frame.loc["throughput"]["value"]) == throughput.values
    unmeasurable = frame[frame["value"].isna() & (frame["reason"] != "")]
    assert set(unmeasurable.index.get_level_values("name")) <= {""}


def test_a_metric_is_asked_of_some_items_only():
    every = sample().metric("throughput", project="ATLAS").values["finished_count"]
    bugs = sample().metric("throughput", project="ATLAS", item_types=["Bug"])
    none = sample().metric("throughput", project="ATLAS", labels=["no such label"])
    assert 0 < bugs.values["finished_count"] < every
    assert none.n == 0
    assert none.reason


def test_a_metric_is_asked_of_another_day():
    result = sample().metric("wip", project="BOREAL", as_of=date(2026, 6, 30))
    assert result.as_of.day == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        ({"name": "cycle_tme"}, UnknownNameError, 'Did you mean "cycle_time"?'),
        ({"name": "wip", "project": "X"}, UnknownNameError, 'There is no project "X"'),
        ({"name": "wip", "programme": "X"}, UnknownNameError, 'There is no programme "X"'),
        ({"name": "cycle_time", "percentil": 0.5}, ParameterError, 'no option "percentil"'),
        ({"name": "wip", "as_of": "x"}, ParameterError, '"x" is not a day'),
    ],
)
def test_a_wrong_question_is_refused_with_a_sentence(arguments, kind, said):
    with pytest.raises(kind) as error:
        sample().metric(**arguments)
    assert said in str(error.value)


def test_own_sql_binds_its_values():
    rows = sample().sql(
        "select count(*) as n from items where project_id = $project", project="ATLAS'; drop"
    )
    assert rows["n"][0] == 0


@pytest.mark.parametrize(
    "query",
    [
        "select * from no_such_table",
        "delete from items",
        "create table x as select 1",
        "select * from read_csv('/etc/passwd')",
        "copy items to '/tmp/leak.csv'",
        "attach '/tmp/other.duckdb'",
        "set enable_external_access = true",
        "install httpfs",
    ],
)
def test_own_sql_reads_the_warehouse_and_nothing_else(query):
    with pytest.raises(ModelError, match="your query failed"):
        sample().sql(query)


def test_the_tables_are_listed_with_what_one_row_is():
    tables = sample().tables()
    for name in ("items", "transitions", "exports", "rejects", "projects"):
        assert name in tables.index
    assert (tables["one_row_is"].str.len() > 0).all()
    assert (tables["rows"] >= 0).all()


def test_projects_come_by_programme_and_name():
    projects = sample().projects()
    assert list(projects["project_id"]) == [
        *("ATLAS", "CORAL"),
        *("BOREAL", "DUNE", "INLET", "JETTY"),
        *("EMBER", "FJORD", "GANNET", "HELM"),
    ]
    assert set(projects["project_id"]) == set(PROJECTS)


def test_a_folder_in_which_nothing_could_be_read_has_no_day_to_report_on(tmp_path):
    file = tmp_path / "nothing.csv"
    file.write_text("no,header,anybody,knows\n1,2,3,4\n")
    folder = folder_of_exports(tmp_path / "mine", [file], time_zone="UTC")
    with pytest.raises(PmoError, match="No export of this folder could be read"):
        open_portfolio(folder)


@pytest.mark.slow
def test_the_zone_of_the_machine_changes_nothing():
    code = (
        "import sys; from pmo_analytics import open_portfolio\n"
        "p = open_portfolio(sys.argv[1]); print(p.as_of, p.metric('wip').value)"
    )
    told = {
        zone: subprocess.run(
            [sys.executable, "-c", code, str(built_sample())],
            env={**os.environ, "TZ": zone},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone in ("Pacific/Kiritimati", "Etc/GMT+12")
    }
    assert len(set(told.values())) == 1


def test_sensitivity_tells_each_number_by_the_rule_of_the_house_first():
    frame = sample().sensitivity(project="BOREAL")
    first = frame.groupby(level="number", sort=False).head(1)
    assert first["is_house_rule"].all()
    house = sample().metric("cycle_time", project="BOREAL").value
    assert frame.loc["cycle time, P85"]["value"].iloc[0] == house


def test_what_is_trusted_once_is_judged_in_that_check_alone(tmp_path):
    folder = own_sample(tmp_path / "sample")
    with (folder / "pmo.toml").open("a", encoding="utf-8") as settings:
        settings.write('[standards.own]\nsql = "own.sql"\nfails = "at all"\n')
    portfolio = open_portfolio(folder)
    query = "select project_id, item_key as subject, true as fails from items"
    asked = [
        {one.standard.standard_id for one in portfolio.check(trusted=trusted).broken}
        for trusted in (None, {"standards/own.sql": query}, None)
    ]
    assert asked[1] - asked[0] == {"own"}
    assert asked[2] == asked[0]
    assert "own" not in set(portfolio.metric("standards").frame["standard_id"])
