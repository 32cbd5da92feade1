"""Issue navigator exports of a Server tracker, one a week: a few columns, no time of any change.

What happened between two of them shows only in their differences: moved due dates, corrected
estimates, scope that grows, an item that is gone, one that carries the key of another project, and
a status that has another name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.simulator.description import ProjectSpec, SourceSpec
from data.simulator.exports.csv_text import csv_text
from data.simulator.exports.links import links_across
from data.simulator.exports.navigator import MONTHS
from data.simulator.exports.sprint_plan import Listing, sprint_listings
from data.simulator.history import ItemHistory
from data.simulator.items import PlannedItem
from data.simulator.simulation import ProjectHistory

ONCE = (
    "Summary",
    "Issue key",
    "Issue id",
    "Parent id",
    "Issue Type",
    "Status",
    "Project key",
    "Priority",
    "Resolution",
    "Assignee",
    "Created",
    "Updated",
    "Resolved",
    "Component/s",
    "Due Date",
    "Custom field (Epic Link)",
    "Custom field (Flagged)",
    "Custom field (Story Points)",
)
REPEATED = ("Labels", "Sprint", "Inward issue link (Blocks)", "Outward issue link (Blocks)")

Row = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Export:
    """What the rows of one export share."""

    source: SourceSpec
    taken_at: datetime
    keys: dict[tuple[str, str], str]  # (project, name) = key
    links: dict[str, tuple[list[str], list[str]]]
    sprints: dict[tuple[str, str], list[Listing]]  # of (project, name)


def weekly_navigator_texts(
    source: SourceSpec, projects: Sequence[ProjectHistory]
) -> Iterator[tuple[str, str]]:
    """Yield (file name, text) of each export, the oldest first."""
    sprints = {
        (project.project.project_id, name): listings
        for project in projects
        for name, listings in sprint_listings(project).items()
    }
    for taken_at, file_name in source.exports.items():
        shown = [project.until(taken_at) for project in projects]
        keys = _keys(shown, taken_at)
        yield file_name, _text(_Export(source, taken_at, keys, links_across(shown), sprints), shown)


def _keys(shown: Sequence[ProjectHistory], taken_at: datetime) -> dict[tuple[str, str], str]:
    return {
        (project.project.project_id, history.item.name): _key(history.item, taken_at)
        for project in shown
        for history in project.histories
    }


def _text(export: _Export, shown: Sequence[ProjectHistory]) -> str:
    found = [(history, project.project) for project in shown for history in project.histories]
    found.sort(key=lambda pair: (pair[0].item.created_at, pair[0].item.key), reverse=True)
    rows = [_row(export, project, history) for history, project in found]
    widths = {field: 1 for field in ONCE}
    widths |= {field: max(1, *(len(row[field]) for row in rows)) for field in REPEATED}
    header = [field for field, width in widths.items() for _ in range(width)]
    return csv_text([header, *(_padded(row, widths) for row in rows)])


def _padded(row: Row, widths: dict[str, int]) -> list[str]:
    return [
        cell
        for field, width in widths.items()
        for cell in [*row[field], *[""] * (width - len(row[field]))]
    ]


def _row(export: _Export, project: ProjectSpec, history: ItemHistory) -> Row:
    once = _identity(export, project, history) | _state(export, history)
    inward, outward = export.links.get(history.item.key, ([], []))
    listings = export.sprints.get((project.project_id, history.item.name), [])
    sprints = [sprint for since, sprint in listings if since <= export.taken_at]
    repeated = (list(history.item.labels), sprints, inward, outward)
    return {field: [once[field]] for field in ONCE} | dict(zip(REPEATED, repeated, strict=True))


def _identity(export: _Export, project: ProjectSpec, history: ItemHistory) -> dict[str, str]:
    item = history.item
    key = _key(item, export.taken_at)
    is_at_home = key == item.key
    parent = export.keys[project.project_id, item.parent_name] if item.parent_name else ""
    return {
        "Summary": item.title,
        "Issue key": key,
        "Issue id": _issue_id(project, item.key),
        "Parent id": _issue_id(project, parent) if item.level == "sub-task" else "",
        "Issue Type": item.item_type,
        "Project key": key.rpartition("-")[0],
        "Priority": item.priority,
        "Component/s": item.component if item.level == "item" else "",
        "Custom field (Epic Link)": parent if item.level == "item" and is_at_home else "",
    }


def _state(export: _Export, history: ItemHistory) -> dict[str, str]:
    last = history.last
    return {
        "Status": _status(export, last.status),
        "Resolution": last.resolution,
        "Assignee": last.assignee,
        "Created": _moment(history.item.created_at),
        "Updated": _moment(_updated_at(export, history)),
        "Resolved": _moment(_resolved_at(history)) if last.resolution else "",
        "Due Date": _day(last.due_date) if last.due_date else "",
        "Custom field (Flagged)": "Impediment" if last.blocked_by else "",
        "Custom field (Story Points)": f"{last.points}.0" if last.points else "",
    }


def _resolved_at(history: ItemHistory) -> datetime:
    newest_first = reversed(history.changes)
    return next(c.changed_at for c in newest_first if "resolution" in c.changed_fields)


def _key(item: PlannedItem, moment: datetime) -> str:
    return item.former_key if item.moved_at and moment < item.moved_at else item.key


def _issue_id(project: ProjectSpec, key: str) -> str:
    """Number the issues of a project with gaps; the number stays when an item moves."""
    return str(project.first_issue_id + 3 * int(key.rpartition("-")[2]))


def _status(export: _Export, status: str) -> str:
    """Name a status as the tracker did: another name for it touches no item."""
    for rename in export.source.renames:
        if rename.status == status and rename.renamed_at <= export.taken_at:
            return rename.new_name
    return status


def _updated_at(export: _Export, history: ItemHistory) -> datetime:
    moved_at = history.item.moved_at
    is_moved = moved_at is not None and moved_at <= export.taken_at
    return max(history.last.changed_at, moved_at) if is_moved else history.last.changed_at


def _moment(moment: datetime) -> str:
    return f"{_date(moment)} {moment:%H:%M}"


def _day(day: date) -> str:
    return f"{_date(day)} 00:00"


def _date(day: date) -> str:
    return f"{day:%d}/{MONTHS[day.month - 1]}/{day:%y}"
