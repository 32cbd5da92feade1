"""What happens to epics and sub-tasks: it follows from the items below and above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from data.simulator.description import ProjectSpec, WorkflowSpec
from data.simulator.history import DONE, Change, ItemHistory
from data.simulator.items import PlannedItem
from data.simulator.streams import gamma
from data.simulator.working_time import DAY_SECONDS, WorkingTime

BUILD_SKILL = "build"
MEAN_SUB_TASK_DAYS = 0.9


def epic_histories(
    epics: Iterable[PlannedItem], items: Sequence[ItemHistory], workflow: WorkflowSpec
) -> Iterator[ItemHistory]:
    """Start an epic with its first item, and finish it when nothing below it is open."""
    children = defaultdict(list)
    for history in items:
        children[history.item.parent_name].append(history)
    for epic in epics:
        changes = [_created(epic, workflow)]
        below = children[epic.name]
        started = [c.changed_at for h in below for c in h.changes if c.assignee]
        if started:
            changes.append(
                _moved(changes[-1], min(started), _build_status(workflow), epic.reporter)
            )
        if below and all(history.last.resolution for history in below):
            last = max(history.last.changed_at for history in below)
            changes.append(_closed(changes[-1], last, workflow, DONE))
        yield ItemHistory(epic, tuple(changes))


def sub_task_histories(
    tasks: Iterable[PlannedItem],
    items: Sequence[ItemHistory],
    *,
    workflow: WorkflowSpec,
    office: WorkingTime,
    ends_at: datetime,
    project: ProjectSpec,
) -> Iterator[ItemHistory]:
    """Work sub-tasks off, one after the other, while their parent is being built."""
    parents = {history.item.name: history for history in items}
    free_at: dict[str, datetime] = {}
    for task in tasks:
        parent = parents.get(task.parent_name)
        if parent is None or task.created_at > ends_at:
            continue
        rng = project.streams.of("sub-task", task.parent_name, task.name)
        begins, ends = _building(parent, workflow)
        begins = free_at.get(task.parent_name, begins) if begins else None
        changes = [_created(task, workflow)]
        if begins:
            started = office.after(begins, 300 + int(gamma(rng, 1_500)))
            work = 900 + int(gamma(rng, MEAN_SUB_TASK_DAYS * DAY_SECONDS))
            done = min(office.after(started, work), ends or datetime.max)
            changes += _worked_off(changes[-1], started, done, parent, workflow)
            free_at[task.parent_name] = done
        elif parent.last.resolution:
            closed = parent.last
            changes.append(_closed(changes[-1], closed.changed_at, workflow, closed.resolution))
        yield ItemHistory(task, tuple(c for c in changes if c.changed_at <= ends_at))


def _worked_off(
    created: Change,
    started: datetime,
    done: datetime,
    parent: ItemHistory,
    workflow: WorkflowSpec,
) -> list[Change]:
    """Start and close a sub-task; one that the end of the work overtakes is only closed."""
    if started >= done:
        return [_closed(created, done, workflow, DONE)]
    status = _build_status(workflow)
    builder = next((c.assignee for c in parent.changes if c.status == status and c.assignee), "")
    moved = _moved(created, started, status, builder)
    return [moved, _closed(moved, done, workflow, DONE)]


def _building(
    parent: ItemHistory, workflow: WorkflowSpec
) -> tuple[datetime | None, datetime | None]:
    """Return when the parent was first built, and when that ended or None."""
    status = _build_status(workflow)
    moves = parent.status_changes()
    for move, following in zip(moves, [*moves[1:], None], strict=True):
        if move.status == status:
            return move.changed_at, following.changed_at if following else None
    return None, None


def _build_status(workflow: WorkflowSpec) -> str:
    return next(stage.status for stage in workflow.stages if stage.skill == BUILD_SKILL)


def _created(item: PlannedItem, workflow: WorkflowSpec) -> Change:
    return Change(item.created_at, (), workflow.to_do_status, "", "", "", None, None)


def _moved(before: Change, moment: datetime, status: str, assignee: str) -> Change:
    return replace(
        before,
        changed_at=moment,
        changed_fields=("status", "assignee"),
        status=status,
        assignee=assignee,
    )


def _closed(before: Change, moment: datetime, workflow: WorkflowSpec, resolution: str) -> Change:
    return replace(
        before,
        changed_at=moment,
        changed_fields=("status", "resolution"),
        status=workflow.done_status,
        resolution=resolution,
    )
