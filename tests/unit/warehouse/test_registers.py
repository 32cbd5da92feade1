"""All faults of all registers are listed at once; the sound rows are used."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from pmo_analytics.settings import PortfolioTable, Settings
from pmo_analytics.sources.folder import scan_folder
from pmo_analytics.sources.register_schema import register_schemas
from pmo_analytics.sources.registers import plan_registers
from pmo_analytics.warehouse.landed_settings import land_settings
from pmo_analytics.warehouse.landing import create_landing_tables, insert_records
from pmo_analytics.warehouse.registers import land_registers, register_cards

pytestmark = pytest.mark.slow

DEFAULTS = Settings()

PROJECTS = {"registers/projects.csv": "project_id,name,items\nALPHA,Alpha,A\nBETA,Beta,B\n"}
RISK_HEADER = "risk_id,project_id,kind,title,probability,impact_cost,opened_date"
SOUND_RISK = "R9,ALPHA,risk,Storm,0.5,1000,2026-01-05"


@pytest.fixture
def landed(connection, portfolio, tmp_path):
    """Return a database in which these registers have landed, beside the item A-1."""

    def land(files, *, settings=DEFAULTS, taken="2026-06-30 23:59:59"):
        folder = portfolio(files)
        plans = plan_registers(folder, scan_folder(folder), settings)
        create_landing_tables(connection)
        land_settings(connection, settings, sources=())
        export = {
            **{"export_id": 1, "path": "a.csv", "source": "a", "sha256": "", "size_bytes": 0},
            **{"row_count": 1, "taken_at": datetime.fromisoformat(taken)},
        }
        insert_records(connection, "raw_exports", [export])
        item = {"export_id": 1, "row_number": 2, "item_key": "A-1"}
        insert_records(connection, "raw_rows", [item])
        land_registers(connection, plans, folder=folder, scratch=tmp_path)
        return connection

    return land


@pytest.fixture
def faults(landed):
    """Return what is listed of a register with these lines: row, column, text found, reason."""

    def listed(register, *lines, others=PROJECTS):
        path = f"registers/{register}.csv"
        found = landed({**others, path: "\n".join(lines)}).execute(
            "select row_number, column_name, text_found, reason from raw_faults "
            "where path = $path order by all",
            {"path": path},
        )
        return found.fetchall()

    return listed


@pytest.mark.parametrize(
    ("risk", "column", "text", "reason"),
    [
        (",ALPHA,risk,Storm,0.5,10,2026-01-05", "risk_id", None, "The cell must be filled."),
        ("R1,ALPHA,risk, \t,0.5,10,2026-01-05", "title", None, "The cell must be filled."),
        ("R1,ALPHA,hope,Storm,0.5,10,2026-01-05", "kind", "hope", "Expected one of risk, issue."),
        (
            *("R1,ALPHA,risk,Storm,150%,10,2026-01-05", "probability", "150%"),
            "Expected a share between 0 and 1.",
        ),
        (
            *("R1,ALPHA,risk,Storm,5000,10,2026-01-05", "probability", "5000"),
            "Expected a share between 0 and 1.",
        ),
        ("R1,ALPHA,risk,Storm,0.5,much,2026-01-05", "impact_cost", "much", "Expected a number."),
        ("R1,ALPHA,risk,Storm,0.5,1e40,2026-01-05", "impact_cost", "1e40", "Expected a number."),
        (
            *("R1,ALPHA,risk,Storm,0.5,10,2026-02-30", "opened_date", "2026-02-30"),
            "Expected a day such as 2026-09-30.",
        ),
        (
            *("R1,GAMMA,risk,Storm,0.5,10,2026-01-05", "project_id", "GAMMA"),
            "There is no such project_id in projects.csv.",
        ),
    ],
)
def test_faulty_cell_is_listed_with_its_place_and_reason(faults, risk, column, text, reason):
    assert faults("risks", RISK_HEADER, SOUND_RISK, risk) == [(3, column, text, reason)]


def test_all_faults_of_a_row_are_listed_at_once(faults):
    listed = faults("risks", RISK_HEADER, "R1,GAMMA,hope,,x,y,z")
    assert [column for _, column, _, _ in listed] == [
        *("impact_cost", "kind", "opened_date", "probability", "project_id", "title")
    ]


def test_faults_of_several_files_are_listed_at_once(landed):
    connection = landed(
        {
            "registers/projects.csv": "project_id,name,items\nALPHA,,A\n",
            "registers/risks.csv": f"{RISK_HEADER}\nR1,ALPHA,hope,Storm,0.5,10,2026-01-05\n",
        }
    )
    found = connection.execute("select path, row_number from raw_faults order by path").fetchall()
    assert found == [("registers/projects.csv", 2), ("registers/risks.csv", 2)]


@pytest.mark.parametrize(
    ("register", "header", "row", "column"),
    [
        (
            *("baselines", "project_id,approved_date,start_date,finish_date,scope_items"),
            *("ALPHA,2026-01-01,2026-01-05,2026-06-30,1.5", "scope_items"),
        ),
        (
            *("baselines", "project_id,approved_date,start_date,finish_date,budget"),
            *("ALPHA,2026-01-01,2026-01-05,2026-06-30,-1", "budget"),
        ),
        (
            *("costs", "project_id,period,planned_value,actual_cost"),
            *("ALPHA,2026-13,10,10", "period"),
        ),
        (
            *("milestones", "project_id,milestone_id,report_date,name,forecast_date,is_key"),
            *("ALPHA,M1,2026-01-05,Go,2026-06-30,perhaps", "is_key"),
        ),
    ],
)
def test_every_type_of_column_is_checked(faults, register, header, row, column):
    assert [found[1] for found in faults(register, header, row)] == [column]


def test_sound_rows_are_used_and_faulty_ones_are_not(landed):
    lines = [RISK_HEADER, "R1,ALPHA,hope,Storm,0.5,10,2026-01-05", SOUND_RISK]
    connection = landed({**PROJECTS, "registers/risks.csv": "\n".join(lines)})
    assert connection.execute("select risk_id from risks").fetchall() == [("R9",)]
    counts = connection.execute(
        "select row_count, faulty_rows from raw_registers where register = 'risks'"
    ).fetchall()
    assert counts == [(2, 1)]


def test_row_whose_key_stands_twice_is_listed(faults):
    listed = faults("risks", RISK_HEADER, SOUND_RISK, SOUND_RISK.replace("Storm", "Flood"))
    reason = "An earlier row has the same key; one of them must go."
    assert listed == [(3, "risk_id", "R9", reason)]


def test_key_of_several_columns_is_compared_as_a_whole(faults):
    rows = ("ALPHA,2026-01-05,green", "ALPHA,2026-01-06,green", "BETA,2026-01-05,red")
    ((row, column, text, _),) = faults(
        "status", "project_id,report_date,overall", *rows, "ALPHA,2026-01-05,red"
    )
    assert (row, column, text) == (5, "project_id, report_date", "ALPHA, 2026-01-05")


def test_reference_to_an_absent_register_is_no_fault(faults):
    assert faults("risks", RISK_HEADER, SOUND_RISK, others={}) == []


def test_reference_to_an_item_is_looked_for_in_the_exports(faults):
    header = "item_key,start_date,cause"
    ((row, column, text, reason),) = faults(
        "blockers", header, "A-1,2026-01-06,vendor", "A-9,2026-01-06,vendor"
    )
    assert (row, column, text) == (3, "item_key", "A-9")
    assert reason == "There is no such item_key in the exports."


def test_values_are_those_of_their_types(landed):
    header = "project_id,milestone_id,report_date,name,forecast_date,baseline_date,is_key"
    connection = landed(
        {
            **PROJECTS,
            "registers/milestones.csv": f"{header}\nALPHA,M1,2026-01-05,Go,2026-06-30,,YES\n",
            "registers/risks.csv": f"{RISK_HEADER}\nR1,ALPHA,RISK,Storm,0.125,10.5,2026-01-05\n",
        }
    )
    milestone = connection.execute(
        "select report_date, baseline_date, is_key from milestones"
    ).fetchone()
    assert milestone == (date(2026, 1, 5), None, True)
    risk = connection.execute("select kind, probability, impact_cost from risks").fetchone()
    assert risk == ("risk", Decimal("0.125000"), Decimal("10.50"))


def test_decimal_sign_is_that_of_the_settings(landed):
    connection = landed(
        {
            **PROJECTS,
            "registers/risks.csv": f"{RISK_HEADER}\n".replace(",", ";")
            + "R1;ALPHA;risk;Storm;0,5;1000,25;2026-01-05\n",
        },
        settings=Settings(portfolio=PortfolioTable(decimal_sign=",")),
    )
    found = connection.execute("select probability, impact_cost from risks").fetchone()
    assert found == (Decimal("0.5"), Decimal("1000.25"))


COSTS = "project_id;period;planned_value;actual_cost;earned_value"


def costs(*lines):
    return {**PROJECTS, "registers/costs.csv": "\n".join([COSTS, *lines])}


def test_thousands_are_read_by_the_decimal_sign_of_the_portfolio(landed):
    settings = Settings(portfolio=PortfolioTable(decimal_sign=","))
    connection = landed(costs("ALPHA;2026-01;20.000;25.500 €;(1.200,50)"), settings=settings)
    found = connection.execute("select planned_value, actual_cost, earned_value from costs")
    assert found.fetchall() == [(Decimal(20000), Decimal(25500), Decimal("-1200.50"))]


def test_what_only_an_unnamed_decimal_sign_decides_is_refused_with_both_readings(landed):
    connection = landed(costs("ALPHA;2026-01;250.000;1;1", "ALPHA;2026-02;250,000;1.5;1"))
    found = connection.execute("select row_number, text_found, reason from raw_faults").fetchall()
    assert [(row, text) for row, text, _ in found] == [(2, "250.000")]
    assert found[0][2].startswith("It can be read as 250 or as 250000.")
    assert connection.execute("select planned_value from costs").fetchall() == [(Decimal(250000),)]


def test_a_named_decimal_sign_decides(landed):
    settings = Settings(portfolio=PortfolioTable(decimal_sign="."))
    connection = landed(costs("ALPHA;2026-01;250.000;1;1"), settings=settings)
    assert connection.execute("select planned_value from costs").fetchall() == [(Decimal(250),)]


def test_a_month_to_come_needs_no_actual_cost_and_one_that_is_over_does(landed):
    connection = landed(
        costs("ALPHA;2026-05;100;;", "ALPHA;2026-06;100;90;80", "ALPHA;2026-07;100;;")
    )
    found = connection.execute("select row_number, column_name, reason from raw_faults").fetchall()
    assert found == [(2, "actual_cost", "The cell must be filled for a month that is over.")]
    assert connection.execute("select sum(planned_value) from costs").fetchall() == [(200,)]


@pytest.mark.parametrize(("taken", "faulty"), [("2026-05-30 12:00:00", 0), ("2026-06-01", 1)])
def test_a_month_is_over_when_the_newest_export_says_so(landed, taken, faulty):
    text = "project_id,period,planned_value\nALPHA,2026-05,100\n"
    connection = landed({**PROJECTS, "registers/costs.csv": text}, taken=taken)
    assert connection.execute("select count(*) from raw_faults").fetchone() == (faulty,)


def test_rows_without_a_key_are_not_taken_for_each_other(faults):
    header = "feedback_id,date,project_id,origin"
    row = "2026-01-05,ALPHA,client"
    listed = faults("feedback", header, f",{row}", f",{row}", f"F1,{row}", f"F1,{row}")
    assert [number for number, *_ in listed] == [5]


def test_unknown_columns_are_kept(landed):
    header = f"{RISK_HEADER},It's mine,Note,Note,,"
    connection = landed({**PROJECTS, "registers/risks.csv": f"{header}\n{SOUND_RISK},a,b,c,,\n"})
    ((kept,),) = connection.execute("select other_columns from risks").fetchall()
    assert kept == {
        **{"It's mine": "a", "Note": "b", "Note (10)": "c"},
        **{"column 11": None, "column 12": None},
    }


def test_row_with_surplus_cells_is_listed_with_the_others(faults):
    listed = faults(
        "risks", RISK_HEADER, f"{SOUND_RISK},surplus,cells", "R1,ALPHA,hope,,1,1,2026-01-05"
    )
    assert [(row, column) for row, column, _, _ in listed] == [(2, None), (3, "kind"), (3, "title")]


def test_absent_register_is_an_empty_table(landed):
    connection = landed({})
    for name in register_schemas():
        found = connection.execute(f"select count(*) from register_{name}").fetchone()
        assert found == (0,), name


def test_refused_register_is_an_empty_table_and_is_noted(landed):
    connection = landed({"registers/risks.csv": "title,cost\nStorm,5\n"})
    assert connection.execute("select count(*) from risks").fetchone() == (0,)
    ((register, rows, faulty, reason),) = connection.execute(
        "select register, row_count, faulty_rows, refused_reason from raw_registers"
    ).fetchall()
    assert (register, rows, faulty) == ("risks", 1, 1)
    assert reason.startswith('It lacks the column "risk_id"')


def test_hostile_text_is_only_text(landed):
    title = "'); drop table risks; -- ${x} [red]"
    connection = landed(
        {
            **PROJECTS,
            "registers/risks.csv": f"{RISK_HEADER}\n{SOUND_RISK.replace('Storm', title)}\n",
        }
    )
    assert connection.execute("select title from risks").fetchall() == [(title,)]


def test_every_register_says_what_a_row_is():
    assert register_cards().keys() == register_schemas().keys()
    assert register_cards()["risks"] == "a risk or issue"
