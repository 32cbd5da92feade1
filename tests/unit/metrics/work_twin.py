"""The work of scopes by day in plain Python, one loop an item.

As in `twin.py`, each function answers with the rows that the query of its name gives. Nobody is
assigned on the generated boards, and every change has its day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from tests.unit.metrics.stage_twin import blocked_spans, stays
from tests.unit.metrics.twin import OPEN, Day, Rows, Story, standings

HALF_A_DAY = timedelta(hours=12)
FOREVER = datetime(9999, 1, 1)


def finish_moments(story: Story) -> Iterator[datetime]:
    """Yield every moment at which a story came to be done, however short."""
    before = None
    for stay in stays(story):
        if stay.state == "done" and before != "done":
            yield stay.entered
        before = stay.state


def standing_work(stories: Iterable[Story], date_: date, day: Day) -> tuple[int, int, int]:
    """Return how many stories are open, in progress and blocked at the evening of a day."""
    return _levels(stories, Day(date_, day.end_of(date_), day.zone))


def _levels(stories: Iterable[Story], day: Day) -> tuple[int, int, int]:
    now = [item for item in standings(stories, day) if item.state in OPEN]
    return (
        len(now),
        sum(item.state == "in_progress" for item in now),
        sum(_is_blocked(item.story, day.moment) for item in now),
    )


def _is_blocked(story: Story, moment: datetime) -> bool:
    return any(begin <= moment < end for begin, end in blocked_spans(story, FOREVER))


def work_by_day(stories: Iterable[Story], day: Day, *, has_blocks: bool = True) -> Rows:
    """date, finished, came less what went unfinished, changes of open, in progress and blocked."""
    counted = [story for story in stories if story.is_counted]
    finishes = Counter(day.local(at) for story in counted for at in finish_moments(story))
    rows, before = [], (0, 0, 0)
    for date_ in _all_days(counted, day):
        levels = standing_work(counted, date_, day)
        opened, progress, blocked = (new - old for new, old in zip(levels, before, strict=True))
        row = (finishes[date_], opened + finishes[date_], opened, progress, blocked * has_blocks)
        rows += [(date_, *row)] if any(row) else []
        before = levels
    return rows


def _all_days(stories: Iterable[Story], day: Day) -> list[date]:
    known = [day.local(change.at) for story in stories for change in story.changes]
    if not known:
        return []
    return [min(known) + timedelta(days=step) for step in range((max(known) - min(known)).days + 1)]


def work_as_of(stories: Iterable[Story], day: Day) -> Rows:
    """Last covered day, open, in progress, finished on it or since, blocked."""
    now = standings(stories, day)
    if not now:
        return []
    covered = day.local(day.moment - HALF_A_DAY)
    finished = sum(item.state == "done" and day.local(item.done) >= covered for item in now)
    opened, progress, blocked = _levels([item.story for item in now], day)
    return [(covered, opened, progress, finished, blocked)]
