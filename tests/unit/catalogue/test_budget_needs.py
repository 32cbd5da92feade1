"""What must go for a budget to suffice: the fewest items, and their share of the value left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from sample_portfolio import sample

from pmo_analytics.catalogue.outturn import likely_cost_of_less
from pmo_analytics.forecasts.changes import Change

KNOWN = {
    "project_id": "PIER",
    "spent_costs": (100.0, 100.0, 100.0),
    "earned_values": (50.0, 50.0, 50.0),
    "budget": Decimal(300),
    "until_date": date(2026, 8, 31),
}
NO_END = np.empty(0)


@pytest.mark.parametrize(("left_share", "cost"), [(1.0, 600), (0.5, 450), (0.0, 300)])
def test_what_is_left_to_earn_falls_with_the_items(left_share, cost):
    """Half is earned of what is spent: what is left costs twice its value."""
    found = likely_cost_of_less(KNOWN, NO_END, left_share=left_share)
    assert float(found) == pytest.approx(cost, rel=0.02)


def test_the_cut_suffices_and_one_item_fewer_does_not():
    portfolio = sample()
    found = portfolio.metric("budget_cut", project="EMBER").values
    budget = portfolio.metric("outturn", project="EMBER").values["outturn_budget"]
    assert 0 < found["cut_count"] < found["cut_of_count"]
    assert found["cut_over_cost"] <= 0

    def likely_cost(cut: int) -> Decimal:
        (known,) = portfolio.metric("budget_cut", project="EMBER").frame.to_dict("records")
        evidence = portfolio._evidence
        day = evidence.calendar.as_of()
        after = evidence.forecaster.changed(day, "EMBER", (Change("EMBER", items=-cut),))
        known = {name: _plain(value) for name, value in known.items()}
        left_share = 1 - cut / found["cut_of_count"]
        return likely_cost_of_less(known, after.ends, left_share=left_share)

    assert likely_cost(found["cut_count"]) - budget == found["cut_over_cost"]
    assert likely_cost(found["cut_count"] - 1) > budget


def _plain(value):
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("project", ["GANNET", "DUNE"])
def test_a_project_within_its_budget_or_without_a_forecast_has_no_cut(project):
    assert sample().metric("budget_cut", project=project).n == 0
