from pathlib import Path

import pytest

from pmo_analytics.settings import PortfolioTable, Settings
from pmo_analytics.sources.folder import scan_folder
from pmo_analytics.sources.read_plan import RefusedFile
from pmo_analytics.sources.registers import plan_register, plan_registers


@pytest.fixture
def plan(tmp_path: Path):
    def plan_text(content: str | bytes, *, register: str = "status", **portfolio: object):
        path = tmp_path / f"{register}.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        table = PortfolioTable(**portfolio)
        return plan_register(path, name=f"registers/{register}.csv", portfolio=table)

    return plan_text


STATUS = "project_id,report_date,overall\nATLAS,2026-09-30,green\n"


def patterns(plan, name: str) -> list[str]:
    (column,) = (c for c in plan.columns if c.role == name)
    return [form.pattern for form in column.date_formats]


def test_columns_are_matched_with_the_schema(plan):
    found = plan("Report Date;OVERALL;Project ID;Summary\n2026-09-30;green;ATLAS;x\n")
    assert (found.register, found.delimiter, found.row_count) == ("status", ";", 1)
    assert [column.role for column in found.columns] == [
        *("report_date", "overall", "project_id", "summary"),
    ]
    assert found.problems == ()


def test_unknown_column_is_kept_and_the_nearest_name_given(plan):
    found = plan(STATUS.replace("overall", "overall,sumary").replace("green", "green,x"))
    assert found.columns[3].column is None
    assert found.columns[3].role == "sumary"
    (problem,) = found.problems
    assert problem.text == 'status has no column "sumary". Did you mean "summary"?'


def test_missing_required_column_is_refused(plan):
    found = plan("project_id,report_dat,overall\nATLAS,2026-09-30,green\n")
    assert isinstance(found, RefusedFile)
    assert found.row_count == 1
    assert found.reason == (
        'It lacks the column "report_date", which every row needs; "report_dat" may be it.'
    )


def test_unknown_register_is_refused_with_the_nearest(plan):
    assert 'Did you mean "status"?' in plan(STATUS, register="statuss").reason


def test_file_without_a_header_is_refused(plan):
    assert plan("1,2\n").reason == "It has no header; expected project_id, report_date, overall."


def test_months_are_read_as_months(plan):
    text = "project_id,period,planned_value,actual_cost\nATLAS,2026-09,1,2\n"
    assert patterns(plan(text, register="costs"), "period") == ["%Y-%m"]


def test_iso_dates_are_always_read(plan):
    assert patterns(plan(STATUS), "report_date") == ["%Y-%m-%d"]


def test_other_date_orders_are_read_only_where_pmo_toml_names_one(plan):
    text = STATUS.replace("2026-09-30", "03/09/2026")
    alone = plan(text)
    assert patterns(alone, "report_date") == ["%Y-%m-%d"]
    assert [problem.kind for problem in alone.problems] == ["date_style_missing"]
    told = plan(text, date_style="month_first")
    assert patterns(told, "report_date") == ["%m/%d/%Y", "%Y-%m-%d"]
    assert told.problems == ()


def test_dates_with_month_names_need_no_order(plan):
    found = plan(STATUS.replace("2026-09-30", "3 Sep 2026"))
    assert patterns(found, "report_date") == ["%d %b %Y", "%Y-%m-%d"]


def test_decimal_sign_is_that_of_pmo_toml(plan):
    assert plan(STATUS).decimal_sign == "."
    assert plan(STATUS, decimal_sign=",").decimal_sign == ","


def test_encoding_and_ragged_rows_are_found_as_in_exports(plan):
    found = plan((STATUS + "CORAL,2026-09-30,rød,x\nDUNE\n").encode("latin-1"))
    assert (found.encoding, found.row_count) == ("latin-1", 3)
    assert (found.short_rows, found.long_rows) == (1, 1)
    assert [problem.kind for problem in found.problems] == ["long_rows", "short_rows"]


def test_all_registers_of_a_folder_are_planned(tmp_path):
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers/status.csv").write_text(STATUS)
    (tmp_path / "registers/risk.csv").write_text(STATUS)
    found = plan_registers(tmp_path, scan_folder(tmp_path), Settings())
    assert [type(plan).__name__ for plan in found] == ["RefusedFile", "RegisterPlan"]
