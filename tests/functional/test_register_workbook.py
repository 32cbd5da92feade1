"""A workbook with a sheet a register is read like the CSVs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from workbooks import write_workbook

from pmo_analytics.portfolio import open_portfolio

pytestmark = pytest.mark.slow

LIST = "Key,Title,Status,Created\nAA-1,One,To Do,2026-01-05\n"
PROJECTS = [["project_id", "name", "items"], ["AA", "Alpha", "AA"]]
COSTS = [
    ["project_id", "period", "planned_value", "actual_cost"],
    ["AA", "2026-01", "1,250.50", "(20)"],
    ["AA", "2026-12", "100", ""],
]


@pytest.fixture
def folder(pmo, tmp_path, tmp_path_factory) -> Path:
    """Return a copy of a new folder, with its templates of registers; it is begun once."""
    begun = tmp_path_factory.getbasetemp() / "begun"
    if not begun.exists():
        export = tmp_path / "list 2026-06-30.csv"
        export.write_text(LIST, encoding="utf-8")
        assert pmo("init", begun, export).code == 0
    return Path(shutil.copytree(begun, tmp_path / "mine"))


def test_sheets_are_read_like_files(pmo, folder):
    sheets = {"Projects": PROJECTS, "costs": COSTS, "Blank": []}
    write_workbook(folder / "registers" / "registers.xlsx", sheets)
    assert pmo("register", "check", "-p", folder).code == 0
    portfolio = open_portfolio(folder)
    assert list(portfolio.projects()["name"]) == ["Alpha"]
    costs = portfolio.sql("select planned_value::double as planned, actual_cost::double from costs")
    assert costs["planned"].tolist() == [1250.5, 100.0]
    csvs = folder / "registers" / "costs.csv"
    csvs.write_text("\n".join(";".join(row) for row in COSTS), encoding="utf-8")
    (folder / "registers" / "registers.xlsx").unlink()
    again = open_portfolio(folder).sql("select planned_value::double as planned from costs")
    assert again["planned"].tolist() == costs["planned"].tolist()


def test_faults_of_a_sheet_are_listed_with_its_name(pmo, folder):
    rows = [COSTS[0], ["ZZ", "2026-01", "abc", "1"]]
    write_workbook(folder / "registers" / "registers.xlsx", {"projects": PROJECTS, "costs": rows})
    result = pmo("register", "check", "-p", folder)
    assert result.code == 1
    place = "registers/registers.xlsx, sheet costs, row 2"
    assert f'{place}: planned_value: "abc"' in result.out
    assert f'{place}: project_id: "ZZ"' in result.out


def test_a_register_in_two_places_is_refused(pmo, folder):
    (folder / "registers" / "costs.csv").write_text(
        "\n".join(";".join(row) for row in COSTS), encoding="utf-8"
    )
    write_workbook(folder / "registers" / "registers.xlsx", {"costs": COSTS})
    result = pmo("register", "check", "-p", folder)
    assert result.code == 1
    assert "sheet costs: registers/costs.csv is there too" in result.out


def test_a_row_is_not_added_beside_a_sheet(pmo, folder):
    write_workbook(folder / "registers" / "registers.xlsx", {"costs": COSTS})
    result = pmo("register", "add", "costs", "-p", folder)
    assert result.code == 2
    assert "costs is kept in registers/registers.xlsx, sheet costs" in result.error


def test_a_workbook_named_like_a_register_is_that_register(pmo, folder):
    write_workbook(folder / "registers" / "projects.xlsx", {"Sheet1": PROJECTS})
    assert list(open_portfolio(folder).projects()["name"]) == ["Alpha"]


def test_a_sheet_that_is_no_register_is_said(pmo, folder):
    write_workbook(folder / "registers" / "registers.xlsx", {"projects": PROJECTS, "Cost": COSTS})
    result = pmo("register", "check", "-p", folder)
    assert 'sheet Cost: There is no register "Cost". Did you mean "costs"?' in result.out
