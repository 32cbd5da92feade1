"""When an export was taken: what its name says, else the newest moment in it. Never the clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from pmo_analytics.sources.date_texts import parse_date, read_moment
from pmo_analytics.sources.read_plan import DateOrder, Problem
from pmo_analytics.sources.survey import DateTexts

# What lies outside is a fault of the file: the epoch, a year typed twice.
EARLIEST_YEAR, LATEST_YEAR = 1980, 2100
# A name without a zone may be a day away from the moments in the file.
NAME_TOLERANCE = timedelta(days=1)
# A few dates far beyond all others are mistyped: they do not say when the export was taken.
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
class Dated:
    """A moment in the file and where it stands."""

    moment: datetime
    header: str
    row: int
    text: str
    is_day: bool


def name_without_stamp(stem: str) -> str:
    """Return a file's stem without date and time: "Jira 2024-07-30T22_11_01+0300" → "Jira"."""
    return _NAME_STAMP.sub("", stem).strip(" -_.") or stem


def export_time(
    name: str, dated: Sequence[Dated], *, zone: str | None, may_stray: bool = False
) -> ExportTime:
    """Decide when an export was taken.

    A moment written in the name of the file is believed unless the file holds newer ones. A name
    or a newest moment without a time of day means the end of that local day.

    Args:
        name: name of the file.
        dated: the moments that may tell, see `dated_moments`.
        zone: zone of the source, where known.
        may_stray: the moments may be typed by hand, so a few may lie far beyond the others.
    """
    clock = ZoneInfo(zone) if zone else None
    newest, problems = _newest(dated, may_stray=may_stray)
    named = _named(name, clock)
    if named and newest and _utc(newest.moment) > _utc(named.moment) + NAME_TOLERANCE:
        problems = (*problems, _newer_than_its_name(named, newest))
    elif named:
        return ExportTime(named.moment, named.evidence, named.is_day, problems)
    if newest is None:
        return ExportTime(None, "no date in the name or in the file", problems=(_UNKNOWN,))
    evidence = f'newest moment in the file: row {newest.row}, {newest.header}: "{newest.text}"'
    moment = _end_of_day(newest.moment.date()) if newest.is_day else newest.moment
    return ExportTime(_in_zone(moment, clock), evidence, newest.is_day, problems)


def dated_moments(columns: Iterable[tuple[str, DateTexts, DateOrder | None]]) -> list[Dated]:
    """Read the moments that a survey kept, without impossible ones."""
    found = []
    for header, texts, order in columns:
        for text, row in texts.latest.values():
            moment = read_moment(text, order)
            if moment and EARLIEST_YEAR <= moment.year < LATEST_YEAR:
                parts = parse_date(text)
                is_day = parts is not None and parts.match["hour"] is None
                found.append(Dated(moment, header, row, text, is_day))
    return found


def _newest(dated: Sequence[Dated], *, may_stray: bool) -> tuple[Dated | None, tuple[Problem, ...]]:
    """Return the newest moment; of hand-typed ones, the newest before the few far beyond."""
    ordered = sorted(dated, key=lambda found: (_utc(found.moment), -found.row))
    most_strays = int(STRAY_SHARE * len(ordered)) if may_stray else 0
    for place in range(len(ordered) - most_strays, len(ordered)):
        before, after = ordered[place - 1 : place + 1]
        if _utc(after.moment) - _utc(before.moment) > LONGEST_SILENCE:
            return before, (_stray_dates(ordered[place:], before),)
    return (ordered[-1], ()) if ordered else (None, ())


def _named(name: str, clock: tzinfo | None) -> ExportTime | None:
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
        evidence = f'the name of the file says "{found[0].strip()}"'
        return ExportTime(_in_zone(moment, zone), evidence, is_day)
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
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _utc(moment: datetime | None) -> datetime:
    """Return a moment without zone for comparing; local time without a zone is left as it is."""
    moment = moment or datetime.min
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


_UNKNOWN = Problem(
    "export_time_unknown",
    "Neither the name of the file nor a date in it says when it was exported; add the day to its "
    "name, such as board-2026-09-30.csv.",
)


def _newer_than_its_name(named: ExportTime, newest: Dated) -> Problem:
    return Problem(
        "newer_than_its_name",
        f"{named.evidence[0].upper()}{named.evidence[1:]}, but row {newest.row}, {newest.header} "
        f'is "{newest.text}"; the newest moment in the file counts as the time of the export.',
    )


def _stray_dates(strays: Sequence[Dated], newest: Dated) -> Problem:
    shown = ", ".join(f'row {found.row}, {found.header}: "{found.text}"' for found in strays)
    return Problem(
        "dates_beyond_export",
        f"Dates that lie {LONGEST_SILENCE.days} days or more beyond all others were not taken for "
        f'the time of the export, which is "{newest.text}": {shown}.',
    )
