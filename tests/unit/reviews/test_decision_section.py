"""Which decisions are asked for, and in which order."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pier import SETTINGS, history
from portfolio_folders import reviewed_once, small_folder
from review_reader import fact_of
from sample_portfolio import sample_review

from pmo_analytics.catalogue.decisions import DECIDE_WITHIN_DAYS, MOST_SHOWN
from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.content import Decisions, Review
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.portfolio import Portfolio
from tests.unit.warehouse.in_memory import opened_in_memory

pytestmark = pytest.mark.slow

PROJECTS = "project_id,name,items,sponsor,cost_of_delay_per_week\nPIER,Pier works,PIER,Ida,7000\n"
BASELINES = "project_id,approved_date,start_date,finish_date,budget\n"
IN_DANGER = BASELINES + "PIER,2026-01-01,2026-01-05,2026-10-04,\n"
PIER = {"scope": "PIER", "as_of": "2026-09-13"}
DECISIONS = "decision_id,raised_date,question,owner,due_date,project_id,decided_date,decision\n"


def decisions_of(review: Review):
    blocks = review.section("decisions").blocks
    return [one for block in blocks if isinstance(block, Decisions) for one in block.decisions]


@cache
def opened(**registers: str) -> Portfolio:
    """Return the pier, all planned beforehand, with registers; landed and reviewed once."""
    with TemporaryDirectory(prefix="pmo-pier-") as name:
        folder = small_folder(
            Path(name) / "pier",
            history=history(is_planned=True),
            taken=date(2026, 9, 14),
            settings=SETTINGS,
            projects=PROJECTS,
            **registers,
        )
        return reviewed_once(opened_in_memory(folder, as_of=date(2026, 9, 13)))


def test_the_dearest_delay_stands_first():
    """After what is overdue, and after money that is asked for, which no delay prices."""
    asked = decisions_of(sample_review())
    costs = [
        one.options[-1].likely_cost for one in asked if one.options[-1].likely_cost is not None
    ]
    assert len(costs) > 1
    assert costs == sorted(costs, reverse=True)
    assert len(asked) <= MOST_SHOWN
    assert str(asked[0].due).endswith(", overdue")


def test_a_date_in_danger_that_nobody_asks_about_is_asked_about_by_us():
    portfolio = opened(baselines=IN_DANGER)
    (asked,) = decisions_of(portfolio.review("project_health", project="PIER"))
    assert asked.decision_id == "PIER.date"
    assert asked.owner == "Ida"
    assert (asked.due_date - date(2026, 9, 13)).days == DECIDE_WITHIN_DAYS
    # six items are open, and three weeks at two or three a week may bring six, or a few less
    assert str(asked.question) == "Keep 4 October by moving 3 items out, or move the date?"


def test_the_cut_is_the_smallest_that_makes_the_date_green():
    portfolio = opened(baselines=IN_DANGER)
    review = portfolio.review("project_health", project="PIER")
    evidence = Evidence(portfolio._connection, portfolio.settings)
    day, target = evidence.calendar.as_of("2026-09-13"), date(2026, 10, 4)

    def chance_without(items: int) -> float:
        change = Change(scope_id="PIER", items=-items)
        return evidence.forecaster.changed(day, "PIER", (change,)).chance_of(target)

    enough = next(items for items in range(7) if chance_without(items) >= 0.80)
    assert fact_of(review, "scope_cut", "moved_count", **PIER).value == enough > 0
    options = evidence.detail("decision_options", (project_scope("PIER"),), day)
    assert options[0]["chance_share"] == pytest.approx(chance_without(enough))


def test_a_question_of_the_register_replaces_ours():
    portfolio = opened(
        baselines=IN_DANGER,
        decisions=DECISIONS + "D-1,2026-09-01,Shorter pier?,Ida,2026-09-30,PIER,,\n",
    )
    asked = decisions_of(portfolio.review("project_health", project="PIER"))
    assert [one.decision_id for one in asked] == ["D-1"]


def test_what_was_decided_or_not_yet_raised_is_not_asked():
    lines = (
        "D-1,2026-08-01,Decided?,Ida,2026-09-30,PIER,2026-09-10,Yes\n"
        "D-2,2026-09-14,Raised tomorrow?,Ida,2026-09-30,PIER,,\n"
        "D-3,2026-08-01,Decided tomorrow?,Ida,2026-09-30,PIER,2026-09-14,Yes\n"
    )
    portfolio = opened(decisions=DECISIONS + lines)
    asked = decisions_of(portfolio.review("project_health", project="PIER"))
    assert [one.decision_id for one in asked] == ["D-3"]


def test_a_safe_date_asks_nothing_and_is_named_as_the_next_to_watch():
    portfolio = opened(baselines=BASELINES + "PIER,2026-01-01,2026-01-05,2026-12-18,\n")
    section = portfolio.review("project_health", project="PIER").section("decisions")
    assert str(section.title) == "No decision is requested"
    (words,) = section.blocks
    assert str(words.paragraphs[0][0]) == (
        "The next date to watch is 18 December, the baseline finish of Pier works."
    )


@pytest.mark.parametrize("baselines", [BASELINES, BASELINES + "PIER,2026-01-01,,,\n"])
def test_without_a_date_there_is_nothing_to_choose(baselines):
    review = opened(baselines=baselines).review("project_health", project="PIER")
    assert decisions_of(review) == []


def test_without_a_forecast_there_is_nothing_to_choose():
    """Dune has a date and has finished nothing."""
    asked = decisions_of(sample_review("project_health", scope="DUNE"))
    assert all(one.decision_id != "DUNE.date" for one in asked)


def test_a_blank_recommendation_is_none():
    decisions = (
        "decision_id,raised_date,question,owner,due_date,project_id,options,recommendation\n"
        "D-1,2026-09-01,Shorter pier?,Ida,2026-09-30,PIER,Shorter,\n"
        "D-2,2026-09-01,Lower pier?,Ida,2026-09-30,PIER,Lower,  \n"
    )
    asked = decisions_of(opened(decisions=decisions).review("project_health", project="PIER"))
    assert len(asked) == 2
    for one in asked:
        assert not any(option.is_recommended for option in one.options)
        assert "Recommended" not in str(one.reason)


def test_decisions_of_a_programme_are_those_of_its_projects_and_teams():
    asked = decisions_of(sample_review(scope="Port Operations"))
    assert {one.decision_id for one in asked} == {
        "D-06",
        "D-07",
        "D-18",
        "JETTY.cost",
        "Berths.focus",
    }
