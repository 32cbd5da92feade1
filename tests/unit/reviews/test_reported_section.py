"""What a project reports beside what its data say, by dimension and in its own words."""

from __future__ import annotations

import pytest
from review_reader import words_of
from sample_portfolio import PROJECTS, sample, sample_review

from pmo_analytics.health.dimensions import DIMENSIONS

pytestmark = pytest.mark.slow

_COLOURS = {"not known": "grey"}


def section(project: str):
    return sample_review("project_health", scope=project).section("reported")


def rows(project: str) -> dict[str, list[str]]:
    table = section(project).blocks[0]
    return {str(row[0].text): [str(cell.text) for cell in row[1:]] for row in table.rows}


@pytest.mark.parametrize("project", PROJECTS)
def test_every_dimension_stands_with_both_colours(project):
    values, shown = sample().metric("judgement", project=project).values, rows(project)
    for each in DIMENSIONS:
        declared, computed, number = shown[each.head]
        known = "grey" if computed == "–" else _COLOURS.get(computed, computed)  # none is owed
        assert known == values[f"{each.name}_colour_name"]
        assert declared == (values.get(f"{each.name}_declared_colour_name") or "–")
        assert number


def test_a_report_that_is_too_good_is_marked_where_it_is():
    table = section("FJORD").blocks[0]
    strong = {str(row[0].text) for row in table.rows if row[2].is_strong}
    assert {"All in all", "Cost", "Schedule"} <= strong
    assert "Flow" not in strong


def test_the_date_of_the_manager_stands_beside_ours():
    declared, computed, _ = rows("HELM")["Finish, and likely finish"]
    assert (declared, computed) == ("13 November", "22 February 2027")


def test_the_own_words_are_quoted():
    said = words_of(section("GANNET"))
    assert "Four items wait for the switchgear of Ember, now promised for 20 November." in said
    assert "Path to green: “Decide on a hired generator by 9 October.”" in said


def test_a_path_to_green_that_is_missing_is_a_finding():
    assert "names no path to green" in words_of(section("HELM"))
    assert "names no path to green" not in words_of(section("CORAL"))


def test_how_long_report_and_data_have_been_apart_is_said():
    said = words_of(section("ATLAS"))
    values = sample().metric("judgement", project="ATLAS").values
    weeks, of = values["optimistic_weeks_count"], values["compared_weeks_count"]
    assert f"In {weeks} of the last {of} weeks the report was better than the data" in said


def test_without_a_report_there_is_no_such_section(review_as):
    assert review_as("no_registers_atlas").section("reported") is None
