"""The ledger: a bell-shaped plan, what was spent of it, and what the finished items are worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from data.simulator.description import PortfolioSpec
from data.simulator.history import DONE, Change
from data.simulator.registers.months import month_of, months_between
from data.simulator.simulation import ProjectHistory
from data.simulator.streams import gamma

Row = Mapping[str, Any]


def cost_rows(portfolio: PortfolioSpec, history: ProjectHistory) -> Iterator[Row]:
    """Spend a bell-shaped plan month by month, dearer or cheaper by what the ledger says."""
    plan = history.project.registers["cost_plan"]
    rng = history.project.streams.of("costs")
    months = months_between(plan["first_month"], plan["last_month"])
    weights = [((index + 0.7) * (len(months) - index + 0.3)) ** 0.7 for index in range(len(months))]
    budget, rate = Decimal(plan["budget"]), Decimal(plan["rate_per_hour"])
    for month, weight in zip(months, weights, strict=True):
        factor = gamma(rng, plan["spent_of_plan"], 140)
        if month > month_of(portfolio.as_of):
            return
        planned = _pence(budget * Decimal(weight) / Decimal(sum(weights)))
        actual = _pence(planned * Decimal(factor))
        earned = budget * _finished_in(history, month) / plan["earned_by_items"]
        yield {
            "period": month,
            "project_id": history.project.project_id,
            "planned_value": planned,
            "actual_cost": actual,
            "earned_value": _pence(earned),
            "planned_hours": round(planned / rate),
            "actual_hours": round(actual / rate * Decimal("0.985")),
        }


def _pence(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def _finished_in(history: ProjectHistory, month: str) -> int:
    return sum(
        1
        for item in history.items
        if item.last.resolution == DONE and month_of(_finished_on(item.changes)) == month
    )


def _finished_on(changes: Sequence[Change]) -> date:
    return next(c.changed_at.date() for c in reversed(changes) if "resolution" in c.changed_fields)
