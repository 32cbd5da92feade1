from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from pmo_analytics.sources.read_plan import (
    ColumnPlan,
    DateFormat,
    DateOrderEvidence,
    Problem,
    ReadPlan,
    plan_from_json,
    plan_to_json,
)

CREATED = DateFormat("DD/MMM/YY", "%d/%m/%y", is_date_only=True, months=(("févr.", 2),))
PLAN = ReadPlan(
    path="exports/jira/a.csv",
    source="jira",
    dialect="jira_navigator",
    kind="items",
    sha256="00",
    size_bytes=12,
    encoding="utf-8",
    delimiter=",",
    columns=(
        ColumnPlan(0, "Clé", "item_key"),
        ColumnPlan(1, "Création", "created", date_formats=(CREATED,)),
        ColumnPlan(2, "Étiquettes", "label", separator=","),
        ColumnPlan(3, "Étiquettes", "label", separator=","),
    ),
    row_count=3,
    date_order=DateOrderEvidence("day_first", "row 2"),
    taken_at=datetime(2026, 9, 30, 17, 40, tzinfo=UTC),
    problems=(Problem("short_rows", "1 row"),),
)


def test_plan_survives_json_unchanged():
    assert plan_from_json(plan_to_json(PLAN)) == PLAN
    assert plan_to_json(plan_from_json(plan_to_json(PLAN))) == plan_to_json(PLAN)


def test_columns_of_a_role_come_in_file_order():
    assert [column.position for column in PLAN.columns_of("label")] == [2, 3]
    assert PLAN.columns_of("points") == ()


def test_plan_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        PLAN.row_count = 4
