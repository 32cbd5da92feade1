"""Registers that unfold from a few lines of the description: one row a report, month or sprint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from data.simulator.description import PortfolioSpec, ProjectSpec
from data.simulator.registers.months import month_of, months_between
from data.simulator.streams import gamma

Row = Mapping[str, Any]


def milestone_rows(project: ProjectSpec) -> Iterator[Row]:
    """Report each milestone from report to report until it is reached."""
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


def benefit_rows(portfolio: PortfolioSpec, project: ProjectSpec) -> Iterator[Row]:
    """Let each benefit grow to its full size, and realise a share of what was planned."""
    for plan in project.registers.get("benefit_plans", ()):
        rng = project.streams.of("benefit", plan["benefit_id"])
        months = months_between(plan["first_month"], plan["last_month"])
        for index, month in enumerate(months, start=1):
            planned = round(plan["each_month"] * min(1.0, index / plan["months_to_grow"]))
            realised = round(planned * gamma(rng, plan["realised_share"], 60))
            is_over = month <= month_of(portfolio.as_of)
            yield {
                "benefit_id": plan["benefit_id"],
                "project_id": project.project_id,
                "name": plan["name"],
                "unit": plan["unit"],
                "period": month,
                "planned": planned,
                "realised": realised if is_over else "",
                "forecast": round(planned * plan["realised_share"]),
                "owner": plan["owner"],
            }


def score_rows(project: ProjectSpec) -> Iterator[Row]:
    """Unfold a round of scoring into one row a criterion."""
    for scoring in project.registers.get("scorings", ()):
        for criterion, score in scoring["scores"].items():
            yield {
                "project_id": project.project_id,
                "criterion": criterion,
                "score": Decimal(str(score)),
                "scored_date": scoring["scored_date"],
                "scored_by": scoring["scored_by"],
            }


def sprint_rows(project: ProjectSpec) -> Iterator[Row]:
    """Plan the sprints of a project that has them, until its planned finish."""
    if project.sprint_days is None:
        return
    goals = [epic.benefit for epic in project.epics]
    length = timedelta(days=project.sprint_days)
    first = project.first_sprint or project.first_day
    count_sprints = -(-(project.planned_finish - first) // length)
    for index in range(count_sprints):
        starts = first + index * length
        yield {
            "sprint": f"{project.project_id} Sprint {index + 1}",
            "start_date": starts,
            "end_date": starts + length - timedelta(days=1),
            "project_id": project.project_id,
            "goal": goals[index * len(goals) // count_sprints],
        }
