from pathlib import Path

import pytest

from pmo_analytics.settings import Settings, SourceTable
from pmo_analytics.sources import exports as exports_module
from pmo_analytics.sources.exports import plan_exports
from pmo_analytics.sources.folder import scan_folder
from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile

OPEN = "Issue key,Created\nAB-1,03/04/2023\n"
PROOF = "Issue key,Created\nAB-2,29/04/2023\n"
US_PROOF = "Issue key,Created\nAB-3,04/29/2023\n"


@pytest.fixture
def folder(tmp_path: Path):
    def write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / "exports" / f"{name.replace('__', '/')}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return write


def plans(root: Path, settings: Settings = Settings(), **more):  # noqa: B008 - frozen
    return {plan.path: plan for plan in plan_exports(root, scan_folder(root), settings, **more)}


def test_plans_come_in_the_order_of_the_scan(folder):
    root = folder(jira__b=PROOF, jira__a=PROOF, board__c=PROOF)
    assert list(plans(root)) == [
        "exports/board/c.csv",
        "exports/jira/a.csv",
        "exports/jira/b.csv",
    ]


def test_export_learns_its_date_order_from_another_of_its_source(folder):
    found = plans(folder(jira__a=OPEN, jira__b=PROOF))["exports/jira/a.csv"]
    assert (found.date_order.order, found.date_order.origin) == ("day_first", "other_exports")
    assert found.date_order.proof.startswith("exports/jira/b.csv, row 2, Created")


def test_export_learns_nothing_from_another_source(folder):
    found = plans(folder(jira__a=OPEN, board__b=PROOF))["exports/jira/a.csv"]
    assert isinstance(found, RefusedFile)


def test_exports_that_disagree_settle_nothing(folder):
    found = plans(folder(jira__a=OPEN, jira__b=PROOF, jira__c=US_PROOF))["exports/jira/a.csv"]
    assert isinstance(found, RefusedFile)


def test_other_exports_win_over_pmo_toml(folder):
    settings = Settings(sources={"jira": SourceTable(date_order="month_first")})
    found = plans(folder(jira__a=OPEN, jira__b=PROOF), settings)["exports/jira/a.csv"]
    assert found.date_order.order == "day_first"
    alone = plans(folder(board__a=OPEN), Settings(sources={"board": settings.source("jira")}))
    assert alone["exports/board/a.csv"].date_order.origin == "settings"


def test_known_file_is_not_looked_at_again(folder, monkeypatch):
    root = folder(jira__a=PROOF, jira__b=PROOF + "AB-9,30/04/2023\n")
    before = plans(root)
    known = {plan.key: plan for plan in before.values()}
    looked_at = []
    real = exports_module.plan_file

    def plan_file(path, **more):
        looked_at.append(path.name)
        return real(path, **more)

    monkeypatch.setattr(exports_module, "plan_file", plan_file)
    (root / "exports/jira/c.csv").write_text(PROOF)
    after = plans(root, known=known)
    assert looked_at == ["c.csv"]
    assert after == plans(root)
    assert {path: after[path] for path in before} == before


def test_plan_that_leant_on_another_export_is_made_anew(folder):
    root = folder(jira__a=OPEN, jira__b=PROOF)
    known = {plan.key: plan for plan in plans(root).values()}
    (root / "exports/jira/b.csv").unlink()
    assert isinstance(plans(root, known=known)["exports/jira/a.csv"], RefusedFile)


def test_changed_settings_make_a_known_plan_unknown(folder):
    root = folder(jira__a=PROOF)
    known = {plan.key: plan for plan in plans(root).values()}
    told = Settings(sources={"jira": SourceTable(time_zone="Europe/London")})
    assert plans(root, told, known=known)["exports/jira/a.csv"].time_zone == "Europe/London"


def test_one_bad_file_does_not_stop_the_others(folder):
    found = plans(folder(jira__a="", jira__b=PROOF, jira__c="x,y\n1,2\n"))
    assert [type(plan) for plan in found.values()] == [RefusedFile, ReadPlan, RefusedFile]
