"""What has finished and what is late in the sample says so, and is gone where it is left out."""

from __future__ import annotations

from datetime import date

import pytest
from portfolio_folders import write_untold
from review_reader import blocks_of, sentences_of, words_of
from sample_portfolio import sample, sample_review

from data.simulator.description import read_portfolio
from pmo_analytics.content import Changes, Decisions, Matrix, Review
from pmo_analytics.portfolio import Portfolio, open_portfolio

pytestmark = pytest.mark.slow

PAGES = ("portfolio_health", "governance", "support")
NEVER_SAID = (
    "slower",
    "less than normal",
    "will likely",
    "likely finish",
    "probably",
    "no forecast",
)


@pytest.fixture(scope="module")
def untold(tmp_path_factory) -> Portfolio:
    """Return the sample without Inlet, and in which the fitters of Jetty stayed."""
    told = read_portfolio().without("fitters lent")
    kept = tuple(one for one in told.projects if one.project_id != "INLET")
    told = told.model_copy(update={"projects": kept})
    return open_portfolio(write_untold(tmp_path_factory.mktemp("untold") / "sample", told))


def all_said(review: Review) -> list[str]:
    parts = (review.headline, *review.deck, review.sections)
    return [str(sentence) for _, sentence in sentences_of(parts)]


def matrix_row(review: Review, project: str):
    (matrix,) = blocks_of(review, Matrix)
    return next(row for group in matrix.groups for row in group.rows if row.project_id == project)


# --- Inlet: finished -----------------------------------------------------------------------------


def test_inlet_says_by_when_it_was_what_it_cost_and_what_is_to_come():
    review = sample_review("project_health", scope="INLET")
    assert str(review.headline) == (
        "Inlet slipway renewal is finished: all 64 items by 12 August, 16 days before its date."
    )
    assert [str(said) for said in review.deck] == [
        "It cost £1.05m, £95k under budget.",
        "Its benefits are still to come; 100% of what was planned is expected.",
        "Its last report, of 28 August, says green.",
    ]
    assert review.rag.computed == "green"
    assert str(review.section("cost").title).startswith("It ended £95k under budget")


def test_of_inlet_nothing_is_forecast_asked_or_warned_of():
    review = sample_review("project_health", scope="INLET")
    said = " ".join(all_said(review)).lower()
    assert not [words for words in NEVER_SAID if words in said]
    assert str(review.section("decisions").title) == "No decision is requested"
    assert not {"stuck", "board", "next_wave"} & {section.name for section in review.sections}


def test_no_page_wants_anything_of_inlet():
    row = matrix_row(sample_review(), "INLET")
    assert (row.rag.computed, str(row.cells[0].number.text)) == ("green", "12 August")
    (changes,) = blocks_of(sample_review(), Changes)
    assert "Inlet slipway renewal is finished." in map(str, changes.unchanged)
    for name in ("roadmap", "ends", "decisions", "exposure"):
        assert "Inlet" not in words_of(sample_review().section(name)), name
    assert "Inlet" not in words_of(sample_review("governance").section("standards"))
    assert not [said for said in all_said(sample_review("support")) if "Inlet" in said]


def test_the_team_of_inlet_has_no_pace_that_is_judged():
    review = sample_review("team_health", scope="Slipway")
    assert str(review.headline) == "Slipway has nothing in progress"
    assert [str(said) for said in review.deck] == [
        "It finished 64 items of Inlet slipway renewal, the last on 12 August."
    ]
    assert [section.name for section in review.sections] == ["load", "waits"]


def test_in_june_inlet_was_running_and_had_a_forecast():
    then = sample("2026-06-30")
    judged = then.metric("judgement", project="INLET").values
    assert judged["outlook_name"] == "on_course"
    assert then.metric("finish_forecast", project="INLET").values["likely_date"]


# --- Jetty: late ---------------------------------------------------------------------------------


def test_jetty_says_how_late_it_is_what_is_left_when_it_ends_and_what_is_to_be_decided():
    review = sample_review("project_health", scope="JETTY")
    assert str(review.headline) == (
        "Jetty gangways is 33 days past its date of 28 August; 6 open items, "
        "likely finish 26 November."
    )
    assert str(review.section("finish").title) == (
        "Half of possible futures end by 26 November, 85% by 22 January 2027"
    )
    (decisions,) = blocks_of(review, Decisions)
    asked = {one.decision_id: one for one in decisions.decisions}
    (best,) = [option for option in asked["D-18"].options if option.is_recommended]
    assert str(best.name) == "Eastholm and Tarn Bay in spring"
    assert not [said for said in all_said(review) if "chance of 28 August" in said]
    said = words_of(review.section("pace"))
    assert "“Lend two fitters of Jetty to the breakwater?” was answered “Lend both”" in said


def test_the_portfolio_tells_the_late_one_from_those_that_will_be():
    review = sample_review()
    assert str(review.headline).startswith(
        "One project is late, five probably will be; four of these"
    )
    assert str(matrix_row(review, "JETTY").cells[0].number.text) == "33 days"


def test_in_may_jetty_was_not_late():
    judged = sample("2026-05-31").metric("judgement", project="JETTY").values
    assert judged["outlook_name"] == "uncertain"
    assert judged["schedule_colour_name"] != "red"


# --- left out ------------------------------------------------------------------------------------


def test_left_out_inlet_is_not_there_and_jetty_kept_its_date(untold):
    review = untold.review("portfolio_health")
    assert str(review.headline).startswith("Five projects will probably miss their dates")
    said = " ".join(all_said(review))
    assert "Inlet" not in said
    assert "past its date" not in said
    judged = untold.metric("judgement", project="JETTY").values
    assert judged["outlook_name"] == "ended"
    finish = untold.metric("finish_forecast", project="JETTY").values
    assert finish["ended_date"] < date(2026, 8, 28)
