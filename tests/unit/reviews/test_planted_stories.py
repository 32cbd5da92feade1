"""The stories planted in the sample (docs/reference/sample.md) are found in its reports."""

from __future__ import annotations

from datetime import date

import pytest
from review_reader import blocks_of, fact_of, words_of
from sample_portfolio import sample, sample_review

from pmo_analytics.content import Changes, Chart, Matrix, MatrixRow


def row_of(project: str) -> MatrixRow:
    (matrix,) = blocks_of(sample_review(), Matrix)
    rows = {row.project_id: row for group in matrix.groups for row in group.rows}
    return rows[project]


def value(project: str, measure: str, column: str, day: str = "2026-09-30"):
    review = sample_review("project_health", scope=project)
    return fact_of(review, measure, column, scope=project, as_of=day).value


def panel_of(name: str) -> Chart:
    panels = sample_review().section("pace").blocks[0].panels
    return next(panel for panel in panels if str(panel.title).startswith(name))


def test_atlas_is_a_watermelon():
    pair = row_of("ATLAS").rag
    assert (pair.declared, pair.computed, pair.driver) == ("green", "red", "schedule")
    assert pair.is_watermelon
    headline = sample_review(scope="Passenger Services").headline
    assert "still reports green" in str(headline)


def test_the_date_of_atlas_slipped_away_while_its_pace_stayed():
    assert value("ATLAS", "finish_forecast", "chance_share") < 0.05
    assert value("ATLAS", "finish_move", "moved_days") > 0
    assert not panel_of("Atlas").is_signal
    assert value("ATLAS", "finish_move", "net_added_count") > 0


def test_what_was_added_moved_the_finish_of_atlas_later():
    found = sample().metric("finish_move", project="ATLAS", compared_with="2026-08-31").values
    scope, pace, other = (found[f"{cause}_days"] for cause in ("scope", "pace", "other"))
    assert scope > max(pace, other, 0)
    assert scope + pace + other == found["moved_days"]


def test_the_open_question_on_atlas_is_asked_with_a_recommendation():
    decisions = sample_review("project_health", scope="ATLAS").section("decisions").blocks[0]
    (asked,) = [one for one in decisions.decisions if one.decision_id == "D-08"]
    assert sum(option.is_recommended for option in asked.options) == 1
    assert str(asked.options[-1].name) == "Do nothing"
    assert "The data add: moving" in str(asked.note)


def test_the_date_of_helm_is_asked_about_by_the_suite_which_offers_a_smaller_scope():
    section = sample_review("project_health", scope="HELM").section("decisions")
    (asked,) = section.blocks[0].decisions
    assert asked.decision_id == "HELM.date"
    assert "Keep 27 November by moving" in str(asked.question)
    assert sum(option.is_recommended for option in asked.options) == 1


def test_boreal_finished_a_fifth_less_and_that_may_be_chance():
    panel = panel_of("Boreal")
    assert (panel.is_signal, panel.verdict) == (False, "routine")
    recent = sum(panel.columns["finished_count"][-8:]) / 8
    assert 0.7 < recent / panel.options["mean"] < 0.85


def test_helm_slowed_and_that_is_a_signal_whose_cause_is_asked_after():
    panel = panel_of("Helm")
    assert (panel.is_signal, panel.verdict) == (True, "slower for 9 weeks")
    assert row_of("HELM").rag.computed == "red"
    lost = fact_of(sample_review(), "pace_signal", "lost_share", scope="HELM")
    assert 0.6 < lost.value < 0.8
    said = words_of(sample_review("project_health", scope="HELM").section("pace"))
    assert "It finishes less than normal" in said
    assert "“Lend two builders to the storm-damage survey?” was answered “Lend both”. " in said
    assert "To ask: is that why?" in said


def test_coral_jumped_and_that_is_noise():
    panel = panel_of("Coral")
    assert not panel.is_signal
    assert panel.verdict == "routine"
    counts = panel.columns["finished_count"]
    assert counts[-1] > 2 * counts[-2], "the jump is in the data"
    said = words_of(sample_review("project_health", scope="CORAL").section("pace"))
    assert "it needs no explanation and no action" in said
    assert "To ask" not in said
    assert row_of("CORAL").rag.computed == "green"


def test_dune_has_finished_nothing_and_that_is_said():
    row = row_of("DUNE")
    assert row.rag.computed == "grey"
    assert row.rag.declared == "green"
    assert not row.rag.is_watermelon
    assert row.forecast.likely_date is None
    assert "nothing has been finished yet" in row.forecast.reason
    headline = str(sample_review("project_health", scope="DUNE").headline)
    assert "has finished nothing yet" in headline


def test_the_overdue_decision_is_found():
    """Without a forecast it costs nothing that is known, so the portfolio counts it as hidden."""
    section = sample_review("project_health", scope="DUNE").section("decisions")
    assert str(section.title) == "One decision is overdue"
    (late,) = section.blocks[0].decisions
    assert (late.decision_id, late.due_date) == ("D-06", date(2026, 9, 25))
    assert "overdue by 5 days" in str(late.reason)
    programme = sample_review(scope="Port Operations").section("decisions")
    assert "one of them is overdue" in str(programme.title)
    portfolio = sample_review().section("decisions")
    assert "wait in decisions.csv" in str(portfolio.subtitle)


def test_a_planted_fault_of_the_register_is_not_a_fault_of_the_report():
    files = {file.path: file for file in sample_review().provenance.files}
    (jira,) = [file for path, file in files.items() if "/jira/" in path]
    assert jira.rejected == 1  # a row that stands twice
    assert "registers/decisions.csv" in files


@pytest.mark.parametrize("project", ["ATLAS", "BOREAL", "CORAL", "DUNE"])
def test_each_project_stands_once_among_the_changes(project):
    (changes,) = blocks_of(sample_review(), Changes)
    name = row_of(project).name
    moved = [one.project_name for one in (*changes.worse, *changes.better)]
    kept = " ".join(map(str, changes.unchanged))
    assert moved.count(name) + (name in kept) == 1
