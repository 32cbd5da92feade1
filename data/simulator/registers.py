"""The registers: mostly as people wrote them, costs as the ledger would have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from data.simulator.description import PortfolioSpec, ProjectSpec
from data.simulator.history import DONE
from data.simulator.simulation import ProjectHistory
from data.simulator.streams import gamma

Row = Mapping[str, Any]

COLUMNS: dict[str, tuple[str, ...]] = {
    "projects": (
        "project_id",
        "name",
        "items",
        "programme",
        "sponsor",
        "manager",
        "objective",
        "stage",
        "currency",
        "cost_of_delay_per_week",
        "is_mandatory",
    ),
    "baselines": (
        "project_id",
        "approved_date",
        "start_date",
        "finish_date",
        "budget",
        "scope_items",
        "reason",
    ),
    "status": (
        "project_id",
        "report_date",
        "overall",
        "schedule",
        "cost",
        "scope",
        "risk",
        "resources",
        "benefits",
        "forecast_finish_date",
        "summary",
        "path_to_green",
    ),
    "milestones": (
        "project_id",
        "milestone_id",
        "report_date",
        "name",
        "forecast_date",
        "baseline_date",
        "actual_date",
        "is_key",
    ),
    "risks": (
        "risk_id",
        "project_id",
        "kind",
        "title",
        "probability",
        "impact_cost",
        "opened_date",
        "impact_days",
        "proximity_date",
        "response",
        "response_due_date",
        "owner",
        "closed_date",
        "reviewed_date",
    ),
    "costs": (
        "project_id",
        "period",
        "planned_value",
        "actual_cost",
        "earned_value",
        "planned_hours",
        "actual_hours",
    ),
    "decisions": (
        "decision_id",
        "raised_date",
        "question",
        "owner",
        "due_date",
        "project_id",
        "options",
        "recommendation",
        "decision",
        "decided_date",
        "outcome",
    ),
}


def register_rows(
    portfolio: PortfolioSpec, histories: Sequence[ProjectHistory]
) -> dict[str, list[list[str]]]:
    """Return the rows of each register as text, the header first."""
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for history in histories:
        project = history.project
        for name, written in project.registers.items():
            if name in COLUMNS:
                rows[name] += [{"project_id": project.project_id} | row for row in written]
        rows["milestones"] += _milestones(project)
        rows["costs"] += _costs(portfolio, history)
    return {
        name: [list(columns), *(_cells(row, columns) for row in rows[name])]
        for name, columns in COLUMNS.items()
    }


def _cells(row: Row, columns: Iterable[str]) -> list[str]:
    unknown = set(row) - set(columns)
    if unknown:
        raise ValueError(f"the register has no column {', '.join(sorted(unknown))}: {dict(row)}")
    return [_cell(row.get(column, "")) for column in columns]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _milestones(project: ProjectSpec) -> Iterator[Row]:
    """Unfold each milestone into one row a report: it is reported until it is reached."""
    for milestone in project.registers["milestone_plans"]:
        first_report = milestone.get("first_report", date.min)
        reports = [row["report_date"] for row in project.registers["status"]]
        reports = [day for day in reports if day >= first_report]
        forecasts: list[date] = milestone["forecasts"]
        for report_date, forecast in zip(reports, forecasts, strict=False):
            actual = milestone.get("actual_date")
            is_reached = actual is not None and actual <= report_date
            yield {
                "project_id": project.project_id,
                "milestone_id": milestone["milestone_id"],
                "report_date": report_date,
                "name": milestone["name"],
                "forecast_date": forecast,
                "baseline_date": milestone["baseline_date"],
                "actual_date": actual if is_reached else "",
                "is_key": milestone["is_key"],
            }


def _costs(portfolio: PortfolioSpec, history: ProjectHistory) -> Iterator[Row]:
    """Spend a bell-shaped plan month by month, dearer or cheaper by what the ledger says."""
    plan = history.project.registers["cost_plan"]
    rng = history.project.streams.of("costs")
    months = _months(plan["first_month"], plan["last_month"])
    weights = [((index + 0.7) * (len(months) - index + 0.3)) ** 0.7 for index in range(len(months))]
    budget, rate = Decimal(plan["budget"]), Decimal(plan["rate_per_hour"])
    for month, weight in zip(months, weights, strict=True):
        factor = gamma(rng, plan["spent_of_plan"], 140)
        if month > portfolio.as_of.strftime("%Y-%m"):
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


def _months(first: str, last: str) -> list[str]:
    year, month = (int(part) for part in first.split("-"))
    months = []
    while f"{year}-{month:02}" <= last:
        months.append(f"{year}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def _pence(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def _finished_in(history: ProjectHistory, month: str) -> int:
    return sum(
        1
        for item in history.items
        if item.last.resolution == DONE and _finished_on(item.changes).strftime("%Y-%m") == month
    )


def _finished_on(changes: Sequence[Any]) -> date:
    return next(c.changed_at.date() for c in reversed(changes) if "resolution" in c.changed_fields)
