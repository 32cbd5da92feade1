"""Promises, objectives, own beginnings and feedback: above the single project."""

from __future__ import annotations

import pytest
from sample_portfolio import sample, sample_review

from pmo_analytics.content import DataTable


def tables(review):
    return {
        table.columns[0].name: table
        for table in review.section("oversight").blocks
        if isinstance(table, DataTable)
    }


def lines(table):
    return [[str(cell.text) for cell in row] for row in table.rows]


def test_promises_are_counted_as_the_metric_counts_them():
    success = sample().metric("success").values
    kept = dict(lines(tables(sample_review())["promise"]))
    assert kept["Date kept, by the reports of the projects"] == (
        f"{success['on_time_count']} of {success['dated_count']}"
    )
    assert (
        kept["Within budget or its tolerance"]
        == f"{success['within_budget_count']} of {success['costed_count']}"
    )
    assert kept["Benefits so far as planned"] == (
        f"{success['benefits_count']} of {success['promised_count']}"
    )


def test_what_the_data_say_of_dates_stands_beside_what_is_forecast():
    review = sample_review()
    kept = dict(lines(tables(review)["promise"]))
    matrix = review.section("projects").blocks[0]
    cells = [row.cells[0].rag for group in matrix.groups for row in group.rows]
    rated = len(cells) - cells.count("grey")
    missing = sample().metric("judgement").values["missing_count"]  # those of the headline
    assert kept["Date likely kept, by the data"] == f"{rated - missing} of {rated}"


def test_an_objective_without_a_project_is_named():
    table = tables(sample_review())["objective"]
    assert str(table.title) == "One objective is named by no project: Islanders pay fair fares"
    assert lines(table)[-1] == ["Islanders pay fair fares", "0", "–", "–", "–"]
    budgets = [row[2].bar for row in table.rows if row[2].bar]
    assert budgets == sorted(budgets, reverse=True)


def test_a_programme_is_not_told_of_objectives_of_others():
    table = tables(sample_review(scope="Ships & Energy"))["objective"]
    assert all(int(line[1]) > 0 for line in lines(table))


def test_projects_are_compared_with_their_own_beginning_only():
    table = tables(sample_review())["project"]
    shown = {line[0]: line[1] for line in lines(table)}
    assert "Dune permits to work" not in shown  # three weeks old
    ratio = sample().metric("own_baseline", project="BOREAL").values["pace_ratio"]
    assert shown["Boreal berth planning"] == f"{ratio:.0%}"
    assert all(line[1].endswith("%") for line in lines(table))


def test_feedback_is_told_by_theme_and_never_by_its_words():
    review = sample_review()
    themes = [line[0] for line in lines(tables(review)["theme"])]
    assert len(themes) == len(set(themes)) <= 10
    texts = sample().sql("select text from feedback where text is not null")["text"]
    assert len(texts) > 0
    said = review.section("oversight").model_dump_json()
    assert not any(text in said for text in texts)


@pytest.mark.slow
def test_without_registers_there_is_nothing_to_oversee(review_as):
    section = review_as("no_registers").section("oversight")
    assert "promise" not in {table.columns[0].name for table in section.blocks} if section else True


@pytest.mark.parametrize("project", ["ATLAS", "DUNE"])
def test_a_project_report_has_no_oversight(project):
    assert sample_review("project_health", scope=project).section("oversight") is None
