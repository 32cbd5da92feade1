"""The outturn: what projects will have cost in the end, against the budget in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, isfinite
from typing import Any

import numpy as np

from pmo_analytics.catalogue.money import whole_money
from pmo_analytics.forecasts.draws import DRAWS
from pmo_analytics.forecasts.forecast import LIKELY, SURE
from pmo_analytics.forecasts.outturn import (
    CONTINGENCY_PROBABILITY,
    RECENT_MONTHS,
    Outturn,
    outturn,
)
from pmo_analytics.forecasts.quantiles import quantile
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.cost.cost import COSTS
from pmo_analytics.metrics.measure import Answers, Key, LeftOut, Measure, Row, rows_of_cases
from pmo_analytics.metrics.needs import OTHER_CURRENCY
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import Question

_UNIT_COST = 100  # as earned_value pictures a rate
_DAYS_A_MONTH = 365.25 / 12
_MONEY = (
    *("outturn_budget", "outturn_spent_cost", "likely_outturn_cost", "sure_outturn_cost"),
    *("outturn_contingency_cost", "outturn_over_cost", "outturn_sure_over_cost"),
)


def outturn_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell what the projects of every scope will have cost in the end, as of every day."""
    projects = dict.fromkeys(one for scope in question.scopes for one in scope.project_ids)
    single = Question(tuple(map(project_scope, projects)), question.as_of)
    finishes = answers.values("finish_forecast", single)
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of_cases(answers, "cost_histories", question):
        finish = finishes.get((row["project_id"], row["as_of"]), {})
        found[row["scope"], row["as_of"]].append(_project_row(row, finish))
    for key, rows in found.items():
        yield _scope_row(key, sorted(rows, key=lambda row: row["project_id"]))


def _project_row(known: Row, finish: Row) -> dict[str, Any]:
    """Return the outturn of a project, with its draws, or why it is not known."""
    left_out = left_out_by(known)
    spent = known["spent_costs"] or ()
    drawn = None if left_out else _drawn(known, finish)
    row = {
        "project_id": known["project_id"],
        "currency": known["currency"],
        "left_out_by": left_out or ("" if drawn and isfinite(drawn.at(LIKELY)) else "forecast"),
        "until_date": known["until_date"],
        "drawn": drawn,
    }
    if drawn is None:
        return {**row, **dict.fromkeys(_OF_PROJECT)}
    return {
        **row,
        **_amounts(drawn, known["budget"], sum(spent)),
        **_basis(drawn),
        "budget_spent_date": _spent_on(known, sum(spent)),
    }


def _drawn(known: Row, finish: Row) -> Outturn | None:
    # What is earned at the end is the budget, whatever costs.csv says of it.
    has_ended = finish.get("doubt_name") == "nothing_left"
    return outturn(
        known["project_id"],
        months_left=_months_left(known, finish),
        spent_by_month=known["spent_costs"],
        earned_by_month=() if has_ended else known["earned_values"] or (),
        budget=float(known["budget"]),
    )


def changed_outturn(known: Row, ends: np.ndarray, *, left_share: float) -> Outturn | None:
    """Return the outturn of a project after changes; None where neither way of it is known.

    Args:
        known: its row of `cost_histories`.
        ends: of the forecast after the changes.
        left_share: of the open items that is left, and with them of the value to be earned.
    """
    earned = sum(known["earned_values"] or ())
    return outturn(
        known["project_id"],
        months_left=_months_until(known, ends) if len(ends) else None,
        spent_by_month=known["spent_costs"],
        earned_by_month=known["earned_values"] or (),
        budget=earned + max(float(known["budget"]) - earned, 0.0) * left_share,
    )


def above_budget(known: Row, drawn: Outturn) -> np.ndarray:
    """Return what a project costs above its budget in each of twice as many draws as futures."""
    return np.maximum(_aligned(drawn) - float(known["budget"]), 0.0)


def left_out_by(known: Row) -> str:
    if not known["is_counted"]:
        return "currency"
    if len(known["spent_costs"] or ()) < RECENT_MONTHS:
        return "costs"
    return "" if known["budget"] else "budget"


def _months_left(known: Row, finish: Row) -> np.ndarray | None:
    """Return the months from the last one with costs to the end; None where none is forecast."""
    if not finish or finish.get("is_young"):
        return None
    forecast = finish["forecast"].scope
    if finish["doubt_name"] == "nothing_left":
        return np.zeros(1)
    if not len(forecast.ends):
        return None
    return _months_until(known, forecast.ends)


def _months_until(known: Row, ends: np.ndarray) -> np.ndarray:
    return np.maximum(ends - known["until_date"].toordinal(), 0.0) / _DAYS_A_MONTH


def _amounts(drawn: Outturn, budget: Decimal, spent: float) -> dict[str, Any]:
    likely, sure = whole_money(drawn.at(LIKELY)), whole_money(drawn.at(SURE))
    over = _less(likely, budget)
    return {
        "outturn_budget": budget,
        "outturn_spent_cost": whole_money(spent),
        "likely_outturn_cost": likely,
        "sure_outturn_cost": sure,
        "outturn_contingency_cost": whole_money(drawn.contingency(float(budget))),
        "outturn_over_cost": over,
        "outturn_sure_over_cost": _less(sure, budget),
        "outturn_over_share": None if over is None else float(over / budget),
    }


def _spent_on(known: Row, spent: float) -> date | None:
    """Return the day on which the budget is spent, at the spend of a month of late."""
    a_month = sum(known["spent_costs"][-RECENT_MONTHS:]) / RECENT_MONTHS
    left = float(known["budget"]) - spent
    if left <= 0:
        return known["until_date"]
    if a_month <= 0:
        return None
    return known["until_date"] + timedelta(days=ceil(left / a_month * _DAYS_A_MONTH))


def _basis(drawn: Outturn) -> dict[str, Any]:
    ways = {"spend": len(drawn.by_spend), "performance": len(drawn.by_performance)}
    recent = drawn.recent_performance
    return {
        "recent_for_unit_cost": None if recent is None else round(_UNIT_COST * recent),
        "outturn_basis_name": "both" if all(ways.values()) else max(ways, key=ways.__getitem__),
        "recent_performance_ratio": drawn.recent_performance,
        "overall_performance_ratio": drawn.overall_performance,
    }


def _scope_row(key: Key, rows: Sequence[dict[str, Any]]) -> Row:
    known = [row for row in rows if row["likely_outturn_cost"] is not None]
    why = [row["left_out_by"] for row in rows]
    return {
        "scope": key[0],
        "as_of": key[1],
        "n": len(known),
        **(_together(known) if known else dict.fromkeys(OUTTURN.values)),
        **{name: why.count(reason) for name, reason in _WHY.items()},
        "frame": [{name: row[name] for name in _SHOWN} for row in rows],
    }


def _together(known: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Add up projects: likely amounts as they are printed, the sure one future by future."""
    one = known[0] if len(known) == 1 else {}
    sums = {name: _sum(known, name) for name in _MONEY}
    if not one:
        together = np.add.reduce([_aligned(row["drawn"]) for row in known])
        budget = float(sums["outturn_budget"])
        sums["sure_outturn_cost"] = whole_money(quantile(together, SURE))
        covering = quantile(together, CONTINGENCY_PROBABILITY)
        sums["outturn_sure_over_cost"] = _less(sums["sure_outturn_cost"], sums["outturn_budget"])
        sums["outturn_contingency_cost"] = whole_money(max(covering - budget, 0.0))
    over = sums["outturn_over_cost"]
    return {
        **sums,
        "outturn_over_share": None if over is None else float(over / sums["outturn_budget"]),
        "outturn_until_date": min(row["until_date"] for row in known),
        "outturn_count": len(known),
        "currency": known[0]["currency"],
        "recent_months_count": RECENT_MONTHS,
        **{name: one.get(name) for name in _OF_ONE},
    }


def _less(amount: Decimal | None, budget: Decimal) -> Decimal | None:
    return None if amount is None else amount - budget


def _aligned(drawn: Outturn) -> np.ndarray:
    """Return twice as many draws as there are futures, so that those of projects can be added."""
    return np.resize(drawn.draws, 2 * DRAWS)


def _sum(rows: Sequence[Row], name: str) -> Decimal | None:
    amounts = [row[name] for row in rows]
    return None if None in amounts else sum(amounts, Decimal(0))


_OF_ONE = {
    "outturn_basis_name": "of one project: by spend, by performance, or both",
    "recent_performance_ratio": f"of one project: earned over spent, last {RECENT_MONTHS} months",
    "overall_performance_ratio": "the same of all months",
    "budget_spent_date": "of one project: when the budget is spent at the spend of late",
    "recent_for_unit_cost": f"of one project: earned for every {_UNIT_COST} spent of late",
}
_OF_PROJECT = (*_MONEY, "outturn_over_share", *_OF_ONE)
_SHOWN = ("project_id", "until_date", "left_out_by", *_OF_PROJECT)
_WHY = {
    "other_currency": "currency",
    "without_costs": "costs",
    "without_budget": "budget",
    "without_end": "forecast",
}
_ADD_MONTHS = "add more ended months to costs.csv"
_ADD_BUDGET = "add budget to baselines.csv"
_ADD_END = "add earned_value to costs.csv, or exports with finished items"
OUTTURN = Measure(
    name="outturn",
    family="cost",
    label="Outturn",
    meaning="What a project will have cost in the end, against the budget in force, as a range.",
    rule=(
        "Half of the futures: spent so far, and the spend of a month of late for every month until "
        "the end that finish_forecast draws. The other half: spent so far, and the work left at "
        f"the cost performance of late. Of late are the last {RECENT_MONTHS} months with costs, "
        "since one that was good in all and is bad lately is not under budget. Where only one way "
        "is known, all futures go by it; one that is finished has cost what was spent. Likely is "
        f"what {LIKELY:.0%} of the futures do not pass, sure what {SURE:.0%} do not, contingency "
        f"what {CONTINGENCY_PROBABILITY:.0%} need above the budget. Of several projects likely "
        "amounts are added up, the sure one is that of all, future by future."
    ),
    source="[gao-20-195g], step 9; [pmi-evm], estimate at completion at recent performance",
    unit="money",
    better="lower",
    least_tier=None,
    counted="projects",
    cannot_tell="Costs that nobody booked, and whether the rest of the work is like the last.",
    detail="cost_histories",
    values={
        "outturn_over_share": "likely outturn over the budget in force, less 100%",
        "likely_outturn_cost": "likely cost in the end",
        "sure_outturn_cost": f"cost in the end that is not passed with {SURE:.0%}",
        "outturn_budget": "budget of the baseline in force",
        "outturn_spent_cost": "spent so far",
        "outturn_contingency_cost": f"needed above it for {CONTINGENCY_PROBABILITY:.0%}",
        "outturn_over_cost": "likely outturn less budget; below 0: under it",
        "outturn_sure_over_cost": "sure outturn less budget",
        "outturn_count": "projects of which this is known",
        **_OF_ONE,
        "recent_months_count": "months that are of late",
        "outturn_until_date": "end of the last month with costs, the earliest of the projects",
        "currency": "currency of the amounts",
    },
    needs=(COSTS,),
    left_out={
        "other_currency": OTHER_CURRENCY,
        "without_costs": LeftOut(
            f"with fewer than {RECENT_MONTHS} ended months in costs.csv", _ADD_MONTHS
        ),
        "without_budget": LeftOut("without a budget in baselines.csv", _ADD_BUDGET),
        "without_end": LeftOut("with neither a forecast nor an earned value", _ADD_END),
    },
    nothing_because={
        "without_costs": _ADD_MONTHS,
        "without_budget": _ADD_BUDGET,
        "without_end": _ADD_END,
    },
    conventions=FROM_EXPORTS,
    derive=outturn_rows,
    known_of="projects",
)

FAMILY = (OUTTURN,)
