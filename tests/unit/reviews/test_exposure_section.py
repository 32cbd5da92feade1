"""Risks, handovers and teams: the stories planted in the sample are found."""

from __future__ import annotations

from datetime import date

import pytest
from review_reader import fact_of
from sample_portfolio import sample, sample_review

from pmo_analytics.content import DataTable

pytestmark = pytest.mark.slow


def tables(review):
    return {
        table.columns[0].name: table
        for table in review.section("exposure").blocks
        if isinstance(table, DataTable)
    }


def lines(table):
    return [[str(cell.text) for cell in row] for row in table.rows]


def test_the_title_says_what_open_risks_may_cost():
    review = sample_review()
    exposure = sample().metric("risk_exposure").values
    title = str(review.section("exposure").title)
    assert title.startswith(f"{exposure['risk_count']} open risks may cost £")
    for column in ("exposure_cost", "contingency_cost"):
        assert fact_of(review, "risk_exposure", column).value == exposure[column]


def test_risks_stand_largest_first_and_name_their_project():
    table = tables(sample_review())["risk"]
    bars = [row[2].bar for row in table.rows]
    assert bars == sorted(bars, reverse=True)
    names = set(sample().projects()["name"])
    assert all(line[1] in names for line in lines(table))


def test_a_project_report_tells_its_own_risks_only():
    table = tables(sample_review("project_health", scope="EMBER"))["risk"]
    own = set(sample().sql("select title from risks where project_id = 'EMBER'")["title"])
    assert {line[0] for line in lines(table)} <= own
    assert "project" not in {column.name for column in table.columns}


def test_an_overdue_response_is_marked():
    table = tables(sample_review())["risk"]
    overdue = [row for row in table.rows if str(row[3].text).endswith("overdue")]
    assert overdue
    assert all(row[3].is_strong for row in overdue)


def test_what_one_project_waits_for_in_another_is_one_line():
    """Gannet and several of its items wait for a milestone of Ember: one line, not five."""
    table = tables(sample_review("project_health", scope="GANNET"))["needed"]
    needed = [line[0] for line in lines(table)]
    assert needed.count("Shore power live at Northquay (Ember shore power)") == 1
    line = next(line for line in lines(table) if line[0].startswith("Shore power"))
    assert line[1].endswith(" and others")
    assert line[2:5] == ["15 Jul", "20 Nov, 128 days after need", "–"]


def test_a_handover_that_a_decision_sees_to_says_so_and_one_that_nothing_does_is_strong():
    table = tables(sample_review())["needed"]
    covers = {str(row[0].text): row[-1] for row in table.rows}
    shore = covers["Shore power live at Northquay (Ember shore power)"]
    assert str(shore.text).startswith("to be decided: Hire a generator")
    assert not shore.is_strong
    assert str(covers["Fjord ferry refit"].text) == "nobody"
    assert covers["Fjord ferry refit"].is_strong


def test_a_promise_and_what_is_reported_of_its_project_stand_together():
    """What is promised before the end of its project is a part of it; a broken promise is said."""
    expected = {str(row[0].text): row[3] for row in tables(sample_review())["needed"].rows}
    part, broken = expected["Coral live departures"], expected["Fjord ferry refit"]
    assert str(part.text) == "2 Oct promised; all of it 4 Dec"
    assert not part.is_strong
    assert str(broken.text) == "22 Jan 2027, 143 days after need; promised for 21 Aug"
    assert broken.is_strong


def test_the_forecast_of_who_waits_takes_the_day_that_its_page_says():
    """Forecast, options and handovers of Atlas wait for Coral until one and the same day."""
    review = sample_review("project_health", scope="ATLAS")
    forecaster, day = sample()._evidence.forecaster, sample()._evidence.calendar.as_of()
    (wait,) = [one for one in forecaster.work.waits(day) if one.scope_id == "ATLAS"]
    assert (wait.owner, wait.expected) == ("CORAL", date(2026, 10, 2))
    said = "This counts on Coral live departures by 2 October, as promised"
    (*_, words) = review.section("finish").blocks
    assert any(said in str(text) for paragraph in words.paragraphs for text in paragraph)
    (asked,) = review.section("decisions").blocks[0].decisions
    assert said in str(asked.note)
    assert "4 December" in str(asked.note)
    assert "2 Oct promised" in str(tables(review)["needed"].rows[0][3].text)


def test_the_title_says_in_how_many_lines_its_handovers_stand():
    table = tables(sample_review())["needed"]
    values = sample().metric("dependencies").values
    late = [row for row in table.rows if row[3].is_strong]
    assert values["late_handover_count"] > values["late_needed_count"] == len(late)
    assert str(table.title).endswith("for want of three things")


def test_a_team_that_is_promised_more_than_it_has_comes_first():
    table = tables(sample_review())["team"]
    first, *rest = table.rows
    assert str(first[0].text) == "Energy"
    assert first[2].bar > 1
    assert first[2].is_strong
    assert not any(row[2].is_strong for row in rest if row[2].bar <= 1)


def test_no_person_is_named_in_it():
    people = sample().sql("select distinct person from capacity where person is not null")["person"]
    assert len(people) > 0
    said = sample_review().section("exposure").model_dump_json()
    assert not any(person in said for person in people)


def test_without_registers_only_the_links_of_the_tracker_tell(review_as):
    assert set(tables(review_as("no_registers"))) == {"needed"}
