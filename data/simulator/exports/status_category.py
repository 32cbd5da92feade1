"""What a navigator export shows of a history: the status category, its last move, the start."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from data.simulator.description import WorkflowSpec
from data.simulator.history import Change, ItemHistory

TO_DO, IN_PROGRESS, DONE = "To Do", "In Progress", "Done"


def category(change: Change, workflow: WorkflowSpec) -> str:
    """Return the category of the status after a change."""
    ends = {workflow.to_do_status: TO_DO, workflow.done_status: DONE}
    return ends.get(change.status, IN_PROGRESS)


def category_moves(history: ItemHistory, workflow: WorkflowSpec) -> list[Change]:
    """Return the creation and each change to another category, oldest first."""
    moves = [history.changes[0]]
    for change in history.changes[1:]:
        if category(change, workflow) != category(moves[-1], workflow):
            moves.append(change)
    return moves


def actual_start(history: ItemHistory, workflow: WorkflowSpec) -> datetime | None:
    """Return what the tracker's automation wrote: each start anew, cleared when put back."""
    started = None
    for before, after in pairwise(category_moves(history, workflow)):
        if category(after, workflow) == TO_DO:
            started = None
        elif category(before, workflow) == TO_DO and category(after, workflow) == IN_PROGRESS:
            started = after.changed_at
    return started
