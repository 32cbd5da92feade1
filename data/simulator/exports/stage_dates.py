"""A flow tool's table: one row an item, one column a stage with the day on which it came there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from data.simulator.description import PortfolioSpec, WorkflowSpec
from data.simulator.exports.csv_text import csv_text
from data.simulator.history import CANCELLED, ItemHistory
from data.simulator.simulation import ProjectHistory

ATTRIBUTES = ("Type", "Project", "Team", "Owner", "Points", "Due Date", "Tags", "Discarded")


def stage_dates_text(portfolio: PortfolioSpec, projects: Sequence[ProjectHistory]) -> str:
    """Return the items of projects that share a workflow, in order of creation."""
    workflow = portfolio.workflows[projects[0].project.workflow]
    rows = [
        [
            history.item.key,
            history.item.title,
            *(day.isoformat() if day else "" for day in stage_days(history, workflow)),
            *_attributes(project, history),
        ]
        for project in projects
        for history in project.items
    ]
    return csv_text([["ID", "Name", *board_columns(workflow), *ATTRIBUTES], *rows])


def board_columns(workflow: WorkflowSpec) -> tuple[str, ...]:
    """Return the statuses of a workflow from left to right."""
    between = [name for stage in workflow.stages for name in (stage.waiting_status, stage.status)]
    return (workflow.to_do_status, *filter(None, between), workflow.done_status)


def stage_days(history: ItemHistory, workflow: WorkflowSpec) -> list[date | None]:
    """Return the day on which the item came into each column for good.

    Going back empties the columns to the right; a column that was passed over stays empty.
    """
    columns = board_columns(workflow)
    days: list[date | None] = [None] * len(columns)
    for change in history.status_changes():
        place = columns.index(change.status)
        days[place] = days[place] or change.changed_at.date()
        days[place + 1 :] = [None] * (len(columns) - place - 1)
    return days


def _attributes(project: ProjectHistory, history: ItemHistory) -> Iterator[str]:
    item, last = history.item, history.last
    yield item.item_type
    yield project.project.project_id
    yield project.project.team
    yield last.assignee
    yield str(last.points) if last.points else ""
    yield last.due_date.isoformat() if last.due_date else ""
    yield "; ".join(item.labels)
    yield last.resolution if last.resolution in CANCELLED else ""
