"""The next wave of a project: what is near and not ready, what is far and detailed already."""

from __future__ import annotations

import pandas as pd
import pytest
from review_reader import words_of
from sample_portfolio import PROJECTS, sample, sample_review

from pmo_analytics.content import DataTable, Missing, Section


def section(project: str) -> Section:
    found = sample_review("project_health", scope=project).section("next_wave")
    assert found is not None
    return found


def lines(project: str, place: int) -> list[list[str]]:
    tables = [block for block in section(project).blocks if isinstance(block, DataTable)]
    return [[str(cell.text) for cell in row] for row in tables[place].rows]


@pytest.mark.parametrize("project", [one for one in PROJECTS if one != "INLET"])
def test_what_is_said_to_be_lacking_is_lacking_in_the_export(project):
    frame = sample().metric("rolling_wave", project=project).frame.set_index("item_key")
    words = {"description": "description", "estimate": "estimate", "owner": "assignee"}
    rows = lines(project, 0)
    assert rows
    for key, *_, lacks in rows:
        item = frame.loc[key]
        assert item["is_near"]
        for word, field in {**words, "due date": "due_date"}.items():
            told = item[f"has_{field}"]
            assert (not pd.isna(told) and not told) == (word in lacks)


def test_what_has_not_begun_stands_first_the_soonest_due_before_the_others():
    reasons = [row[2] for row in lines("ATLAS", 0)]
    assert reasons[0] == "overdue"
    assert reasons.index("in progress") == len([one for one in reasons if one != "in progress"])


def test_far_work_with_sub_tasks_is_planned_too_early():
    assert lines("GANNET", 1) == [["GANNET-113", "Mark the charging zone at Tarn Bay", "sub-tasks"]]


def test_a_field_that_the_export_has_no_column_for_is_named_and_not_counted():
    (missing,) = (one for one in section("EMBER").blocks if isinstance(one, Missing))
    assert str(missing.text) == (
        "Not measurable from this data: description. Add Description to the export."
    )
    assert "a description" not in words_of(section("EMBER"))
    assert not [one for one in section("ATLAS").blocks if isinstance(one, Missing)]
