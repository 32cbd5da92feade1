"""The flow metrics once more, slowly and in plain Python, one loop an item.

Each function answers for some stories as of one day with the rows that the query of its name gives;
only how moments are kept (UTC) and shown (local days) is shared with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from statistics import fmean
from typing import Any

from pmo_analytics.warehouse.moments import end_of_day, local_day

STATES = {
    "To Do": "to_do",
    "In Progress": "in_progress",
    "In Review": "in_progress",
    "Done": "done",
    "Closed": "done",
}
CANCELLED = "Won't Do"
OPEN = ("to_do", "in_progress")
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Change:
    """A status and resolution that an item took, and whether it was flagged then."""

    at: datetime
    status: str
    resolution: str = ""
    is_flagged: bool = False


@dataclass(frozen=True)
class Story:
    """An item with all that ever happened to it, in order."""

    key: str
    changes: tuple[Change, ...]
    created: datetime
    due: date | None = None
    is_counted: bool = True

    @property
    def project(self) -> str:
        """Return the project that the key names."""
        return self.key.partition("-")[0]


@dataclass(frozen=True)
class Standing:
    """Where a story stands at a moment."""

    story: Story
    state: str
    started: datetime | None = None
    done: datetime | None = None
    cancelled: datetime | None = None
    reopened: int = 0


@dataclass(frozen=True)
class Day:
    """The day asked for: the last moment known of it, and the zone in which days are counted."""

    day: date
    moment: datetime
    zone: str

    @property
    def known_day(self) -> date:
        """Return the last day of which something is known."""
        return self.local(self.moment)

    @property
    def is_whole(self) -> bool:
        """Tell whether the last known day is known to its end."""
        return self.moment == end_of_day(self.known_day, self.zone)

    def local(self, moment: datetime | None) -> date | None:
        """Return the local day of a moment."""
        return None if moment is None else local_day(moment, self.zone)

    def end_of(self, day: date) -> datetime:
        """Return the last moment known of a day."""
        return min(end_of_day(day, self.zone), self.moment)


def state_of(change: Change, before: str) -> str:
    """Return the state after a change; a status that nobody explained changes nothing."""
    if change.resolution == CANCELLED:
        return "cancelled"
    return STATES.get(change.status, before)


def standing(story: Story, moment: datetime) -> Standing | None:
    """Walk through the changes up to a moment; None where the story did not exist yet."""
    now: Standing | None = None
    for change in story.changes:
        if change.at > moment:
            break
        before = now or Standing(story, "")
        state = state_of(change, before.state or "to_do")
        now = _moved(before, state, change.at)
    return now


def _moved(before: Standing, state: str, moment: datetime) -> Standing:
    is_reopening = before.state in ("done", "cancelled") and state in OPEN
    after = replace(before, state=state, reopened=before.reopened + is_reopening)
    if state == "to_do":
        return replace(after, started=None, done=None, cancelled=None)
    if state == "in_progress":
        return replace(after, started=before.started or moment, done=None, cancelled=None)
    if state == before.state:
        return after
    is_done = state == "done"
    return replace(after, done=moment if is_done else None, cancelled=None if is_done else moment)


def standings(stories: Iterable[Story], day: Day) -> list[Standing]:
    """Return where the counted stories stand at the end of a day."""
    found = (standing(story, day.moment) for story in stories if story.is_counted)
    return [now for now in found if now]


def items_as_of(stories: Iterable[Story], day: Day) -> Rows:
    """key, state, days of start, finish and cancellation, times reopened."""
    return [
        (
            item.story.key,
            item.state,
            *map(day.local, (item.started, item.done, item.cancelled)),
            item.reopened,
        )
        for item in standings(stories, day)
    ]


def first_day(now: list[Standing], day: Day) -> date | None:
    """Return the first day of which anything is told."""
    moments = [moment for item in now for moment in (item.story.created, item.done, item.started)]
    return min((day.local(moment) for moment in moments if moment), default=None)


def days(now: list[Standing], day: Day) -> list[date]:
    """Return all days from the first to the last that is known."""
    first = first_day(now, day)
    if first is None:
        return []
    return [first + timedelta(days=step) for step in range((day.known_day - first).days + 1)]


def monday(day: date) -> date:
    """Return the day on which the ISO week of a day begins."""
    return day - timedelta(days=day.weekday())


def weeks(now: list[Standing], day: Day) -> list[tuple[date, bool]]:
    """Return the Monday of each week, and whether the week is known in part only."""
    listed = days(now, day)
    if not listed:
        return []
    found = sorted({monday(one) for one in listed})
    return [(week, not _is_complete(week, listed[0], day)) for week in found]


def _is_complete(week: date, first: date, day: Day) -> bool:
    sunday = week + timedelta(days=6)
    is_over = sunday < day.known_day or (sunday == day.known_day and day.is_whole)
    return first <= week and is_over


def throughput(stories: Iterable[Story], day: Day) -> Rows:
    """week, partial, finished, active days."""
    now = standings(stories, day)
    rows = []
    for week, is_partial in weeks(now, day):
        finished = [day.local(item.done) for item in now if _in_week(item.done, week, day)]
        rows.append((week, is_partial, len(finished), len(set(finished))))
    return rows


def _in_week(moment: datetime | None, week: date, day: Day) -> bool:
    return moment is not None and monday(day.local(moment)) == week


def arrivals(stories: Iterable[Story], day: Day) -> Rows:
    """week, created, started, finished, net flow."""
    now = standings(stories, day)
    rows = []
    for week, _ in weeks(now, day):
        created = sum(_in_week(item.story.created, week, day) for item in now)
        started = sum(_in_week(item.started, week, day) for item in now)
        finished = sum(_in_week(item.done, week, day) for item in now)
        rows.append((week, created, started, finished, started - finished))
    return rows


def wip(stories: Iterable[Story], day: Day) -> Rows:
    """date, in progress when the day ended, in progress at any time of it."""
    now = standings(stories, day)
    rows = []
    for date_ in days(now, day):
        ends = [standing(item.story, day.end_of(date_)) for item in now]
        at_end = sum(end is not None and end.state == "in_progress" for end in ends)
        any_time = sum(_was_in_progress(item.story, date_, day) for item in now)
        rows.append((date_, at_end, any_time))
    return rows


def _was_in_progress(story: Story, date_: date, day: Day) -> bool:
    return any(
        day.local(entered) <= date_ and (left is None or date_ <= day.local(left))
        for entered, left in in_progress_times(story, day.moment)
    )


def in_progress_times(story: Story, moment: datetime) -> Iterator[tuple[datetime, datetime | None]]:
    """Yield when a story came into progress and when it left it, None where it has not."""
    state, entered = "to_do", None
    for change in story.changes:
        if change.at > moment:
            break
        state = state_of(change, state)
        if state == "in_progress":
            entered = entered or change.at
        elif entered:
            yield entered, change.at
            entered = None
    if entered:
        yield entered, None


def finished_items(stories: Iterable[Story], day: Day) -> Rows:
    """key, day of finish, days in progress, days since creation, times reopened."""
    rows = []
    for item in standings(stories, day):
        if item.state == "done":
            done, started = day.local(item.done), day.local(item.started)
            cycle = (done - started).days + 1 if started else None
            lead = (done - day.local(item.story.created)).days + 1
            rows.append((item.story.key, done, cycle, lead, item.reopened))
    return rows


def nearest_rank(values: list[int], share: str) -> int | None:
    """Return the smallest value that at least this share of all values does not exceed."""
    return sorted(values)[ceil(Fraction(share) * len(values)) - 1] if values else None


def cycle_time(stories: Iterable[Story], day: Day) -> Rows:
    """half, 85 %, mean elapsed, n, without a start."""
    finished = finished_items(stories, day)
    known = [cycle for _, _, cycle, _, _ in finished if cycle is not None]
    mean = fmean(known) - 1 if known else None
    row = (nearest_rank(known, "0.5"), nearest_rank(known, "0.85"), mean, len(known))
    return [(*row, len(finished) - len(known))] if finished else []


def lead_time(stories: Iterable[Story], day: Day) -> Rows:
    """half, 85 %, mean elapsed, n, finished before they were created."""
    finished = finished_items(stories, day)
    known = [lead for _, _, _, lead, _ in finished if lead > 0]
    mean = fmean(known) - 1 if known else None
    row = (nearest_rank(known, "0.5"), nearest_rank(known, "0.85"), mean, len(known))
    return [(*row, len(finished) - len(known))] if finished else []


def item_age(stories: Iterable[Story], day: Day) -> Rows:
    """half, 85 %, oldest, elapsed days together, n."""
    ages = [
        (day.day - day.local(item.started)).days + 1
        for item in standings(stories, day)
        if item.state == "in_progress"
    ]
    if not ages:
        return []
    half, sure = nearest_rank(ages, "0.5"), nearest_rank(ages, "0.85")
    return [(half, sure, max(ages), sum(ages) - len(ages), len(ages))]


def cumulative_flow(stories: Iterable[Story], day: Day) -> Rows:
    """date, stage, items in it, items that had reached it."""
    now = standings(stories, day)
    kept = [item for item in now if item.state != "cancelled"]
    rows = []
    for date_ in days(now, day):
        reached = [
            sum(moment is not None and day.local(moment) <= date_ for moment in moments)
            for moments in zip(*map(_reached, kept), strict=True)
        ] or [0, 0, 0]
        for stage, (count, after) in enumerate(zip(reached, [*reached[1:], 0], strict=True), 1):
            rows.append((date_, stage, count - after, count))
    return rows


def _reached(item: Standing) -> tuple[datetime | None, ...]:
    known = [moment for moment in (item.story.created, item.started, item.done) if moment]
    return min(known), item.started or item.done, item.done


def due_date_performance(stories: Iterable[Story], day: Day) -> Rows:
    """fallen due, in time; finished with a date, in time; overdue, longest; without a date."""
    items = [item for item in standings(stories, day) if item.state != "cancelled"]
    dated = [item for item in items if item.story.due]
    is_over = day.moment == end_of_day(day.day, day.zone)
    fallen = [item for item in dated if item.story.due < day.day + timedelta(days=is_over)]
    finished = [item for item in dated if item.state == "done"]
    overdue = [(day.day - item.story.due).days for item in fallen if item.state != "done"]
    row = (
        len(fallen),
        sum(_is_in_time(item, day) for item in fallen),
        len(finished),
        sum(_is_in_time(item, day) for item in finished),
        sum(count > 0 for count in overdue),
        max(overdue, default=None),
        len(items) - len(dated),
    )
    return [row] if items else []


def _is_in_time(item: Standing, day: Day) -> bool:
    return item.done is not None and day.local(item.done) <= item.story.due


def burn_up(stories: Iterable[Story], day: Day) -> Rows:
    """date, items there and not cancelled, items finished, as it was on the day."""
    now = standings(stories, day)
    rows = []
    for date_ in days(now, day):
        states = [then.state for item in now if (then := standing(item.story, day.end_of(date_)))]
        rows.append((date_, len(states) - states.count("cancelled"), states.count("done")))
    return rows


def pace(stories: Iterable[Story], day: Day) -> Rows:
    """open, in progress, done, cancelled, and the finished and arrived counts of complete weeks."""
    stories = list(stories)
    now = standings(stories, day)
    states = [item.state for item in now]
    complete = {week for week, is_partial in weeks(now, day) if not is_partial}
    finished = [row[2] for row in throughput(stories, day) if row[0] in complete]
    arrived = [row[1] for row in arrivals(stories, day) if row[0] in complete]
    counts = [
        sum(map(states.count, OPEN)),
        *map(states.count, ("in_progress", "done", "cancelled")),
    ]
    return [(*counts, finished, arrived)] if now else []
