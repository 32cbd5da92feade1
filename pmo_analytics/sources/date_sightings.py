"""What the texts of a date column are, each distinct day once: memory stays flat.

Kept are the shapes of all texts, the first text of each day (a proof of the order shows it), and of
the days that may be the newest, the latest text of each hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pmo_analytics.sources.date_texts import SHAPE_OF_DIGITS, epoch_kind, parse_date, read_moment
from pmo_analytics.sources.read_plan import DateOrder

# A real column has a few shapes and the days of some decades; free text under the header of a date
# has a shape a cell. What is kept of it must stay small.
MOST_SHAPES = 1000
MOST_DAYS = 50_000
LONGEST_DATE = 80  # characters
# Seconds since 1970 that agree in their first five digits lie within 28 hours.
EPOCH_DAY_DIGITS = 5
# What lies outside is a fault of the file: the epoch, a year typed twice.
EARLIEST_YEAR, LATEST_YEAR = 1980, 2100

_ORDERS: tuple[DateOrder, ...] = ("day_first", "month_first", "year_first")
_NEVER = -1


@dataclass(frozen=True, slots=True)
class Sighting:
    """A text of a date column and the row it stands in."""

    text: str
    row: int


_Latest = dict[str, tuple[str, int]]  # the latest text of each hour, and its row


@dataclass(slots=True)
class _Day:
    first: Sighting
    ordinals: tuple[int, ...]  # under each order; `_NEVER` where that makes no possible date
    latest: _Latest | None = None  # None: it cannot be the newest day

    def sightings(self) -> list[Sighting]:
        """Return the latest text of each hour, else the first text."""
        return [Sighting(*seen) for seen in (self.latest or {}).values()] or [self.first]


@dataclass(slots=True)
class DateSightings:
    """The texts of one date column; rows are added in order."""

    shapes: set[str] = field(default_factory=set)
    _days: dict[str, _Day] = field(default_factory=dict)
    _late: list[_Day] = field(default_factory=list)  # that may be the newest
    _newest: list[int] = field(default_factory=lambda: [_NEVER] * len(_ORDERS))
    _gap: str = ""  # between day and hour; empty before the first date
    _day_width: int | None = None  # of a number of seconds; else the whole text is the day
    _tail: int = 0  # characters at the end without which two texts cannot be compared

    def add(self, cells: Sequence[str], first_row: int) -> None:
        """Take in the cells of consecutive rows."""
        if len(self.shapes) < MOST_SHAPES:
            self.shapes.update("\n".join(cells).translate(SHAPE_OF_DIGITS).split("\n"))
        hour_before, latest = "", None
        for row, cell in enumerate(cells, start=first_row):
            text = cell.strip()
            if not text:
                continue
            if not self._gap:
                self._learn(text)
            hour, colon, _ = text.partition(":")
            hour += colon + text[-self._tail :] if self._tail else colon
            if hour != hour_before:  # else it is of the same day
                hour_before, latest = hour, self._latest_of_day(text, row)
            if latest is not None and (hour not in latest or text > latest[hour][0]):
                latest[hour] = text, row

    def _latest_of_day(self, text: str, row: int) -> _Latest | None:
        """Return what is kept of the day of a text: its hours where it may be the newest day."""
        hour, colon, _ = text.partition(":")
        if colon and self._gap:
            key = hour.rpartition(self._gap)[0] or hour
        else:
            key = text[: self._day_width]
        day = self._days.get(key)
        if day is None:
            if len(self._days) >= MOST_DAYS or len(text) > LONGEST_DATE:
                return None
            day = self._days[key] = self._new_day(Sighting(text, row))
        return day.latest

    def first_of_days(self) -> Iterator[Sighting]:
        """Return the first text of each day, in file order."""
        return (day.first for day in self._days.values())

    def times(self) -> set[str]:
        """Return the times of day of the first text of each day, and of all hours of late days."""
        texts = (seen.text for day in self._days.values() for seen in (day.first, *day.sightings()))
        parts = (parse_date(text) for text in texts)
        return {
            found.match["hour"] + (found.match["minute"] or "")
            for found in parts
            if found and found.match["hour"]
        }

    def days(self, order: DateOrder | None) -> set[int]:
        """Return the possible days as ordinals."""
        place = _place(order)
        return {day.ordinals[place] for day in self._days.values()} - {_NEVER}

    def newest(
        self, order: DateOrder | None, *, until: int | None = None
    ) -> tuple[datetime, Sighting] | None:
        """Return the newest possible moment, aware where its text says the offset.

        Args:
            order: how the dates are read.
            until: ordinal of the last day to look at; of an earlier day than the newest only its
                first text is known.
        """
        place = _place(order)
        days = self.days(order)
        limit = max((day for day in days if until is None or day <= until), default=_NEVER)
        sightings = [
            sighting
            for day in self._days.values()
            if limit - 1 <= day.ordinals[place] <= limit and day.ordinals[place] != _NEVER
            for sighting in day.sightings()
        ]
        moments = [
            (moment, seen) for seen in sightings if (moment := read_moment(seen.text, order))
        ]
        return max(moments, key=lambda found: (utc(found[0]), -found[1].row), default=None)

    def _learn(self, text: str) -> None:
        """Learn from the first date where a day ends and what cannot be compared as text."""
        if epoch_kind(text):
            self._gap, self._day_width = " ", EPOCH_DAY_DIGITS
        elif parts := parse_date(text):
            found = parts.match
            self._gap = (found["gap"] or " ")[0]
            start = found.start("offset") if found["offset"] else found.start("half")
            self._tail = len(text) - start if start >= 0 else 0

    def _new_day(self, first: Sighting) -> _Day:
        day = _Day(first, _ordinals(first.text))
        if any(map(_is_late, day.ordinals, self._newest)):
            day.latest = {}
            self._newest = list(map(max, day.ordinals, self._newest))
            still_late = [day]
            for other in self._late:
                if any(map(_is_late, other.ordinals, self._newest)):
                    still_late.append(other)
                else:
                    other.latest = None
            self._late = still_late
        return day


def _place(order: DateOrder | None) -> int:
    return _ORDERS.index(order or "day_first")


def _is_late(ordinal: int, newest: int) -> bool:
    """Tell whether a day may hold the newest moment; offsets may move it by a day."""
    return ordinal != _NEVER and ordinal >= newest - 1


def _ordinals(text: str) -> tuple[int, ...]:
    return tuple(_ordinal(read_moment(text, order)) for order in _ORDERS)


def _ordinal(moment: datetime | None) -> int:
    if moment is None or not EARLIEST_YEAR <= moment.year < LATEST_YEAR:
        return _NEVER
    return moment.toordinal()


def utc(moment: datetime) -> datetime:
    """Return a moment without zone for comparing; local time without one is left as it is."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
