"""A Jira Cloud issue navigator export: one row an item as it stands, no history, wide and repeated.

Column names and order are those of real exports; a multi-valued field takes as many columns of one
name as its longest value needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.simulator.description import PortfolioSpec, ProjectSpec
from data.simulator.exports.conversation import account_id, attachments, comments, watchers
from data.simulator.exports.csv_text import csv_text
from data.simulator.exports.defects import plant_defects
from data.simulator.exports.links import links_of
from data.simulator.exports.navigator_fields import FIELDS
from data.simulator.exports.status_category import actual_start, category, category_moves
from data.simulator.history import ItemHistory
from data.simulator.simulation import ProjectHistory
from data.simulator.streams import gamma

Row = dict[str, list[str]]  # field = its values; each field takes the columns it needs

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SITE = "https://tracker.example"


@dataclass(frozen=True, slots=True)
class _Tracker:
    """What all rows of an export share."""

    portfolio: PortfolioSpec
    issue_ids: dict[str, int]  # key = id
    titles: dict[str, str]
    created_at: dict[str, datetime]
    keys: dict[tuple[str, str], str]  # (project, name) = key
    links: dict[str, tuple[list[str], list[str]]]


def navigator_text(
    portfolio: PortfolioSpec, projects: Sequence[ProjectHistory], *, exported_at: datetime
) -> str:
    """Return the export of some projects in one file, newest item first."""
    tracker = _tracker(portfolio, projects)
    rows = [
        row
        for project in projects
        for row in plant_defects(
            [_row(tracker, project, history, exported_at) for history in project.histories],
            project.project,
        )
    ]
    rows.sort(key=lambda row: tracker.created_at[row["Issue key"][0]], reverse=True)
    widths = {field: max(1, *(len(row.get(field, [])) for row in rows)) for field in FIELDS}
    header = [field for field in FIELDS for _ in range(widths[field])]
    return csv_text([header, *(_padded(row, widths) for row in rows)])


def _padded(row: Row, widths: dict[str, int]) -> list[str]:
    cells = []
    for field, width in widths.items():
        values = row.get(field, [])
        cells += [*values, *[""] * (width - len(values))]
    return cells


def _tracker(portfolio: PortfolioSpec, projects: Sequence[ProjectHistory]) -> _Tracker:
    items = [(p.project, h.item) for p in projects for h in p.histories]
    return _Tracker(
        portfolio=portfolio,
        issue_ids={item.key: _issue_id(project, item.key) for project, item in items},
        titles={item.key: item.title for _, item in items},
        created_at={item.key: item.created_at for _, item in items},
        keys={(project.project_id, item.name): item.key for project, item in items},
        links={key: pair for project in projects for key, pair in links_of(project).items()},
    )


def _issue_id(project: ProjectSpec, key: str) -> int:
    """Number the issues of a project with gaps, as a tracker that serves others too."""
    return project.first_issue_id + 3 * int(key.rpartition("-")[2])


def _row(
    tracker: _Tracker, project: ProjectHistory, history: ItemHistory, exported_at: datetime
) -> Row:
    said = comments(tracker.portfolio, project.project, history, exported_at)
    row = (
        _identity(tracker, project.project, history)
        | _people(project.project, history)
        | _state(tracker, project.project, history, exported_at)
        | _plan(tracker, project.project, history, exported_at)
        | _parent(tracker, project.project, history)
    )
    row["Updated"] = [_moment(max([history.last.changed_at, *(c.written_at for c in said)]))]
    row["Comment"] = [f"{_moment(c.written_at)};{account_id(c.author)};{c.text}" for c in said]
    replies = [c.written_at for c in said if c.author != history.item.reporter]
    row["Custom field ([CHART] Date of First Response)"] = [_chart_moment(m) for m in replies[:1]]
    row["Attachment"] = [
        f"{_moment(moment)};{account_id(author)};{name};{SITE}/attachment/content/{number}"
        for number, (moment, author, name) in enumerate(
            attachments(project.project, history),
            start=tracker.issue_ids[history.item.key] * 2,
        )
    ]
    inward, outward = tracker.links.get(history.item.key, ([], []))
    row["Inward issue link (Blocks)"], row["Outward issue link (Blocks)"] = inward, outward
    return row


def _identity(tracker: _Tracker, project: ProjectSpec, history: ItemHistory) -> Row:
    item = history.item
    return _filled(
        {
            "Summary": item.title,
            "Issue key": item.key,
            "Issue id": str(tracker.issue_ids[item.key]),
            "Issue Type": item.item_type,
            "Project key": project.project_id,
            "Project name": project.name,
            "Project type": "software",
            "Project lead": project.lead,
            "Project lead id": account_id(project.lead),
            "Project description": project.description,
            "Priority": item.priority,
            "Description": item.description,
            "Components": item.component if item.level == "item" else "",
            "Votes": "0",
            "Custom field (Development)": "{}",
            "Custom field (Rank)": f"0|i{tracker.issue_ids[item.key]:05x}:",
        }
    ) | {"Labels": list(item.labels)}


def _people(project: ProjectSpec, history: ItemHistory) -> Row:
    item, assignee = history.item, history.last.assignee
    watching = watchers(project, history)
    return _filled(
        {
            "Assignee": assignee,
            "Assignee Id": account_id(assignee) if assignee else "",
            "Reporter": item.reporter,
            "Reporter Id": account_id(item.reporter),
            "Creator": item.reporter,
            "Creator Id": account_id(item.reporter),
        }
    ) | {"Watchers": watching, "Watchers Id": [account_id(name) for name in watching]}


def _state(
    tracker: _Tracker, project: ProjectSpec, history: ItemHistory, exported_at: datetime
) -> Row:
    last = history.last
    workflow = tracker.portfolio.workflows[project.workflow]
    moves = category_moves(history, workflow)
    closed = moves[-1] if last.resolution else None
    seen = project.streams.of("viewed", history.item.name)
    viewed = exported_at - timedelta(seconds=int(gamma(seen, 900_000)))
    started = actual_start(history, workflow)
    return _filled(
        {
            "Status": last.status,
            "Resolution": last.resolution,
            "Created": _moment(history.item.created_at),
            "Resolved": _moment(closed.changed_at) if closed else "",
            "Last Viewed": _moment(viewed) if viewed > history.item.created_at else "",
            "Status Category": category(last, workflow),
            "Status Category Changed": _moment(moves[-1].changed_at),
            "Custom field (Actual start)": _iso_moment(started) if started else "",
            "Custom field (Flagged)": "Impediment" if last.blocked_by else "",
        }
    )


def _plan(
    tracker: _Tracker, project: ProjectSpec, history: ItemHistory, exported_at: datetime
) -> Row:
    item, last = history.item, history.last
    started = actual_start(history, tracker.portfolio.workflows[project.workflow])
    points = f"{last.points}.0" if last.points else ""
    row = {
        "Due date": _day(last.due_date) if last.due_date else "",
        f"Custom field ({project.points_field})": points,
        "Team Name": project.name if item.level == "item" else "",
    }
    if item.level == "epic":
        row["Custom field (Start date)"] = _day(item.created_at.date())
        row["Custom field (Epic Name)"] = item.title
        row["Custom field (Issue color)"] = "dark_teal"
    return _filled(row) | {"Sprint": _sprints(project, history, started, exported_at)}


def _parent(tracker: _Tracker, project: ProjectSpec, history: ItemHistory) -> Row:
    if not history.item.parent_name:
        return {}
    key = tracker.keys[project.project_id, history.item.parent_name]
    return _filled(
        {
            "Parent": str(tracker.issue_ids[key]),
            "Parent key": key,
            "Parent summary": tracker.titles[key],
        }
    )


def _filled(cells: dict[str, str]) -> Row:
    return {field: [text] for field, text in cells.items() if text}


def _sprints(
    project: ProjectSpec, history: ItemHistory, started: datetime | None, exported_at: datetime
) -> list[str]:
    """Name the sprints in which the item was in progress, as closed sprints stay in the field."""
    if project.sprint_days is None or started is None or history.item.level != "item":
        return []
    ended = history.last.changed_at if history.last.resolution else exported_at
    numbers = [
        (moment.date() - project.first_day).days // project.sprint_days + 1
        for moment in (started, ended)
    ]
    return [f"{project.project_id} Sprint {n}" for n in range(numbers[0], numbers[1] + 1)]


def _moment(moment: datetime) -> str:
    half = "AM" if moment.hour < 12 else "PM"
    return f"{_date(moment)} {moment.hour % 12 or 12}:{moment:%M} {half}"


def _day(day: date) -> str:
    return f"{_date(day)} 12:00 AM"


def _date(day: date) -> str:
    return f"{day:%d}/{MONTHS[day.month - 1]}/{day:%y}"


def _iso_moment(moment: datetime) -> str:
    """Write what the tracker keeps with milliseconds; they follow from the moment."""
    milliseconds = (moment.minute * 60 + moment.second) * 7 % 1000
    return f"{moment:%Y-%m-%d %H:%M:%S}.{milliseconds:03}"


def _chart_moment(moment: datetime) -> str:
    return _iso_moment(moment).rstrip("0").rstrip(".")
