from __future__ import annotations

import pytest

from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile
from pmo_analytics.sources.register_signs import register_sentence


@pytest.mark.parametrize(
    ("header", "register"),
    [
        ("Risk ID,Description,Probability,Impact,Score,Mitigation,Owner,Status", "risks"),
        ("ID,Title,Status,Likelihood,Impact,Mitigation plan,Created", "risks"),
        ("Risiko,Wahrscheinlichkeit,Auswirkung,Status", "risks"),
        ("Milestone,Baseline date,Forecast date,Project", "milestones"),
        ("Project,Month,PV,AC,EV", "costs"),
        ("Benefit,Owner,Planned,Realised", "benefits"),
        ("Decision ID,Question,Options,Decided by", "decisions"),
    ],
)
def test_register_is_named_and_placed(header, register):
    said = register_sentence(header.split(","), "exports/x/a b.csv")
    assert f'with `mv "exports/x/a b.csv" registers/{register}.csv`' in said


@pytest.mark.parametrize(
    "header",
    ["Key,Title,Status,Impact", "ID,Name,State,Planned,Closed", "Risk,Title,Status,Created"],
)
def test_items_with_such_a_field_are_no_register(header):
    assert register_sentence(header.split(","), "a.csv") == ""


RISKS = "Risk ID,Description,Probability,Impact,Status\nR1,Crane late,High,Medium,Open\n"


def test_register_among_the_exports_is_refused_with_what_it_lacks(plan):
    refused = plan(RISKS)
    assert isinstance(refused, RefusedFile)
    assert refused.reason.startswith("This is a risk register, not an export of items: ")
    assert "so that it has project_id, kind, title, impact_cost, opened_date" in refused.reason


def test_person_who_maps_the_columns_is_believed(plan):
    assert isinstance(plan(RISKS, columns={"item_key": "Risk ID", "status": "Status"}), ReadPlan)


def test_export_of_a_known_tool_is_no_register(plan):
    rows = "A-1,Leak,Open,High,High,Pump\n"
    assert isinstance(
        plan(f"Issue key,Summary,Status,Probability,Impact,Mitigation\n{rows}"), ReadPlan
    )
