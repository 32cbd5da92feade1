"""A change history as an R script writes it: newest change first, the state after each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from data.simulator.history import Change, ItemHistory
from data.simulator.simulation import ProjectHistory

HEADER = (
    "",  # R's row numbers have no name
    "ticket",
    "project",
    "type",
    "summary",
    "description",
    "date_created",
    "date_updated",
    "status",
    "resolution",
    "priority",
    "assignee",
    "parent",
    "due_date",
    "points",
    "flagged",
    "Changed.Fields",
)
FIELD_NAMES = {
    "status": "Status",
    "resolution": "Resolution",
    "assignee": "Assignee",
    "blocked_by": "Flagged",
    "points": "Story points",
    "due_date": "Due date",
}
MISSING = "NA"


def change_history_text(projects: Sequence[ProjectHistory]) -> str:
    """Return the export: tickets newest first, and within a ticket the newest change first."""
    keys = {
        (project.project.project_id, history.item.name): history.item.key
        for project in projects
        for history in project.histories
    }
    tickets = [(project, history) for project in projects for history in project.histories]
    tickets.sort(key=lambda ticket: (ticket[1].item.created_at, ticket[1].item.key), reverse=True)
    lines = [",".join(_quoted(name) for name in HEADER)]
    number = 0
    for project, history in tickets:
        for change in reversed(history.changes):
            number += 1
            cells = [_quoted(str(number)), *_cells(project, history, change, keys)]
            lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def _cells(
    project: ProjectHistory, history: ItemHistory, change: Change, keys: dict[tuple[str, str], str]
) -> Iterator[str]:
    item, project_id = history.item, project.project.project_id
    yield _quoted(item.key)
    yield _quoted(project_id)
    yield _quoted(item.item_type)
    yield _quoted(item.title)
    yield _quoted(item.description)
    yield _moment(history.changes[0].changed_at)
    yield _moment(change.changed_at)
    yield _quoted(change.status)
    yield _quoted(change.resolution)
    yield _quoted(item.priority)
    yield _quoted(change.assignee)
    yield _quoted(keys[project_id, item.parent_name]) if item.parent_name else MISSING
    yield change.due_date.isoformat() if change.due_date else MISSING
    yield str(change.points) if change.points else MISSING
    yield _quoted("Impediment") if change.blocked_by else MISSING
    yield _quoted(",".join(FIELD_NAMES[name] for name in change.changed_fields))


def _moment(moment: datetime) -> str:
    return moment.isoformat(sep=" ")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
