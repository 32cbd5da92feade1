"""Columns of the board and blocked times in plain Python, one loop an item.

As in `twin.py`, each function answers with the rows that the query of its name gives. The board is
that of `WORKFLOW`; blocked is what is flagged or stands in review.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

import pytest

from tests.unit.metrics.boards import LIMITS, STAGES
from tests.unit.metrics.twin import (
    OPEN,
    Day,
    Rows,
    Story,
    days,
    standing,
    standings,
    state_of,
)

ORDER = {stage: order for order, stage in enumerate(dict.fromkeys(STAGES.values()), start=1)}
ACTIVE, BLOCKING = "Develop", "In Review"
HANDLED = ("created_to_do", "kept_finished", "never_sent_back", "start_kept", "way_kept")
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Stay:
    """A time during which an item stood in a status."""

    entered: datetime
    left: datetime  # or datetime.max
    status: str
    state: str
    is_flagged: bool

    @property
    def stage(self) -> str:
        """Return the column of the board."""
        return STAGES[self.status]

    @property
    def order(self) -> int:
        """Return the place of the column on the board."""
        return ORDER[self.stage]


def stays(story: Story, moment: datetime = datetime.max) -> list[Stay]:
    """Return the stays that began by a moment, empty ones included."""
    found, state = [], "to_do"
    ends = [*(change.at for change in story.changes[1:]), datetime.max]
    for change, left in zip(story.changes, ends, strict=True):
        state = state_of(change, state)
        found.append(Stay(change.at, left, change.status, state, change.is_flagged))
    return [stay for stay in found if stay.entered <= moment]


def timed_items(stories: Iterable[Story], day: Day, *, start_stage: str, finish_stage: str) -> Rows:
    """key, day of the start point, day of the finish point, days that are shown."""
    rows = []
    for item in standings(stories, day):
        if item.state == "cancelled":
            continue
        path = stays(item.story, day.moment)
        start = _crossing(path, start_stage) if start_stage else item.started
        finish = _crossing(path, finish_stage) if finish_stage else item.done
        if finish:
            start = start if start and start <= finish else None
            first, last = day.local(start), day.local(finish)
            rows.append((item.story.key, first, last, (last - first).days + 1 if first else None))
    return rows


def _crossing(path: list[Stay], stage: str) -> datetime | None:
    """Return when an item came to a column or beyond it and did not go back before it."""
    before = [place for place, stay in enumerate(path) if stay.order < ORDER[stage]]
    later = path[before[-1] + 1 :] if before else path
    return later[0].entered if later else None


def stage_visits(stories: Iterable[Story], day: Day) -> Rows:
    """key, column, visits, seconds; a stay that takes no time is none."""
    rows = []
    for item in standings(stories, day):
        if item.state == "done" and item.started:
            path = list(_between(item.story, item.started, item.done))
            runs = [stage for stage, _ in groupby(stay.stage for stay, _ in path)]
            for stage in sorted(set(runs)):
                spans = [span for stay, span in path if stay.stage == stage]
                rows.append((item.story.key, stage, runs.count(stage), sum(map(_seconds, spans))))
    return rows


def conforming_items(stories: Iterable[Story], day: Day) -> Rows:
    """key, way, ways back, whether it skipped work, was not ready, was not checked, conforms."""
    rows = []
    for item in standings(stories, day):
        if item.state != "done":
            continue
        path = [stay for stay in stays(item.story, item.done) if stay.entered < stay.left]
        way = [stage for stage, _ in groupby(stay.stage for stay in path)]
        back = sum(ORDER[later] < ORDER[earlier] for earlier, later in pairwise(way))
        skips, is_unready = ACTIVE not in way, "To Do" not in way
        conforms = not (back or skips or is_unready)
        rows.append(
            (item.story.key, " → ".join(way), back, skips, is_unready, ACTIVE not in way, conforms)
        )
    return rows


def _between(story: Story, start: datetime, finish: datetime) -> Iterator[tuple[Stay, Span]]:
    for stay in stays(story):
        span = max(stay.entered, start), min(stay.left, finish)
        if span[0] < span[1]:
            yield stay, span


def _seconds(span: Span) -> int:
    return int((span[1] - span[0]).total_seconds())


def blocked_spans(story: Story, moment: datetime) -> list[Span]:
    """Return the times up to a moment in which an open item was blocked by anything."""
    spans = [
        (stay.entered, min(stay.left, moment))
        for stay in stays(story)
        if stay.entered < stay.left
        and stay.entered <= moment
        and stay.state in OPEN
        and (stay.is_flagged or stay.status == BLOCKING)
    ]
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def blocked_times(stories: Iterable[Story], day: Day) -> Rows:
    """item, from, to."""
    return [
        (f"tracker:{item.story.key}", start, end)
        for item in standings(stories, day)
        for start, end in blocked_spans(item.story, day.moment)
    ]


def active_items(stories: Iterable[Story], day: Day) -> Rows:
    """key, seconds from start to finish, of these worked on, of these taken off as blocked."""
    rows = []
    for item in standings(stories, day):
        if item.state == "done":
            worked = blocked = 0
            path = _between(item.story, item.started, item.done) if item.started else ()
            for stay, span in path:
                if stay.state == "in_progress" and stay.stage == ACTIVE:
                    worked += _seconds(span)
                    blocked += _overlap(span, blocked_spans(item.story, day.moment))
            whole = _seconds((item.started, item.done)) if item.started else None
            rows.append((item.story.key, whole, worked - blocked, blocked))
    return rows


def _overlap(span: Span, others: Iterable[Span]) -> int:
    shared = ((max(span[0], start), min(span[1], end)) for start, end in others)
    return sum(_seconds(one) for one in shared if one[0] < one[1])


def reworked_items(stories: Iterable[Story], day: Day) -> Rows:
    """key, was started, was closed, times reopened, times sent back."""
    rows = []
    for item in standings(stories, day):
        path = stays(item.story, day.moment)
        was_started = any(stay.state == "in_progress" for stay in path) or item.state == "done"
        was_closed = item.state not in OPEN or item.reopened > 0
        back = sum(_is_sent_back(before, after) for before, after in pairwise(path))
        if was_started or was_closed:
            rows.append((item.story.key, was_started, was_closed, item.reopened, back))
    return rows


def governed(stories: Iterable[Story], day: Day, *, window_days: int) -> Rows:
    """check, key, whether it fails: the standards of what is handled, read from a history."""
    stories = list(stories)
    reworked = {key: told for key, *told in reworked_items(stories, day)}
    rows: Rows = []
    for item in standings(stories, day):
        if item.state == "cancelled":
            continue
        key, path = item.story.key, stays(item.story, day.moment)
        rows.append(("created_to_do", key, path[0].state != "to_do"))
        if item.state == "done" or item.reopened:
            rows.append(("kept_finished", key, item.reopened > 0))
        if any(stay.state == "in_progress" for stay in path):
            *_, back = reworked[key]
            rows += [("never_sent_back", key, back > 0), ("start_kept", key, item.state == "to_do")]
    done = {item.story.key: day.local(item.done) for item in standings(stories, day) if item.done}
    since = day.day - timedelta(days=window_days)
    rows += [
        ("way_kept", key, skips)
        for key, _, _, skips, *_ in conforming_items(stories, day)
        if done[key] > since
    ]
    return rows


def _is_sent_back(before: Stay, after: Stay) -> bool:
    is_out_of_work = before.state == "in_progress" and after.state == "to_do"
    is_earlier = after.order < before.order
    return after.state in OPEN and (before.state not in OPEN or is_out_of_work or is_earlier)


def stage_wip(stories: Iterable[Story], day: Day) -> Rows:
    """date, project, column with a limit, open items in it when the day ended, too many."""
    now = standings(stories, day)
    rows = []
    for project in sorted({item.story.project for item in now}):
        for stage, limit in LIMITS.items():
            counts = [
                sum(
                    _stands_in(item.story, stage, day.end_of(one))
                    for item in now
                    if item.story.project == project
                )
                for one in days(now, day)
            ]
            if any(counts):
                rows += [
                    (one, project, stage, count, count > limit)
                    for one, count in zip(days(now, day), counts, strict=True)
                ]
    return rows


def _stands_in(story: Story, stage: str, moment: datetime) -> bool:
    then = standing(story, moment)
    path = stays(story, moment)
    return then is not None and then.state in OPEN and path[-1].stage == stage


def stage_loads(stories: Iterable[Story], day: Day, window_days: int) -> Rows:
    """project, active column, items in it, mean of the days looked back, its limit."""
    now = standings(stories, day)
    rows = []
    for project in sorted({item.story.project for item in now}):
        own = [item.story for item in now if item.story.project == project]
        begun = [
            day.local(stay.entered)
            for story in own
            for stay in stays(story, day.moment)
            if stay.stage == ACTIVE
        ]
        if not begun:
            continue
        looked_back = day.day - timedelta(days=window_days - 1)
        first = max(min(begun), looked_back)
        span = [first + timedelta(days=step) for step in range((day.day - first).days + 1)]
        counts = [sum(_is_in(story, ACTIVE, day.end_of(one)) for story in own) for one in span]
        mean = pytest.approx(sum(counts) / len(counts))
        rows.append((project, ACTIVE, counts[-1], mean, LIMITS[ACTIVE]))
    return rows


def _is_in(story: Story, stage: str, moment: datetime) -> bool:
    path = stays(story, moment)
    return bool(path) and path[-1].stage == stage
