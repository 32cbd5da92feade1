"""What must go for a budget to suffice: the fewest items, and their share of the value left."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from sample_portfolio import built_sample, sample

from pmo_analytics.catalogue.outturn import changed_outturn
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
    found = changed_outturn(KNOWN, NO_END, left_share=left_share)
    assert found.at(0.5) == pytest.approx(cost, rel=0.02)


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
        drawn = changed_outturn(known, after.ends, left_share=left_share)
        return Decimal(round(drawn.at(0.5)))

    assert likely_cost(found["cut_count"]) - budget == found["cut_over_cost"]
    assert likely_cost(found["cut_count"] - 1) > budget


def _plain(value):
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("project", ["GANNET", "DUNE"])
def test_a_project_within_its_budget_or_without_a_forecast_has_no_cut(project):
    assert sample().metric("budget_cut", project=project).n == 0


@pytest.mark.parametrize("project", ["EMBER", "FJORD"])
def test_the_budget_is_spent_at_the_spend_of_the_last_three_months(project):
    """By hand from costs.csv: what is left of it over what a month costs, from the last of them."""
    with (built_sample() / "registers" / "costs.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["project_id"] == project]
    spent = [Decimal(row["actual_cost"]) for row in rows if row["period"] <= "2026-09"]
    outturn = sample().metric("outturn", project=project).values
    months = (outturn["outturn_budget"] - sum(spent)) / (sum(spent[-3:]) / 3)
    days = (outturn["budget_spent_date"] - date(2026, 9, 30)).days
    assert 0 <= days - float(months) * 365.25 / 12 < 1


@pytest.mark.parametrize("project", ["EMBER", "FJORD"])
def test_who_pays_is_asked_by_what_differs_and_not_by_the_money_itself(project):
    """More than half of the open items would have to go: that is no option."""
    options = sample().metric("decision_options", project=project).frame
    options = options[options["decision_id"] == f"{project}.cost"]
    assert list(options["kind_name"]) == ["fund", "nothing"]
    assert options["likely_total_cost"].isna().all()
    assert not options["is_recommended"].any()
    cut = sample().metric("budget_cut", project=project).values
    assert cut["cut_count"] > cut["cut_of_count"] / 2
    assert set(options["paid_count"]) == {cut["cut_of_count"] - cut["cut_count"]}
    over = sample().metric("outturn", project=project).values["outturn_over_cost"]
    assert set(options["over_cost"]) == {over}


def test_what_is_overdue_is_asked_first_then_the_most_at_stake():
    rows = sample().metric("decisions").frame.to_dict("records")
    overdue = [row["overdue_days"] > 0 for row in rows]
    assert any(overdue)
    assert overdue == sorted(overdue, reverse=True)
    stakes = [
        max(
            float(row[name]) if pd.notna(row[name]) else 0 for name in ("nothing_cost", "over_cost")
        )
        for row in rows
        if not row["overdue_days"]
    ]
    assert stakes == sorted(stakes, reverse=True)
    ahead = [row["about_name"] for row in rows[overdue.count(True) :]]
    assert ahead[:2] == ["written", "cost"]  # both of Fjord: what goes above its budget
