"""Which decisions are asked for, and in which order."""

from __future__ import annotations

from datetime import date

import pytest
from pier import SETTINGS, history
from portfolio_folders import small_folder
from sample_portfolio import sample, sample_review

from pmo_analytics.forecasts.throughput import finish_distribution
from pmo_analytics.portfolio import Portfolio, open_portfolio
from pmo_analytics.values import Decisions, Review

PROJECTS = "project_id,name,items,sponsor,cost_of_delay_per_week\nPIER,Pier works,PIER,Ida,7000\n"
BASELINES = "project_id,approved_date,start_date,finish_date,budget\n"
DECISIONS = "decision_id,raised_date,question,owner,due_date,project_id,decided_date,decision\n"


def decisions_of(review: Review):
    blocks = review.section("decisions").blocks
    return [one for block in blocks if isinstance(block, Decisions) for one in block.decisions]


@pytest.fixture
def opened(tmp_path):
    """Return a maker of the pier with registers: `opened(baselines=…)`."""

    def made(**registers: str) -> Portfolio:
        folder = small_folder(
            tmp_path / "pier",
            history=history(),
            taken=date(2026, 9, 14),
            settings=SETTINGS,
            projects=PROJECTS,
            **registers,
        )
        return open_portfolio(folder, as_of="2026-09-13")

    return made


def test_the_dearest_delay_stands_first():
    costs = [
        max((option.likely_cost or 0 for option in one.options), default=0)
        for one in decisions_of(sample_review())
    ]
    assert costs == sorted(costs, reverse=True)
    assert len(costs) <= 5


def test_a_date_in_danger_that_nobody_asks_about_is_asked_about_by_us(opened):
    portfolio = opened(baselines=BASELINES + "PIER,2026-01-01,2026-01-05,2026-09-27,\n")
    (asked,) = decisions_of(portfolio.review("project_health", project="PIER"))
    assert asked.decision_id == "PIER.date"
    assert asked.owner == "Ida"
    # two weeks bring four items at least: 2 + 2, 2 + 3 or 3 + 3
    assert str(asked.question) == "Keep 27 September by moving 1 item out, or move the date?"


def test_the_cut_is_the_smallest_that_makes_the_date_green(opened):
    portfolio = opened(baselines=BASELINES + "PIER,2026-01-01,2026-01-05,2026-09-27,\n")
    review = portfolio.review("project_health", project="PIER")
    moved = review.facts["PIER.moved_items.2026-09-13"].value
    weekly = portfolio.forecast(project="PIER").weekly_finished
    chances = {left: finish_distribution(weekly, open_items=left)[1] for left in (6, 5, 4)}
    enough = max(left for left, chance in chances.items() if chance >= 0.80)
    assert moved == 6 - enough
    assert review.facts["PIER.chance_after_cut.2026-09-13"].value == pytest.approx(chances[enough])


def test_a_question_of_the_register_replaces_ours(opened):
    portfolio = opened(
        baselines=BASELINES + "PIER,2026-01-01,2026-01-05,2026-09-27,\n",
        decisions=DECISIONS + "D-1,2026-09-01,Shorter pier?,Ida,2026-09-30,PIER,,\n",
    )
    asked = decisions_of(portfolio.review("project_health", project="PIER"))
    assert [one.decision_id for one in asked] == ["D-1"]


def test_what_was_decided_or_not_yet_raised_is_not_asked(opened):
    lines = (
        "D-1,2026-08-01,Decided?,Ida,2026-09-30,PIER,2026-09-10,Yes\n"
        "D-2,2026-09-14,Raised tomorrow?,Ida,2026-09-30,PIER,,\n"
        "D-3,2026-08-01,Decided tomorrow?,Ida,2026-09-30,PIER,2026-09-14,Yes\n"
    )
    portfolio = opened(decisions=DECISIONS + lines)
    asked = decisions_of(portfolio.review("project_health", project="PIER"))
    assert [one.decision_id for one in asked] == ["D-3"]


def test_a_safe_date_asks_nothing_and_is_named_as_the_next_to_watch(opened):
    portfolio = opened(baselines=BASELINES + "PIER,2026-01-01,2026-01-05,2026-12-18,\n")
    section = portfolio.review("project_health", project="PIER").section("decisions")
    assert str(section.title) == "No decision is requested"
    (words,) = section.blocks
    assert str(words.paragraphs[0][0]) == (
        "The next date to watch is 18 December, the baseline finish of Pier works."
    )


def test_decisions_of_a_programme_are_those_of_its_projects():
    asked = decisions_of(sample().review(programme="Port Operations"))
    assert {one.decision_id for one in asked} == {"D-06", "D-07"}
