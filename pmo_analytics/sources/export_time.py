"""When an export was taken: what its name or a line over its header says, else its newest moment.

A clock is never asked, and a date that somebody mistyped must not move the day: a name with a day
outweighs a lone later date, and without one a few days far beyond all others do not count. Where
more than that lies after the day of the name ("issues since 2024-01-01.csv"), the name means
something else and the content decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from pmo_analytics.sources.csv_shape import Record
from pmo_analytics.sources.date_sightings import DateSightings, Sighting, utc
from pmo_analytics.sources.date_texts import parse_date, read_moment
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.read_plan import DateOrder, Problem

# A name without a zone may be a day away from the moments in the file.
NAME_TOLERANCE = timedelta(days=1)
# A few days far beyond all others are mistyped: they do not say when the export was taken. A lone
# one is one of many, or lies further away than all others from each other.
LONGEST_SILENCE = timedelta(days=14)
STRAY_SHARE = 0.005
FEWEST_STEADY_DAYS = 20
# Of the dates of a file whose name says a day, the share that may be mistyped if far beyond it.
ODD_SHARE = 0.05
SHOWN_CELLS = 5

EXPORT_TIME_UNKNOWN = "export_time_unknown"
DATES_BEYOND_EXPORT = "dates_beyond_export"
NEWER_THAN_ITS_NAME = "newer_than_its_name"

_NAME_STAMP = re.compile(
    r"""(?<!\d)
    (?P<year>20\d\d)(?P<sep>[-_.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)
    (?:[T_\ -]{0,3}(?P<hour>\d\d)[-_:.h\ ]?(?P<minute>\d\d)(?:[-_:.\ ]?(?P<second>\d\d))?)?
    (?P<offset>[+-]\d{4}|Z)?
    (?!\d)""",
    re.VERBOSE,
)
# Days as people write them, in the orders that have one reading: 31.03.2026, 31 March 2026.
_NAME_DAY = re.compile(
    r"""(?<![^\W_])
    (?:\d{1,2}\.\d{1,2}\.20\d\d
    | \d{1,2}[-_.\ ]{1,2}[^\W\d_]{3,9}[-_.\ ]{1,2}20\d\d
    | [^\W\d_]{3,9}[-_.\ ]{1,2}\d{1,2}[-_,\ ]{1,2}20\d\d)
    (?![^\W_])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class ExportTime:
    """When an export was taken, how exactly that is known, and from what."""

    moment: datetime | None  # aware where a zone is known, but for a day: the end of it, naive
    evidence: str
    is_day: bool = False
    is_named: bool = False  # the name of the file says it
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MomentColumn:
    """A date column that may tell when the export was taken; `is_day`: whatever its cells say."""

    header: str
    sightings: DateSightings
    order: DateOrder | None
    is_day: bool = False
    cells: Sequence[str] = ()  # of the first rows, to count dates by

    def days(self) -> set[int]:
        """Return the possible days as ordinals."""
        return self.sightings.days(self.order)

    def ordinals(self) -> list[int]:
        """Return the days of the cells of the first rows."""
        moments = (read_moment(cell, self.order) for cell in self.cells)
        return [moment.toordinal() for moment in moments if moment]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest moment in a file and where it stands."""

    moment: datetime
    header: str
    seen: Sighting
    is_day: bool

    def __str__(self) -> str:
        return f'row {self.seen.row}, {self.header}: "{self.seen.text}"'


def name_without_stamp(stem: str) -> str:
    """Return a file's stem without date and time: "Jira 2024-07-30T22_11_01+0300" → "Jira"."""
    day = _spoken_day(stem)
    rest = stem.replace(day.text, "") if day else stem
    return _NAME_STAMP.sub("", rest).strip(" -_.") or stem


def export_time(
    name: str,
    columns: Sequence[MomentColumn],
    *,
    zone: str | None,
    may_stray: bool = False,
    above: Sequence[Record] = (),
) -> ExportTime:
    """Decide when an export was taken.

    A name or a newest moment without a time of day means the end of that local day.

    Args:
        name: name of the file.
        columns: the columns that may tell.
        zone: zone of the source, where known.
        above: the records over the header, one of which may say the day.
        may_stray: they may be typed by hand, so a few days far beyond all others do not count.
    """
    clock = ZoneInfo(zone) if zone else None
    named = _named(name, clock) or _above_header(above, columns)
    if named is None:
        return _by_content(columns, clock, may_stray=may_stray)
    newest, _ = newest_moment(columns)
    if newest is None or utc(newest.moment) <= utc(named.moment) + NAME_TOLERANCE:
        return named.export_time()
    later = _LaterDates(columns, named.moment.date())
    if later.are_odd():
        return named.export_time(later.problem(named.text))
    taken = _by_content(columns, clock, may_stray=True)
    problem = _newer_than_its_name(named.text, taken, later)
    return replace(taken, problems=(problem, *taken.problems))


def _by_content(
    columns: Sequence[MomentColumn], clock: tzinfo | None, *, may_stray: bool
) -> ExportTime:
    newest, problems = newest_moment(columns, may_stray=may_stray)
    if newest is None:
        return ExportTime(None, "no date in the name or in the file", problems=(_UNKNOWN,))
    evidence = f"newest moment in the file: {newest}"
    if newest.is_day:
        return ExportTime(_end_of_day(newest.moment.date()), evidence, True, problems=problems)
    return ExportTime(_in_zone(newest.moment, clock), evidence, problems=problems)


def newest_moment(
    columns: Sequence[MomentColumn], *, may_stray: bool = False
) -> tuple[Newest | None, tuple[Problem, ...]]:
    """Return the newest moment of some columns.

    Args:
        columns: the columns that may tell.
        may_stray: they may be typed by hand, so a few days far beyond all others do not count.
    """
    until = _last_steady_day(columns) if may_stray else None
    found = [
        Newest(newest[0], column.header, newest[1], column.is_day or _is_day(newest[1].text))
        for column in columns
        if (newest := column.sightings.newest(column.order, until=until))
    ]
    newest = max(found, key=lambda candidate: utc(candidate.moment), default=None)
    if newest is None or until is None:
        return newest, ()
    return newest, (_stray_dates(newest),)


def _is_day(text: str) -> bool:
    parts = parse_date(text)
    return parts is not None and parts.match["hour"] is None


def _last_steady_day(columns: Sequence[MomentColumn]) -> int | None:
    """Return the day after which a few stray ones follow a long silence; None if none do."""
    days = sorted(set().union(*(column.days() for column in columns)))
    first_stray = len(days) - int(STRAY_SHARE * len(days))
    for before, after in pairwise(days[max(first_stray - 1, 0) :]):
        if after - before > LONGEST_SILENCE.days:
            return before
    if len(days) > FEWEST_STEADY_DAYS and days[-1] - days[-2] > max(
        LONGEST_SILENCE.days, days[-2] - days[0]
    ):
        return days[-2]
    return None


@dataclass(frozen=True, slots=True)
class _Named:
    moment: datetime
    text: str
    is_day: bool
    where: str = "the name of the file"

    def export_time(self, *problems: Problem) -> ExportTime:
        evidence = f'{self.where} says "{self.text}"'
        return ExportTime(self.moment, evidence, self.is_day, is_named=True, problems=problems)


class _LaterDates:
    """The dates of a file that lie after the day in its name, and whether they are mistyped."""

    def __init__(self, columns: Sequence[MomentColumn], named: date) -> None:
        self._columns = columns
        self._limit = (named + NAME_TOLERANCE).toordinal()
        days = set().union(*(column.days() for column in columns))
        self._later = {day for day in days if day > self._limit}
        self._earlier = days - self._later
        dated = [day for column in columns for day in column.ordinals()]
        self._cells, self._later_cells = len(dated), sum(day > self._limit for day in dated)

    def are_odd(self) -> bool:
        """Tell whether they are a lone date, or a few far beyond all others."""
        if not self._later or not self._earlier:
            return False
        days = len(self._later) + len(self._earlier)
        if self._are_few(STRAY_SHARE) and len(self._later) <= max(1, STRAY_SHARE * days):
            return True
        silence = min(self._later) - max(self._earlier)
        return silence > LONGEST_SILENCE.days and self._are_few(ODD_SHARE)

    def _are_few(self, share: float) -> bool:
        return self._later_cells <= max(1, share * self._cells)

    def cells(self) -> str:
        """Show the first of them, in the order of the rows."""
        seen = sorted(
            (sighting.row, column.header, sighting.text)
            for column in self._columns
            for sighting in column.sightings.first_of_days()
            if (moment := read_moment(sighting.text, column.order))
            and moment.toordinal() > self._limit
        )
        shown = [f'row {row}, {header}: "{text}"' for row, header, text in seen[:SHOWN_CELLS]]
        return "; ".join(shown + (["…"] if len(seen) > SHOWN_CELLS else []))

    def problem(self, text: str) -> Problem:
        return Problem(
            DATES_BEYOND_EXPORT,
            f'The name of the file says "{text}", and what is dated later is taken for a mistake: '
            f"{self.cells()}. Correct it in the tracker; if the name is wrong, put the day of the "
            f"export into it.",
        )


def _named(name: str, clock: tzinfo | None) -> _Named | None:
    """Read the date, and the time if there is one, in the name of a file."""
    for found in _NAME_STAMP.finditer(name):
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            at = time(*(int(found[part] or 0) for part in ("hour", "minute", "second")))
        except ValueError:
            continue
        is_day = found["hour"] is None
        if is_day:  # a local day, wherever that is: its end is found where the zone is known
            return _Named(_end_of_day(day), found[0].strip(), is_day)
        zone = _offset(found["offset"]) or clock
        return _Named(_in_zone(datetime.combine(day, at), zone), found[0].strip(), is_day)
    return _spoken_day(name)


def _above_header(above: Sequence[Record], columns: Sequence[MomentColumn]) -> _Named | None:
    """Read the day beside a word for export over the header, in the order of the file's dates."""
    orders = {column.order for column in columns if column.order}
    order = orders.pop() if len(orders) == 1 else None
    for record in above:
        if not any("export" in fold(cell) for cell in record):
            continue
        for cell in map(str.strip, record):
            parts = parse_date(cell)
            if parts and (not parts.orders or order) and (moment := parts.moment(order)):
                day = _end_of_day(moment.date())
                return _Named(day, cell, is_day=True, where="a line above the header")
    return None


def _spoken_day(name: str) -> _Named | None:
    """Read a day that stands in the name of a file as people write it."""
    for found in _NAME_DAY.finditer(name):
        text = found[0] if found[0][-5] == "." else re.sub(r"[-_.,\s]+", " ", found[0])
        if moment := read_moment(text, None):
            return _Named(_end_of_day(moment.date()), found[0], is_day=True)
    return None


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    parsed = datetime.strptime(text, "%z").tzinfo
    return parsed if isinstance(parsed, timezone) else None


def _end_of_day(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59))


def _in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return a moment in UTC where its zone is known, else as written."""
    if moment.tzinfo is None and zone:
        # A time that the clocks showed twice, or skipped, is read late, as in the rows of the file.
        readings = (moment.replace(tzinfo=zone, fold=late) for late in (0, 1))
        return max(reading.astimezone(UTC) for reading in readings)
    return moment.astimezone(UTC) if moment.tzinfo else moment


_UNKNOWN = Problem(
    EXPORT_TIME_UNKNOWN,
    "Neither the name of the file nor a date in it says when it was exported: put the day into its "
    "name, such as board 2026-09-30.csv.",
)


def _newer_than_its_name(text: str, taken: ExportTime, later: _LaterDates) -> Problem:
    return Problem(
        NEWER_THAN_ITS_NAME,
        f'The name of the file says "{text}", but more than a lone date lies after it '
        f"({later.cells()}): it was taken later, and the {taken.evidence} counts. If that is "
        f"wrong, put the day of the export alone into its name.",
    )


def _stray_dates(newest: Newest) -> Problem:
    return Problem(
        DATES_BEYOND_EXPORT,
        f"A few dates lie more than {LONGEST_SILENCE.days} days beyond all others and do not count "
        f"for the time of the export, which is {newest}.",
    )
