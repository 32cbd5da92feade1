"""Due dates and estimates that changed, in plain Python, one loop an item.

As in `twin.py`, each function answers with the rows that the query of its name gives. A change is
known from the sighting that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import fmean

from tests.unit.metrics.seen_boards import SeenBoard, SeenStory, Sighting
from tests.unit.metrics.twin import Day, Rows, standing


def _kept(board: SeenBoard, day: Day) -> Iterator[tuple[SeenStory, list[Sighting], bool]]:
    """Yield the items in scope, what was seen of them, and whether that tells changes."""
    known = board.known(day)
    for story in board.stories:
        then = standing(story, known)
        is_gone = story.vanished is not None and story.vanished <= known
        if story.is_counted and then and then.state != "cancelled" and not is_gone:
            seen = story.seen_by(known)
            yield story, seen, board.is_history or len(seen) > 1


def _changes(seen: list[Sighting], field: str) -> list[tuple]:
    """Return the values before and after each change; the first value is no change."""
    values = [getattr(sighting, field) for sighting in seen]
    return [(old, new) for old, new in pairwise(values) if old is not None and old != new]


def due_date_churn(board: SeenBoard, day: Day) -> Rows:
    """Share moved, items moved, changes, later, earlier, removed, mean days, n, seen once."""
    known, told, unseen = board.known(day), [], 0
    for story, seen, is_observed in _kept(board, day):
        changes = _changes(seen, "due")
        if changes or story.fields_at(known).due:
            told += [changes] if is_observed else []
            unseen += not is_observed
    if not told and not unseen:
        return []
    changes = [change for one in told for change in one]
    moves = [(new - old).days for old, new in changes if new]
    moved = sum(bool(one) for one in told)
    return [
        (
            *(moved / len(told) if told else None, moved, len(changes)),
            *(sum(move > 0 for move in moves), sum(move < 0 for move in moves)),
            *(len(changes) - len(moves), fmean(moves) if moves else None, len(told), unseen),
        )
    ]


def reestimation(board: SeenBoard, day: Day) -> Rows:
    """Share estimated anew, items, changes, raised, lowered, points added, n, seen once."""
    known, told, unseen = board.known(day), [], 0
    for story, seen, is_observed in _kept(board, day):
        now = story.fields_at(known)
        points = _changes(seen, "points")
        hours = _changes(seen, "estimate") if now.points is None else []
        if points or hours or now.points is not None or now.estimate is not None:
            told += [(points, hours)] if is_observed else []
            unseen += not is_observed
    if not told and not unseen:
        return []
    changes = [change for points, hours in told for change in (*points, *hours)]
    steps = [new - old for old, new in changes if new is not None]
    added = sum(new - old for points, _ in told for old, new in points if new is not None)
    changed = sum(bool(points or hours) for points, hours in told)
    return [
        (
            *(changed / len(told) if told else None, changed, len(changes)),
            *(sum(step > 0 for step in steps), sum(step < 0 for step in steps)),
            *(added, len(told), unseen),
        )
    ]
