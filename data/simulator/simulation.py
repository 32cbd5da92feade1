"""From the description to the histories of all projects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from data.simulator.description import PortfolioSpec, ProjectSpec
from data.simulator.engine import Board
from data.simulator.hierarchy import epic_histories, sub_task_histories
from data.simulator.history import ItemHistory
from data.simulator.passing_over import passed_over
from data.simulator.people import office_time, workers
from data.simulator.planning import plan_items


@dataclass(frozen=True, slots=True)
class ProjectHistory:
    """A project and everything that happened in it, items in order of creation."""

    project: ProjectSpec
    histories: tuple[ItemHistory, ...]
    ends_at: datetime

    def until(self, moment: datetime) -> ProjectHistory:
        """Return what an export of that moment can know."""
        known = (history.until(moment) for history in self.histories)
        return replace(self, histories=tuple(h for h in known if h), ends_at=moment)

    @property
    def items(self) -> tuple[ItemHistory, ...]:
        """Return the histories that are counted: neither epics nor sub-tasks."""
        return tuple(history for history in self.histories if history.item.level == "item")


def simulate(portfolio: PortfolioSpec) -> tuple[ProjectHistory, ...]:
    """Return what happens in each project, until its tracker was exported."""
    return tuple(simulate_project(portfolio, project) for project in portfolio.projects)


def simulate_project(portfolio: PortfolioSpec, project: ProjectSpec) -> ProjectHistory:
    """Return what happens in one project; no other project has an influence on it."""
    office = office_time(portfolio, project)
    workflow = portfolio.workflows[project.workflow]
    ends_at = portfolio.source(project.source).taken_at
    planned = plan_items(portfolio, project, office)
    board = Board(workflow, workers(portfolio, project), office, ends_at)
    items = board.run([item for item in planned if item.level == "item"])
    epics = [i for i in planned if i.level == "epic" and i.created_at <= ends_at]
    histories = [
        *epic_histories(epics, items, workflow),
        *passed_over(items, project, workflow),
        *sub_task_histories(
            (item for item in planned if item.level == "sub-task"),
            items,
            workflow=workflow,
            office=office,
            ends_at=ends_at,
            project=project,
        ),
    ]
    histories.sort(key=lambda history: (history.item.created_at, history.item.name))
    return ProjectHistory(project, tuple(histories), ends_at)
