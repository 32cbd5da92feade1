"""Links between items: what was blocked by a piece of work, and by which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from data.simulator.description import HeldUp
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


def links_across(
    projects: Sequence[ProjectHistory],
) -> dict[str, tuple[list[str], list[str]]]:
    """Return the links inside of projects, and those that stories draw from one to another."""
    links = {key: pair for project in projects for key, pair in links_of(project).items()}
    keys = {h.item.title: h.item.key for project in projects for h in project.items}
    for project in projects:
        for story in project.project.told_stories:
            if isinstance(story, HeldUp) and story.waits_for in keys:
                for key in _keys_waiting(project, story):
                    links.setdefault(key, ([], []))[0].append(keys[story.waits_for])
                    links.setdefault(keys[story.waits_for], ([], []))[1].append(key)
    return links


def _keys_waiting(project: ProjectHistory, story: HeldUp) -> list[str]:
    return [
        history.item.key
        for history in project.items
        if history.item.title in story.titles
        and any(change.blocked_by == story.cause for change in history.changes)
    ]


def _was_in_progress(other: ItemHistory, history: ItemHistory, blocked: Change) -> bool:
    worked = [change.changed_at for change in other.changes if change.assignee]
    is_over = bool(other.last.resolution) and other.last.changed_at < blocked.changed_at
    return other is not history and bool(worked) and worked[0] < blocked.changed_at and not is_over
