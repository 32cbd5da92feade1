"""Smaller things than the project in its forecast, and what decides when all of it ends."""

from __future__ import annotations

import pytest
from review_reader import words_of
from sample_portfolio import PROJECTS, sample, sample_review

from pmo_analytics.content import DataTable, Paragraphs


def blocks_of(report: str, section: str, kind: type, scope: str = "") -> list:
    found = sample_review(report, scope=scope) if scope else sample_review(report)
    return [block for block in found.section(section).blocks if isinstance(block, kind)]


def test_the_sprint_stands_beside_the_epics():
    (sprint,) = blocks_of("delivery_forecast", "parts", Paragraphs, "ATLAS")
    values = sample().metric("sprint_forecast", project="ATLAS").values
    assert str(sprint.heading) == values["sprint_name"]
    assert f"{values['left_count']} of {values['held_count']} items" in words_of(sprint)


def test_without_a_day_there_is_no_column_of_days():
    (table,) = blocks_of("delivery_forecast", "parts", DataTable, "ATLAS")
    assert [column.name for column in table.columns] == [
        *("part", "part-open", "part-likely", "part-sure")
    ]
    assert len(table.rows) == sample().metric("part_forecasts", project="ATLAS").value


@pytest.mark.parametrize("project", PROJECTS)
def test_no_section_is_empty(project):
    review = sample_review("delivery_forecast", scope=project)
    for section in review.sections:
        if section.name in ("parts", "ahead"):
            assert section.blocks
            assert str(section.title)
            assert all(block.rows for block in section.blocks if isinstance(block, DataTable))


def test_what_has_no_dated_part_and_no_sprint_has_no_section():
    names = [one.name for one in sample_review("delivery_forecast", scope="DUNE").sections]
    assert "parts" not in names
    assert "record" in names or "data" in names


def test_items_that_hang_by_the_date_are_those_that_are_not_sure():
    ranked, _ = blocks_of("delivery_forecast", "ahead", DataTable, "ATLAS")
    chances = [int(str(row[2].text).removesuffix("%")) for row in ranked.rows]
    assert chances == sorted(chances, reverse=True)
    assert all(chance < 85 for chance in chances)


def test_the_portfolio_says_which_project_has_no_forecast():
    review = sample_review()
    assert "Dune permits to work has no forecast" in str(review.section("ends").title)
    (table,) = blocks_of("portfolio_health", "ends", DataTable)
    assert str(table.rows[0][0].text) == "Ember shore power"


def test_a_project_says_on_whom_its_end_hangs():
    values = sample().metric("last_to_end", project="EMBER").values
    assert values["waiting_name"] == "FJORD"
    said = words_of(sample_review("project_health", scope="EMBER").section("finish"))
    assert "it ends later because it waits for Fjord ferry refit" in said
    assert "it ends later because" not in words_of(
        sample_review("project_health", scope="HELM").section("finish")
    )
