"""A slice of the benchmark: published dates hold on a portfolio that mixes kinds.

The limits are those of the whole benchmark, with two standard errors of so few projects.
"""

import pytest

from benchmarks.forecasts.coverage import grid, published_cases, row
from benchmarks.forecasts.kinds import portfolio_plans
from benchmarks.forecasts.world import live

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found():
    truths = live(portfolio_plans(60, seed=2), seed=2)
    return list(published_cases(truths, origins=grid(truths)))


def test_dates_hold_about_as_often_as_promised(found):
    over_all = row("all", found)
    assert over_all.count > 250
    assert 0.75 <= over_all.held[2] <= 0.95
    assert over_all.held == tuple(sorted(over_all.held))


def test_few_are_withheld_and_losses_are_below_naive(found):
    over_all = row("all", found)
    assert over_all.withheld <= 0.25
    assert over_all.gain_50 > 0.25
    assert over_all.gain_85 > 0.35
