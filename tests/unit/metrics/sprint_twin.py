"""Sprints in plain Python, one loop a sprint.

As in `twin.py`, each function answers with the rows that the query of its name gives. Which items a
sprint holds is what the last sighting by the end of a day says; closed sprints stay listed, so at
its end an export after it tells it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import fmean, median, stdev

from pmo_analytics.warehouse.moments import end_of_day
from tests.unit.metrics.seen_boards import SeenBoard, SeenStory, Sprint
from tests.unit.metrics.twin import Day, Rows, standing

RECENT = 3
SEEN_BEFORE = timedelta(days=7)


@dataclass(frozen=True)
class Member:
    """An item that a sprint held when its first or its last day ended."""

    was_there: bool
    is_there: bool
    is_done: bool
    size_then: Decimal | int
    size: Decimal | int
    is_unestimated: bool


@dataclass(frozen=True)
class Held:
    """A closed sprint, the items it held, and whether anybody saw its start."""

    sprint: Sprint
    members: tuple[Member, ...]
    is_start_seen: bool

    @property
    def at_end(self) -> list[Member]:
        """Return the items that stood in it at its end."""
        return [member for member in self.members if member.is_there]

    @property
    def done(self) -> Decimal | int:
        """Return the size of what it finished."""
        return sum(member.size for member in self.at_end if member.is_done)

    @property
    def carried(self) -> Decimal | int:
        """Return the size of what stood in it at its end and was not finished."""
        return sum(member.size for member in self.at_end if not member.is_done)

    @property
    def committed(self) -> list[Member]:
        """Return the items that it held when its first day ended."""
        return [member for member in self.members if member.was_there]

    @property
    def kept(self) -> Decimal | int:
        """Return the size of the committed items that it finished."""
        finished = (member for member in self.committed if member.is_there and member.is_done)
        return sum(member.size_then for member in finished)

    @property
    def added(self) -> Decimal | int:
        """Return the size of what came after the first day."""
        return sum(member.size for member in self.at_end if not member.was_there)

    @property
    def removed(self) -> Decimal | int:
        """Return the size of what was taken out."""
        return sum(member.size_then for member in self.committed if not member.is_there)


def closed_sprints(board: SeenBoard, day: Day, sized_in: str) -> list[Held]:
    """Return the sprints whose last day has ended, with what they held."""
    return [
        _held(board, sprint, day, sized_in)
        for sprint in board.sprints
        if end_of_day(sprint.last, day.zone) <= day.moment
    ]


def _held(board: SeenBoard, sprint: Sprint, day: Day, sized_in: str) -> Held:
    started = end_of_day(sprint.first, day.zone)
    members = (
        _member(board, story, sprint, day, sized_in)
        for story in board.stories
        if story.is_counted and sprint.project in (None, story.project)
    )
    is_seen = any(started - SEEN_BEFORE <= at <= started for at in board.exported)
    found = tuple(member for member in members if member)
    return Held(sprint, found, board.is_history or is_seen)


def _member(
    board: SeenBoard, story: SeenStory, sprint: Sprint, day: Day, sized_in: str
) -> Member | None:
    started, ended = end_of_day(sprint.first, day.zone), end_of_day(sprint.last, day.zone)
    known = board.known(day)
    if story.vanished and story.vanished <= known:
        return None
    was_there = _is_listed(story, sprint, min(started, known))
    is_there = _is_listed(story, sprint, min(ended, known))
    if not board.is_history and story.created <= ended:
        is_there = is_there or _is_listed_after(story, sprint, ended, known)
    then = standing(story, min(ended, known))
    done = day.local(then.done) if then else None
    dropped = day.local(then.cancelled) if then else None
    is_there = is_there and not (then and then.state == "cancelled")
    is_over = (done and done < sprint.first) or (dropped and dropped <= sprint.first)
    if not (was_there or is_there) or is_over:
        return None
    points_then, points = story.fields_at(started).points, story.fields_at(ended).points
    is_counted = sized_in == "items"
    return Member(
        was_there,
        is_there,
        done is not None,
        1 if is_counted else points_then or 0,
        1 if is_counted else points or 0,
        points is None,
    )


def _is_listed(story: SeenStory, sprint: Sprint, moment: datetime) -> bool:
    seen = story.seen_by(moment)
    return bool(seen) and _names(seen[-1].sprints, sprint)


def _is_listed_after(story: SeenStory, sprint: Sprint, ended: datetime, known: datetime) -> bool:
    later = [sighting for sighting in story.seen_by(known) if sighting.at > ended]
    return bool(later) and _names(later[0].sprints, sprint)


def _names(listed: Iterable[str], sprint: Sprint) -> bool:
    return sprint.name in (name.upper() for name in listed)


def sprint_results(board: SeenBoard, day: Day, *, sized_in: str = "points") -> Rows:
    """sprint, project, items, unestimated, the sizes that are known, evidence."""
    rows = []
    for held in closed_sprints(board, day, sized_in):
        key = (held.sprint.name, held.sprint.project)
        if not held.members:
            rows.append((*key, *(None,) * 9))
            continue
        plan = (
            (sum(member.size_then for member in held.committed), held.kept, held.added)
            if held.is_start_seen
            else (None,) * 3
        )
        unestimated = sum(member.is_unestimated for member in held.at_end)
        rows.append(
            (
                *(*key, len(held.at_end), unestimated, *plan),
                held.removed if held.is_start_seen else None,
                *(held.done, held.carried, "items"),
            )
        )
    return rows


def velocity(board: SeenBoard, day: Day, *, sized_in: str = "points") -> Rows:
    """mean, median, deviation, its share, mean of the last, least, most, n, and what lacks."""
    closed = closed_sprints(board, day, sized_in)
    if not closed:
        return []
    told = sorted((held for held in closed if held.members), key=_by_end)
    if not told:
        return [(*(None,) * 7, 0, None, len(closed))]
    sizes = [float(held.done) for held in told]
    mean, spread = fmean(sizes), stdev(sizes) if len(sizes) > 1 else None
    share = spread / mean if spread is not None and mean else None
    unestimated = sum(member.is_unestimated for held in told for member in held.at_end)
    return [
        (
            *(mean, median(sizes), spread, share, fmean(sizes[-RECENT:]), min(sizes), max(sizes)),
            *(len(told), unestimated, len(closed) - len(told)),
        )
    ]


def _by_end(held: Held) -> tuple:
    return held.sprint.last, held.sprint.name, held.sprint.project or ""


def say_do(board: SeenBoard, day: Day, *, sized_in: str = "points") -> Rows:
    """Shares kept, done, changed at all, changed in sum; their sizes; n, and unseen starts."""
    closed = closed_sprints(board, day, sized_in)
    if not closed:
        return []
    seen = [held for held in closed if held.members and held.is_start_seen]
    if not seen:
        return [(*(None,) * 8, 0, len(closed))]
    said = float(sum(member.size_then for held in seen for member in held.committed))
    kept, done, added, removed = (
        float(sum(getattr(held, name) for held in seen))
        for name in ("kept", "done", "added", "removed")
    )
    parts = (kept, done, added + removed, added - removed)
    shares = [part / said if said else None for part in parts]
    return [(*shares, said, kept, added, removed, len(seen), len(closed) - len(seen))]


def carry_over(board: SeenBoard, day: Day, *, sized_in: str = "points") -> Rows:
    """Share carried, size of it, size at the end, sprints that carried, n, without items."""
    closed = closed_sprints(board, day, sized_in)
    if not closed:
        return []
    told = [held for held in closed if held.members]
    carried = float(sum(held.carried for held in told))
    final = float(sum(held.done + held.carried for held in told))
    share = carried / final if final else None
    sizes = (share, carried, final) if told else (None,) * 3
    carrying = sum(held.carried > 0 for held in told)
    return [(*sizes, carrying, len(told), len(closed) - len(told))]
