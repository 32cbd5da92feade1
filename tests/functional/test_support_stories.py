"""What the office could help with in the sample is found, and gone where it is left out."""

from __future__ import annotations

from functools import reduce

import pytest
from review_reader import words_of
from sample_portfolio import sample, sample_review

from data.simulator.description import read_portfolio
from data.simulator.sample import write_sample
from pmo_analytics.portfolio import Portfolio, open_portfolio

pytestmark = pytest.mark.slow

STORIES = (
    "inspections no longer on the board",
    "a training was not held",
    "a quick win was taken",
    "feedback that led to something",
)


@pytest.fixture(scope="module")
def untold(tmp_path_factory) -> Portfolio:
    """Return the sample without these stories."""
    folder = tmp_path_factory.mktemp("untold")
    told = read_portfolio()
    write_sample(folder, reduce(lambda portfolio, story: portfolio.without(story), STORIES, told))
    return open_portfolio(folder)


def training(portfolio: Portfolio, team: str, topic: str) -> dict | None:
    frame = portfolio.metric("training_needs").frame
    rows = frame[(frame["team"] == team) & (frame["topic"] == topic)].to_dict("records")
    return rows[0] if rows else None


def test_the_drift_of_fjord_is_told_from_its_day_and_gone_without_it(untold):
    found = training(sample(), "Fleet refit", "way")
    assert str(found["since_date"])[:10] == "2026-08-06"  # the first finished since 3 August
    assert found["before_share"] > 0.97
    assert found["since_share"] < 0.5
    assert training(untold, "Fleet refit", "way") is None
    assert untold.metric("training_needs").values["drift_count"] == 0


def test_the_drift_of_fjord_is_one_story_on_every_page(untold):
    drifted = "35% of 34 finished items"
    team = {"name": "team_health", "team": "Fleet refit"}
    project = {"name": "project_health", "project": "FJORD"}
    assert drifted in str(sample_review("team_health", scope="Fleet refit").headline)
    for asked in (team, project):
        report, scope = asked.values()
        pace = sample_review(report, scope=scope).section("pace")
        assert drifted in words_of(pace)
        assert str(pace.title) == "The pace of work is routine; its way through the board is not"
        without = untold.review(**asked)
        assert "declared way" not in f"{without.headline} {words_of(without.section('pace'))}"


def test_the_team_that_needs_training_had_none_and_none_was_planned_without_the_story(untold):
    assert training(sample(), "Energy", "planning")["state_name"] == "overdue"
    assert training(untold, "Energy", "planning")["state_name"] == "none"


def test_the_quick_win_left_nothing_and_was_not_taken_without_the_story(untold):
    (row,) = sample().metric("quick_wins_taken").frame.to_dict("records")
    assert (row["win_id"], row["before_count"], row["now_count"]) == (
        "renew-DUNE-status_reported",
        1,
        0,
    )
    assert untold.metric("quick_wins_taken").values["taken_count"] == 0


def test_feedback_was_answered_and_is_not_without_the_story(untold):
    assert sample().metric("feedback").values["answered_theme_count"] == 1
    assert untold.metric("feedback").values["answered_theme_count"] == 0
