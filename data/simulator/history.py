"""What really happened to an item: every change with the state after it, on the local clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from data.simulator.items import PlannedItem

DONE = "Done"
CANCELLED = ("Won't Do", "Duplicate")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an item; the fields hold the state after it."""

    changed_at: datetime
    changed_fields: tuple[str, ...]  # empty when the item was created
    status: str
    resolution: str
    assignee: str
    blocked_by: str  # cause; empty when the item is not blocked
    points: int | None
    due_date: date | None


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """An item and its changes, oldest first."""

    item: PlannedItem
    changes: tuple[Change, ...]
    deleted_at: datetime | None = None

    @property
    def last(self) -> Change:
        """Return the newest change, which holds the state of today."""
        return self.changes[-1]

    def until(self, moment: datetime) -> ItemHistory | None:
        """Return what an export of that moment can know; None if it does not show the item."""
        known = tuple(change for change in self.changes if change.changed_at <= moment)
        is_deleted = self.deleted_at is not None and self.deleted_at <= moment
        return replace(self, changes=known) if known and not is_deleted else None

    def status_changes(self) -> tuple[Change, ...]:
        """Return the creation and each change to another status."""
        kept = [self.changes[0]]
        for change in self.changes[1:]:
            if change.status != kept[-1].status:
                kept.append(change)
        return tuple(kept)
