"""Generated boards: histories and columns, each as text for the warehouse and as stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from tests.unit.metrics.twin import CANCELLED, Change, Story

BEGIN = datetime(2026, 3, 16)  # a Monday; clocks change in Berlin and in Auckland within the span
STEP = timedelta(hours=6)  # coarse, so that changes share moments and fall on midnights
STEPS = 100
EXPORTED_AFTER = 60  # steps, so that every item was there when the export was taken
ZONES = ("UTC", "Europe/Berlin", "Pacific/Auckland", "America/New_York")
STATUSES = ("To Do", "In Progress", "In Review", "Done", "Closed", "Parked")
TYPES = ("Story", "Story", "Bug", "Sub-task", "Epic")
STAGES = {
    "To Do": "To Do",
    "In Progress": "Develop",
    "In Review": "Review",
    "Done": "Done",
    "Closed": "Done",
}
LIMITS = {"Develop": 2}
WORKFLOW = """\
blocked_by = ["flag", "status:In Review"]

[[workflow.stages]]
name = "To Do"
category = "to_do"
statuses = ["To Do"]

[[workflow.stages]]
name = "Develop"
category = "active"
statuses = ["In Progress"]
wip_limit = 2

[[workflow.stages]]
name = "Review"
category = "waiting"
statuses = ["In Review"]

[[workflow.stages]]
name = "Done"
category = "done"
statuses = ["Done", "Closed"]
"""
COUNTED = frozenset({"Story", "Bug"})


@dataclass(frozen=True)
class GeneratedBoard:
    """A board as it is landed, and the same as stories."""

    text: str
    stories: tuple[Story, ...]
    zone: str
    settings: str = ""  # lines of pmo.toml that follow the zone

    @property
    def toml(self) -> str:
        """Return the settings under which it is landed."""
        return f'[portfolio]\ntime_zone = "{self.zone}"\n{self.settings}'

    def within(self, project_ids: Sequence[str]) -> list[Story]:
        """Return the stories of some projects."""
        return [story for story in self.stories if story.project in project_ids]


steps = st.integers(0, STEPS)
moments = steps.map(lambda step: BEGIN + step * STEP)
creations = st.integers(0, EXPORTED_AFTER).map(lambda step: BEGIN + step * STEP)
exports = st.integers(EXPORTED_AFTER, STEPS).map(lambda step: BEGIN + step * STEP)
later = st.none() | st.integers(-2, 12)  # steps after the creation, or before it
due_dates = st.none() | st.integers(0, 30).map(lambda day: date(2026, 3, 16) + timedelta(days=day))
changes = st.lists(
    st.tuples(moments, st.sampled_from(STATUSES), st.sampled_from(("", "", "Fixed", CANCELLED))),
    min_size=1,
    max_size=8,
).map(lambda told: sorted(told, key=lambda change: change[0]))

# A workflow speaks before resolutions: only a finished column can be one of cancelled items.
columns_and_resolutions = st.one_of(
    st.tuples(st.sampled_from(("To Do", "In Progress", "In Progress", "In Review")), st.just("")),
    st.tuples(st.sampled_from(("Done", "Closed")), st.sampled_from(("", CANCELLED))),
)
worked_changes = st.lists(
    st.tuples(moments, columns_and_resolutions, st.booleans()), min_size=1, max_size=8
).map(lambda told: sorted(told, key=lambda change: change[0]))


@st.composite
def worked_histories(draw: st.DrawFn) -> GeneratedBoard:
    """Generate a history on a board of columns, of items that are flagged at times."""
    lines, stories = ["item | type | at | status | resolution | flagged"], []
    for key in draw(_keys()):
        kind, told = draw(st.sampled_from(TYPES)), draw(worked_changes)
        lines += [
            f"{key} | {kind} | {_text(at)} | {status} | {resolution} | {'yes' if flag else ''}"
            for at, (status, resolution), flag in told
        ]
        happened = tuple(Change(at, *column, flag) for at, column, flag in told)
        stories.append(Story(key, happened, happened[0].at, None, kind in COUNTED))
    zone = draw(st.sampled_from(ZONES))
    return GeneratedBoard("\n".join(lines), tuple(stories), zone, WORKFLOW)


@st.composite
def histories(draw: st.DrawFn) -> GeneratedBoard:
    """Generate a change history: items go back, are reopened, cancelled, dropped and revived."""
    lines, stories = ["item | type | at | status | resolution | due"], []
    for key in draw(_keys()):
        kind, due, told = draw(st.sampled_from(TYPES)), draw(due_dates), draw(changes)
        lines += [
            f"{key} | {kind} | {_text(at)} | {status} | {resolution} | {due or ''}"
            for at, status, resolution in told
        ]
        happened = tuple(Change(*change) for change in told)
        stories.append(Story(key, happened, happened[0].at, due, kind in COUNTED))
    return GeneratedBoard("\n".join(lines), tuple(stories), draw(st.sampled_from(ZONES)))


@st.composite
def columns(draw: st.DrawFn) -> GeneratedBoard:
    """Generate a board of dates only, sound or not: done before created, started after done."""
    lines, stories = ["item | type | created | started | done | cancelled | due"], []
    for key in draw(_keys()):
        kind, due, created = draw(st.sampled_from(TYPES)), draw(due_dates), draw(creations)
        started, done, cancelled = (
            None if after is None else created + after * STEP
            for after in draw(st.tuples(later, later, st.none() | later))
        )
        told = (created, started, done, cancelled)
        texts = [_text(moment) if moment else "" for moment in told]
        lines.append(" | ".join([key, kind, *texts, str(due or "")]))
        happened = tuple(_happened(*told))
        stories.append(Story(key, happened, created, due, kind in COUNTED))
    return GeneratedBoard("\n".join(lines), tuple(stories), draw(st.sampled_from(ZONES)))


def _keys() -> st.SearchStrategy[list[str]]:
    few, many = st.integers(1, 3), st.integers(15, 30)
    projects = st.one_of(few, many).flatmap(
        lambda count: st.lists(st.sampled_from("AB"), min_size=count, max_size=count)
    )
    return projects.map(lambda names: [f"{name}-{number}" for number, name in enumerate(names, 1)])


def _happened(
    created: datetime,
    started: datetime | None,
    done: datetime | None,
    cancelled: datetime | None,
) -> list[Change]:
    """Tell a row of dates as changes: a start after the finish is no start."""
    finished = cancelled or done
    known = [moment for moment in (created, started, finished) if moment]
    told = [Change(min(known), "To Do")]
    if started and (finished is None or started <= finished):
        told.append(Change(started, "In Progress"))
    if finished:
        told.append(Change(finished, "Done", CANCELLED if cancelled else ""))
    return told


def _text(moment: datetime) -> str:
    return f"{moment.isoformat()}Z"
