"""Every number of every review can be asked for, and its printed query runs."""

from __future__ import annotations

import pytest
from asking import wrong_facts, wrong_queries
from hypothesis import given
from portfolio_folders import bare_sample, folder_of_exports, invented
from real_exports import REAL_EXPORTS, require_real_exports
from sample_portfolio import PROGRAMMES, PROJECTS, sample, sample_review

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


def reviews_of(portfolio: Portfolio) -> list[Review]:
    """Return the portfolio report and that of the first and last project."""
    projects = list(portfolio.projects()["project_id"])
    chosen = dict.fromkeys((projects[0], projects[-1]))
    return [
        portfolio.review(),
        *(portfolio.review("project_health", project=project) for project in chosen),
    ]


def assert_evident(portfolio: Portfolio, review: Review) -> None:
    assert review.facts
    assert list(wrong_facts(portfolio, review)) == []
    assert list(wrong_queries(portfolio, review)) == []


@pytest.mark.parametrize("scope", ["", *PROGRAMMES])
def test_every_fact_of_a_portfolio_review_can_be_asked_for(scope):
    assert_evident(sample(), sample_review(scope=scope))


@pytest.mark.parametrize("project", PROJECTS)
def test_every_fact_of_a_project_review_can_be_asked_for(project):
    assert_evident(sample(), sample_review("project_health", scope=project))


@pytest.mark.parametrize("day", ["2025-11-14", "2026-03-31", "2026-11-20"])
def test_every_fact_of_an_earlier_or_later_day_can_be_asked_for(day):
    for review in reviews_of(sample(day)):
        assert_evident(sample(day), review)


@pytest.mark.parametrize("opened", [bare_sample, invented])
def test_every_fact_of_a_portfolio_without_registers_can_be_asked_for(opened):
    for review in reviews_of(opened()):
        assert_evident(opened(), review)


@pytest.mark.parametrize("name", REAL)
def test_every_fact_of_a_real_export_can_be_asked_for(name, tmp_path):
    require_real_exports()
    files = [REAL_EXPORTS / f"{name}.csv"]
    portfolio = open_portfolio(folder_of_exports(tmp_path / name, files, time_zone="UTC"))
    for review in reviews_of(portfolio):
        assert_evident(portfolio, review)


@no_clock
@given(board=worked_histories())
def test_every_fact_of_a_board_can_be_asked_for(board, board_warehouse):
    with board_review(board_warehouse, board) as (portfolio, review):
        assert_evident(portfolio, review)
