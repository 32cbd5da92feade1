"""An item before anything has happened to it: what it is, and what will happen to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Level = Literal["epic", "item", "sub-task"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stop in the middle of the work of a stage."""

    stage: int
    share_done: float
    working_seconds: int
    cause: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What will happen to an item, as far as it does not depend on others.

    All durations are working seconds; a stage is a position in the workflow.
    """

    seconds: tuple[int, ...] = ()  # of work, by stage
    failures: tuple[int, ...] = ()  # how often each stage sends it back
    pickup_seconds: int = 0  # until somebody notices that it can be taken on
    block: Block | None = None
    cancelled_after: int | None = None  # while it is still to do
    cancelled_in: int | None = None  # after the work of this stage
    cancelled_as: str = "Won't Do"
    put_back_for: int | None = None  # to do again, after the first stage
    reopened_after: int | None = None
    starts_in: int | None = None  # the stage in which the first day finds it


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item as it is created. `name` is stable; keys depend on what else is created."""

    name: str
    item_type: str
    level: Level
    title: str
    epic: str
    component: str
    created_at: datetime
    reporter: str
    description: str = ""
    key: str = ""
    parent_name: str = ""
    story: str = ""
    priority: str = "Medium"
    labels: tuple[str, ...] = ()
    points: int | None = None
    is_estimated_late: bool = False  # when analysis starts, not when it is created
    rank: float = 0.0  # smallest first
    due_date: date | None = None
    due_moved_by_days: int = 0
    corrected_points: int | None = None  # what who builds it thinks of its size
    deleted_at: datetime | None = None  # if nobody has begun it by then
    former_key: str = ""  # in another project of the tracker, until it was moved
    moved_at: datetime | None = None
    fate: Fate = Fate()
