"""The roadmap of the portfolio page: the chart and the table below it say the same days."""

from __future__ import annotations

from review_reader import words_of
from sample_portfolio import PROJECTS, sample, sample_review

from pmo_analytics.content import Chart, DataTable


def parts() -> tuple[Chart, DataTable]:
    chart, *_, table = sample_review().section("roadmap").blocks
    return chart, table


def test_the_title_counts_what_falls_due_and_what_is_overdue():
    found = sample().metric("roadmap")
    marks = found.frame[found.frame["kind_name"].isin(("milestone", "gate", "handover"))]
    assert len(marks) == found.values["mark_count"]
    assert str(sample_review().section("roadmap").title) == (
        "Six milestones, gates or handovers fall due in the 30 days ahead; four are overdue"
    )


def test_every_day_that_is_drawn_stands_in_the_table():
    chart, table = parts()
    assert len(table.rows) == len(PROJECTS) - 1  # Inlet has finished
    said = {str(row[0].text): " | ".join(str(cell.text) for cell in row[1:]) for row in table.rows}
    drawn = list(zip(chart.columns["project"], chart.columns["mark_name"], strict=True))
    assert drawn
    for project, name in drawn:
        assert name in said[project]
    marks = sum(text.rpartition(" | ")[2].count(";") + 1 for text in said.values())
    assert marks == sum(bool(name) for _, name in drawn)


def test_the_gate_of_ember_and_what_it_needs_of_fjord_are_overdue():
    _, table = parts()
    (ember,) = (row for row in table.rows if str(row[0].text) == "Ember shore power")
    assert str(ember[-1].text).startswith(
        "gate Energisation 28 Aug, overdue; needs Fjord ferry refit 1 Sep, overdue; "
    )


def test_a_project_without_a_forecast_has_a_blank_and_no_zero():
    _, table = parts()
    said = {str(row[0].text): [str(cell.text) for cell in row[3:5]] for row in table.rows}
    assert said["Dune permits to work"] == ["–", "–"]
    assert said["Atlas booking renewal"] == ["30 Dec", "17 Feb 2027"]


def test_a_programme_shows_its_own_projects():
    *_, table = sample_review(scope="Port Operations").section("roadmap").blocks
    own = sample().sql("select name from projects where programme = 'Port Operations'")["name"]
    assert {str(row[0].text) for row in table.rows} == set(own) - {
        "Inlet slipway renewal"
    }  # which has finished


def test_a_milestone_that_was_put_off_is_said_with_the_day_missed_and_the_end_by_the_data():
    words = words_of(sample_review().section("roadmap"))
    end = sample().metric("finish_forecast", project="JETTY").values["likely_date"]
    said = "Four gangways open 30 Oct instead of 28 Aug, missed"
    assert f"{said}; by the data the project likely ends {end.day} {end:%b}" in words
