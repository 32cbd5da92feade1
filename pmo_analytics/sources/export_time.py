"""When an export was taken: what its name says, else the newest moment in it. Never the clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from pmo_analytics.sources.date_sightings import DateSightings, Sighting, utc
from pmo_analytics.sources.date_texts import parse_date
from pmo_analytics.sources.read_plan import DateOrder, Problem

# A name without a zone may be a day away from the moments in the file.
NAME_TOLERANCE = timedelta(days=1)
# A few days far beyond all others are mistyped: they do not say when the export was taken.
LONGEST_SILENCE = timedelta(days=14)
STRAY_SHARE = 0.005

_NAME_STAMP = re.compile(
    r"""(?<!\d)
    (?P<year>20\d\d)(?P<sep>[-_.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)
    (?:[T_\ -]{0,3}(?P<hour>\d\d)[-_:.h\ ]?(?P<minute>\d\d)(?:[-_:.\ ]?(?P<second>\d\d))?)?
    (?P<offset>[+-]\d{4}|Z)?
    (?!\d)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class ExportTime:
    """When an export was taken, how exactly that is known, and from what."""

    moment: datetime | None  # aware where a zone is known
    evidence: str
    is_day: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MomentColumn:
    """A date column that may tell when the export was taken; `is_day`: whatever its cells say."""

    header: str
    sightings: DateSightings
    order: DateOrder | None
    is_day: bool = False


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
    return _NAME_STAMP.sub("", stem).strip(" -_.") or stem


def export_time(name: str, newest: Newest | None, *, zone: str | None) -> ExportTime:
    """Decide when an export was taken.

    A moment written in the name of the file is believed unless the file holds newer ones. A name
    or a newest moment without a time of day means the end of that local day.

    Args:
        name: name of the file.
        newest: the newest moment in it, see `newest_moment`.
        zone: zone of the source, where known.
    """
    clock = ZoneInfo(zone) if zone else None
    problems: tuple[Problem, ...] = ()
    if named := _named(name, clock):
        if newest is None or utc(newest.moment) <= utc(named.moment) + NAME_TOLERANCE:
            return ExportTime(
                named.moment, f'the name of the file says "{named.text}"', named.is_day
            )
        problems = (_newer_than_its_name(named.text, newest),)
    if newest is None:
        return ExportTime(None, "no date in the name or in the file", problems=(_UNKNOWN,))
    moment = _end_of_day(newest.moment.date()) if newest.is_day else newest.moment
    evidence = f"newest moment in the file: {newest}"
    return ExportTime(_in_zone(moment, clock), evidence, newest.is_day, problems)


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
    days = sorted(set().union(*(column.sightings.days(column.order) for column in columns)))
    first_stray = len(days) - int(STRAY_SHARE * len(days))
    for before, after in pairwise(days[max(first_stray - 1, 0) :]):
        if after - before > LONGEST_SILENCE.days:
            return before
    return None


@dataclass(frozen=True, slots=True)
class _Named:
    moment: datetime
    text: str
    is_day: bool


def _named(name: str, clock: tzinfo | None) -> _Named | None:
    """Read the date, and the time if there is one, in the name of a file."""
    for found in _NAME_STAMP.finditer(name):
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            at = time(*(int(found[part] or 0) for part in ("hour", "minute", "second")))
        except ValueError:
            continue
        is_day = found["hour"] is None
        moment = _end_of_day(day) if is_day else datetime.combine(day, at)
        zone = _offset(found["offset"]) or clock
        return _Named(_in_zone(moment, zone), found[0].strip(), is_day)
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
        readings = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        return max(reading.astimezone(UTC) for reading in readings)
    return moment.astimezone(UTC) if moment.tzinfo else moment


_UNKNOWN = Problem(
    "export_time_unknown",
    "Neither the name of the file nor a date in it says when it was exported; add the day to its "
    "name, such as board-2026-09-30.csv.",
)


def _newer_than_its_name(text: str, newest: Newest) -> Problem:
    return Problem(
        "newer_than_its_name",
        f'The name of the file says "{text}", but it holds a newer moment, {newest}, which counts '
        f"as the time of the export.",
    )


def _stray_dates(newest: Newest) -> Problem:
    return Problem(
        "dates_beyond_export",
        f"A few dates lie more than {LONGEST_SILENCE.days} days beyond all others and do not count "
        f"for the time of the export, which is {newest}.",
    )
