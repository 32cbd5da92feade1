"""What the office could help with in the sample is found, and gone where it is left out."""

from __future__ import annotations

import pytest
from portfolio_folders import untold
from review_reader import words_of
from sample_portfolio import sample, sample_review

from pmo_analytics.portfolio import Portfolio

pytestmark = pytest.mark.slow


def training(portfolio: Portfolio, team: str, topic: str) -> dict | None:
    frame = portfolio.metric("training_needs").frame
    rows = frame[(frame["team"] == team) & (frame["topic"] == topic)].to_dict("records")
    return rows[0] if rows else None


def test_the_drift_of_fjord_is_told_from_its_day_and_gone_without_it():
    found = training(sample(), "Fleet refit", "way")
    assert str(found["since_date"])[:10] == "2026-08-06"  # the first finished since 3 August
    assert found["before_share"] > 0.97
    assert found["since_share"] < 0.5
    assert training(untold(), "Fleet refit", "way") is None
    assert untold().metric("training_needs").values["drift_count"] == 0


def test_the_drift_of_fjord_is_one_story_on_every_page():
    drifted = "35% of 34 finished items"
    team = {"name": "team_health", "team": "Fleet refit"}
    project = {"name": "project_health", "project": "FJORD"}
    assert drifted in str(sample_review("team_health", scope="Fleet refit").headline)
    for asked in (team, project):
        report, scope = asked.values()
        pace = sample_review(report, scope=scope).section("pace")
        assert drifted in words_of(pace)
        assert str(pace.title) == "The pace of work is routine; its way through the board is not"
        without = untold().review(**asked)
        assert "declared way" not in f"{without.headline} {words_of(without.section('pace'))}"


def test_the_team_that_needs_training_had_none_and_none_was_planned_without_the_story():
    assert training(sample(), "Energy", "planning")["state_name"] == "overdue"
    assert training(untold(), "Energy", "planning")["state_name"] == "none"


def effect(portfolio: Portfolio, team: str) -> dict | None:
    frame = portfolio.metric("training_effects").frame
    rows = frame[frame["team"] == team].to_dict("records")
    return rows[0] if rows else None


def test_the_training_that_worked_is_told_and_gone_without_the_story():
    row = effect(sample(), "Slipway")
    assert (row["topic"], row["verdict_name"]) == ("way", "better")
    assert row["before_share"] < 0.5
    assert row["after_share"] == 1
    assert min(row["before_count"], row["after_count"]) > 20
    said = words_of(sample_review("support").section("training"))
    assert "43% → 100%; 37 and 27 items" in said
    assert effect(untold(), "Slipway") is None
    assert "better after none" in words_of(untold().review("support").section("training")).lower()


def test_a_condition_past_its_day_is_told_with_who_must_meet_it_and_gone_without_it():
    said = "16 days past its day; Hamish Farquhar must meet it, or agree another day"
    controls = words_of(sample_review("governance").section("controls"))
    assert said in controls
    assert "passed with conditions, one past its day" in str(
        sample_review("governance").section("controls").title
    )
    assert "past its day" not in words_of(
        untold().review("governance").section("controls")
    ).replace("One stage gate is past its day", "").replace("33 days past its day", "")
    broken = {
        (one.standard.standard_id, one.project_id, one.who) for one in sample().check().broken
    }
    assert ("conditions_met", "DUNE", "Hamish Farquhar") in broken


def test_what_fleet_refit_skips_is_a_breach_with_who_must_act_on_every_page():
    broken = [one for one in sample().check().broken if one.standard.standard_id == "way_kept"]
    assert [(one.project_id, one.who) for one in broken] == [("FJORD", "Astrid Halvorsen")]
    remedy = "see that items pass every column, or remove the column from the board"
    asked = f"Astrid Halvorsen: {remedy}"
    assert asked in words_of(sample_review("governance").section("standards"))
    assert asked in words_of(sample_review("team_health", scope="Fleet refit").section("office"))
    help_with = words_of(sample_review("support").section("needs"))
    assert "the way through the board (22)" in help_with
    assert "Since then 22 items skipped Inspection." in words_of(
        sample_review("team_health", scope="Fleet refit").section("pace")
    )
    assert not [one for one in untold().check().broken if one.standard.standard_id == "way_kept"]


def test_the_quick_win_left_nothing_and_was_not_taken_without_the_story():
    (row,) = sample().metric("quick_wins_taken").frame.to_dict("records")
    assert (row["win_id"], row["before_count"], row["now_count"]) == (
        "renew-DUNE-status_reported",
        1,
        0,
    )
    assert untold().metric("quick_wins_taken").values["taken_count"] == 0


def test_feedback_was_answered_and_is_not_without_the_story():
    assert sample().metric("feedback").values["answered_theme_count"] == 1
    assert untold().metric("feedback").values["answered_theme_count"] == 0
