"""Every number of every review can be asked for, and its printed query runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import wrong_facts, wrong_queries
from hypothesis import given
from portfolio_folders import bare_sample, folder_of_exports, invented
from real_exports import REAL_EXPORTS, require_real_exports
from sample_portfolio import (
    PROGRAMMES,
    PROJECTS,
    review_once,
    sample,
    sample_anew,
    sample_review,
)

from pmo_analytics.content import Review
from pmo_analytics.portfolio import Portfolio, open_portfolio
from tests.evidence.boards import board_review
from tests.unit.metrics.boards import worked_histories
from tests.unit.metrics.test_invariants import no_clock

pytestmark = pytest.mark.slow

REAL = (
    *("nautilus_wallet", "aea_history_2021", "ado_lighthouse_dmy_dots", "stagedates_dmy_pt"),
    *("werkplaats_small", "daily_status_snapshots"),
)


def reports_of(portfolio: Portfolio) -> Iterator[dict[str, str]]:
    """Yield what to ask for the portfolio report and those of the first and last project."""
    projects = list(portfolio.projects()["project_id"])
    yield {}
    for project in dict.fromkeys((projects[0], projects[-1])):
        yield {"name": "project_health", "project": project}


@pytest.fixture(scope="module")
def anew() -> Portfolio:
    """Return the sample as one opens it who has made no report of it."""
    return sample_anew()


def assert_evident(portfolio: Portfolio, review: Review) -> None:
    assert review.facts
    assert list(wrong_facts(portfolio, review)) == []
    assert list(wrong_queries(portfolio, review)) == []


@pytest.mark.parametrize("scope", ["", *PROGRAMMES])
def test_every_fact_of_a_portfolio_review_can_be_asked_for(scope, anew):
    assert_evident(anew, sample_review(scope=scope))


@pytest.mark.parametrize("project", PROJECTS)
def test_every_fact_of_a_project_review_can_be_asked_for(project, anew):
    assert_evident(anew, sample_review("project_health", scope=project))


@pytest.mark.parametrize("day", ["2025-11-14", "2026-03-31", "2026-11-20"])
def test_every_fact_of_an_earlier_or_later_day_can_be_asked_for(day):
    for report in reports_of(sample(day)):
        asked = {"report": report["name"], "scope": report["project"]} if report else {}
        assert_evident(sample(day), sample_review(**asked, as_of=day))


@pytest.mark.parametrize(("opened", "about"), [(bare_sample, "bare"), (invented, "invented")])
def test_every_fact_of_a_portfolio_without_registers_can_be_asked_for(opened, about):
    for report in reports_of(opened()):
        assert_evident(opened(), review_once(opened, about, **report))


@pytest.mark.parametrize("name", REAL)
def test_every_fact_of_a_real_export_can_be_asked_for(name, tmp_path):
    require_real_exports()
    files = [REAL_EXPORTS / f"{name}.csv"]
    portfolio = open_portfolio(folder_of_exports(tmp_path / name, files, time_zone="UTC"))
    for report in reports_of(portfolio):
        assert_evident(portfolio, portfolio.review(**report))


@no_clock
@given(board=worked_histories())
def test_every_fact_of_a_board_can_be_asked_for(board, board_warehouse):
    with board_review(board_warehouse, board) as (portfolio, review):
        assert_evident(portfolio, review)
