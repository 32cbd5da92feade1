"""The truth behind the exports, counted by the rules of the suite. For tests only.

It is never written into the sample: the suite must find out from the exports alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from data.simulator.description import PortfolioSpec, WorkflowSpec
from data.simulator.history import CANCELLED, Change, ItemHistory
from data.simulator.items import Level
from data.simulator.simulation import ProjectHistory


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of status, in UTC; `from_status` is empty at the creation."""

    changed_at: datetime
    from_status: str
    to_status: str


@dataclass(frozen=True, slots=True)
class BlockedSpell:
    """A stretch in which work was stopped, in UTC; `ended_at` is None while it lasts."""

    started_at: datetime
    ended_at: datetime | None
    cause: str


@dataclass(frozen=True, slots=True)
class ItemTruth:
    """What really happened to an item, times in UTC.

    `started_at` is the last crossing of the start point after which the item was not put back;
    `done_at` the last completion, None while it is open, reopened or cancelled.
    """

    project_id: str
    item_key: str
    name: str
    level: Level
    item_type: str
    status: str
    story: str
    created_at: datetime
    started_at: datetime | None
    done_at: datetime | None
    cancelled_at: datetime | None
    vanished_at: datetime | None
    count_reopened: int
    transitions: tuple[Transition, ...]
    blocked_spells: tuple[BlockedSpell, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be finished."""
        ends = (self.done_at, self.cancelled_at, self.vanished_at)
        return all(end is None for end in ends)


def project_truth(history: ProjectHistory, portfolio: PortfolioSpec) -> tuple[ItemTruth, ...]:
    """Return the truth of each item of a project, epics and sub-tasks included."""
    workflow = portfolio.workflows[history.project.workflow]
    zone = ZoneInfo(portfolio.time_zone)
    project_id = history.project.project_id
    return tuple(_item_truth(item, project_id, workflow, zone) for item in history.histories)


def _item_truth(
    history: ItemHistory, project_id: str, workflow: WorkflowSpec, zone: ZoneInfo
) -> ItemTruth:
    changes = history.changes
    closed = history.last.resolution
    completions = _entries(changes, workflow.done_status)
    closed_at = _utc(completions[-1], zone) if closed else None
    return ItemTruth(
        project_id=project_id,
        item_key=history.item.key,
        name=history.item.name,
        level=history.item.level,
        item_type=history.item.item_type,
        status=history.last.status,
        story=history.item.story,
        created_at=_utc(changes[0], zone),
        started_at=_started_at(changes, workflow, zone),
        done_at=None if closed in CANCELLED else closed_at,
        cancelled_at=closed_at if closed in CANCELLED else None,
        vanished_at=_in_utc(history.deleted_at, zone) if history.deleted_at else None,
        count_reopened=len(completions) - bool(closed),
        transitions=_transitions(history, zone),
        blocked_spells=_blocked_spells(changes, zone),
    )


def _utc(change: Change, zone: ZoneInfo) -> datetime:
    return _in_utc(change.changed_at, zone)


def _in_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone).astimezone(UTC)


def _entries(changes: tuple[Change, ...], status: str) -> list[Change]:
    return [
        change for before, change in pairwise(changes) if change.status == status != before.status
    ]


def _started_at(
    changes: tuple[Change, ...], workflow: WorkflowSpec, zone: ZoneInfo
) -> datetime | None:
    """Return the last move out of the first status; moves straight to done are no start."""
    started = None
    for before, change in pairwise(changes):
        if change.status == workflow.to_do_status:
            started = None
        elif before.status == workflow.to_do_status and change.status != workflow.done_status:
            started = _utc(change, zone)
    return started


def _transitions(history: ItemHistory, zone: ZoneInfo) -> tuple[Transition, ...]:
    moves = history.status_changes()
    statuses = ["", *(move.status for move in moves)]
    return tuple(
        Transition(_utc(move, zone), before, move.status)
        for move, before in zip(moves, statuses, strict=False)
    )


def _blocked_spells(changes: tuple[Change, ...], zone: ZoneInfo) -> tuple[BlockedSpell, ...]:
    spells: list[BlockedSpell] = []
    started: Change | None = None
    for change in changes:
        if change.blocked_by and started is None:
            started = change
        elif started and not change.blocked_by:
            spells.append(BlockedSpell(_utc(started, zone), _utc(change, zone), started.blocked_by))
            started = None
    if started:
        spells.append(BlockedSpell(_utc(started, zone), None, started.blocked_by))
    return tuple(spells)


def finished_by_week(
    truths: tuple[ItemTruth, ...], *, first: date, last: date, time_zone: str
) -> list[tuple[date, int]]:
    """Count finished items by ISO week, zeros kept, for the Mondays from first to last."""
    zone = ZoneInfo(time_zone)
    days = [t.done_at.astimezone(zone).date() for t in truths if t.level == "item" and t.done_at]
    mondays = [day - timedelta(days=day.weekday()) for day in days]
    weeks = (last - first).days // 7 + 1
    starts = [first + timedelta(weeks=week) for week in range(weeks)]
    return [(start, mondays.count(start)) for start in starts]
