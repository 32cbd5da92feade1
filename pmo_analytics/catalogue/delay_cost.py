"""What the delay that is forecast costs: of a project, and of several future by future."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from pmo_analytics.catalogue.money import whole_money
from pmo_analytics.forecasts.forecast import LIKELY, SURE
from pmo_analytics.forecasts.outturn import delay_cost
from pmo_analytics.forecasts.quantiles import quantile
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, LeftOut, Measure, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import Question
from pmo_analytics.values import Tier

_WEEK_DAYS = 7


def delay_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Price the delay of each project of each scope, and of all of them future by future."""
    projects = dict.fromkeys(one for scope in question.scopes for one in scope.project_ids)
    single = Question(tuple(map(project_scope, projects)), question.as_of)
    finishes = answers.values("finish_forecast", single)
    entries = answers.values("project_entry", single)
    for scope, day in question.cases():
        rows = [
            _delay_row(one, entries.get((one, day.day), {}), finishes.get((one, day.day), {}))
            for one in scope.project_ids
        ]
        priced = [row for row in rows if row["likely_delay_cost"] is not None]
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(priced),
            **_priced(priced),
            "without_cost_of_delay": sum(row["week_of_delay_cost"] is None for row in rows),
            "without_forecast": sum(
                row["week_of_delay_cost"] is not None
                and row["likely_delay_cost"] is None
                and not row["has_ended"]
                for row in rows
            ),
            "frame": [{name: row[name] for name in _SHOWN_OF_DELAY} for row in rows],
        }


def _delay_row(project_id: str, entry: Row, finish: Row) -> dict[str, Any]:
    weekly, target = entry.get("week_of_delay_cost"), entry.get("baseline_finish_date")
    is_known = bool(finish.get("likely_date")) and weekly is not None and target is not None
    row = {
        "project_id": project_id,
        "has_ended": finish.get("ended_date") is not None,
        "week_of_delay_cost": weekly,
        "ends": finish["forecast"].scope.ends if is_known else None,
        "due": float(target.toordinal()) if target else None,
    }
    return {**row, **(_priced([row]) if is_known else dict.fromkeys(_PRICED))}


def _priced(rows: Sequence[Row]) -> dict[str, Decimal | None]:
    return dict(zip(_PRICED, priced_delay(rows), strict=True))


def priced_delay(rows: Sequence[Row]) -> tuple[Decimal | None, Decimal | None]:
    """Return what the delay of projects costs until the likely and the sure end; None: no end.

    Args:
        rows: see `drawn_delay`.
    """
    return likely_and_late(drawn_delay(rows))


def drawn_delay(rows: Sequence[Row]) -> np.ndarray:
    """Return what the delay of projects costs in each future; empty without a project.

    Args:
        rows: with `project_id`, `ends` of joint futures, the ordinal from when on they are late as
            `due`, and `week_of_delay_cost`.
    """
    return delay_cost(
        {row["project_id"]: row["ends"] for row in rows},
        due={row["project_id"]: row["due"] for row in rows},
        cost_a_week={row["project_id"]: float(row["week_of_delay_cost"]) for row in rows},
    )


def likely_and_late(draws: np.ndarray) -> tuple[Decimal | None, Decimal | None]:
    """Return the amounts that half and most of the draws do not pass; None: no end."""
    if not len(draws):
        return Decimal(0), Decimal(0)
    likely, late = (quantile(draws, share) for share in (LIKELY, SURE))
    return whole_money(likely), whole_money(late)


_PRICED = ("likely_delay_cost", "late_delay_cost")
_SHOWN_OF_DELAY = ("project_id", "week_of_delay_cost", *_PRICED)
FORECAST_DELAY_COST = Measure(
    name="forecast_delay_cost",
    family="forecast",
    label="Cost of delay, by the forecast",
    meaning="The weeks from the baseline date to the forecast finish, times what a week costs.",
    rule=(
        f"Days late ÷ {_WEEK_DAYS} × cost of delay a week in every future, nothing where it ends "
        "in time. Several projects are added up future by future, so that the likely cost of all "
        "is not the sum of the likely costs of each."
    ),
    source=(
        "Cost of delay [reinertsen-2009]; declared_delay_cost prices what the projects themselves "
        "forecast"
    ),
    unit="money",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="What is lost by waiting beyond the cost that projects.csv names.",
    detail="projects_as_of",
    values={
        "likely_delay_cost": "until the likely finish",
        "late_delay_cost": f"until the finish that is {SURE:.0%} sure",
    },
    left_out={
        "without_cost_of_delay": LeftOut(
            "without a cost of delay in projects.csv", "add cost_of_delay_per_week to it"
        ),
        "without_forecast": LeftOut(
            "without a baseline date or a forecast",
            "add the register baselines.csv, and exports with finished items",
        ),
    },
    counted="projects",
    nothing_because={"without_cost_of_delay": "add cost_of_delay_per_week to projects.csv"},
    conventions=FROM_EXPORTS,
    derive=delay_rows,
    known_of="projects",
)

FAMILY = (FORECAST_DELAY_COST,)
