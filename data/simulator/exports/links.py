"""Links between items: what was blocked by a piece of work, and by which."""

from __future__ import annotations

from collections import defaultdict

from data.simulator.history import Change, ItemHistory
from data.simulator.simulation import ProjectHistory

BLOCKED_BY_ITEM = "another item"  # the cause that names a link


def links_of(project: ProjectHistory) -> dict[str, tuple[list[str], list[str]]]:
    """Return (keys that block it, keys it blocks) for each item that has a link."""
    inward, outward = defaultdict(list), defaultdict(list)
    for history in project.items:
        blocked = [c for c in history.changes if c.blocked_by == BLOCKED_BY_ITEM]
        if not blocked:
            continue
        rng = project.project.streams.of("link", history.item.name)
        candidates = [o for o in project.items if _was_in_progress(o, history, blocked[0])]
        if candidates:
            other = candidates[int(rng.binomial(len(candidates) - 1, 0.5))]
            inward[history.item.key].append(other.item.key)
            outward[other.item.key].append(history.item.key)
    return {key: (inward[key], outward[key]) for key in sorted({*inward, *outward})}


def _was_in_progress(other: ItemHistory, history: ItemHistory, blocked: Change) -> bool:
    worked = [change.changed_at for change in other.changes if change.assignee]
    is_over = bool(other.last.resolution) and other.last.changed_at < blocked.changed_at
    return other is not history and bool(worked) and worked[0] < blocked.changed_at and not is_over
