"""The registers as files: what people wrote down, and what follows from plans and histories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from data.simulator.description import PortfolioSpec, ProjectSpec, Written
from data.simulator.registers.blockers import blocker_rows
from data.simulator.registers.columns import COLUMNS
from data.simulator.registers.costs import cost_rows
from data.simulator.registers.hours import allocation_rows, capacity_rows, demand_rows
from data.simulator.registers.plans import benefit_rows, milestone_rows, score_rows, sprint_rows
from data.simulator.simulation import ProjectHistory

Row = Mapping[str, Any]


def register_rows(
    portfolio: PortfolioSpec, histories: Sequence[ProjectHistory]
) -> dict[str, list[list[str]]]:
    """Return the rows of each register as text, the header first."""
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for history in histories:
        for name, found in (*_unfolded(portfolio, history), *_written(history.project)):
            rows[name] += found
    for name, found in portfolio.registers.items():
        rows[name] += found
    rows["calendar"] += [{"date": day, "kind": "holiday"} for day in sorted(portfolio.holidays)]
    return {
        name: [list(columns), *(_cells(row, columns) for row in rows[name])]
        for name, columns in COLUMNS.items()
    }


def _written(project: ProjectSpec) -> Iterator[tuple[str, Iterable[Row]]]:
    told = (story.registers for story in project.told_stories if isinstance(story, Written))
    for registers in (project.registers, *told):
        for name, rows in registers.items():
            if name in COLUMNS:
                own = {"project_id": project.project_id} if "project_id" in COLUMNS[name] else {}
                yield name, [own | row for row in rows]


def _unfolded(
    portfolio: PortfolioSpec, history: ProjectHistory
) -> Iterator[tuple[str, Iterable[Row]]]:
    project = history.project
    yield "milestones", milestone_rows(project)
    yield "costs", cost_rows(portfolio, history)
    yield "benefits", benefit_rows(portfolio, project)
    yield "capacity", capacity_rows(portfolio, project)
    yield "allocations", allocation_rows(portfolio, project)
    yield "demand", demand_rows(portfolio, project)
    yield "scores", score_rows(project)
    yield "blockers", blocker_rows(portfolio, history)
    yield "sprints", sprint_rows(project)


def _cells(row: Row, columns: Iterable[str]) -> list[str]:
    unknown = set(row) - set(columns)
    if unknown:
        raise ValueError(f"the register has no column {', '.join(sorted(unknown))}: {dict(row)}")
    return [_cell(row.get(column, "")) for column in columns]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
