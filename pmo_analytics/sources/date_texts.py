"""The grammar of a written date: its parts, the orders it can be read in, the moment it means.

A *shape* is a text with every digit turned into 9 (`99/Jul/99 9:99 PM`). A file of any size has few
shapes, so a column is judged by them and never cell by cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from pmo_analytics.sources.month_names import day_half, month_number, weekdays_named
from pmo_analytics.sources.read_plan import DateKind, DateOrder

SHAPE_OF_DIGITS = str.maketrans("0123456789", "9" * 10)
# Two-digit years turn over where DuckDB's strptime and POSIX turn them.
FIRST_TWO_DIGIT_YEAR = 1969

_DAY = r"""
      (?P<first>\d{4}|\d{1,2})(?P<sep>[-/.]|\.\ )(?P<second>\d{1,2})(?P=sep)(?P<third>\d{4}|\d{1,2})
    | (?P<year_cjk>\d{4})年(?P<month_cjk>\d{1,2})月(?P<day_cjk>\d{1,2})日
    | (?P<compact>\d{8})
    | (?P<day>\d{1,2})(?P<gap_1>[-/.\ ]|\.\ )(?P<month>MONTH)
      (?P<gap_2>[-/.\ ]|,\ )(?P<year>\d{4}|\d\d)
    | (?P<year_first>\d{4})(?P<gap_3>[-/.\ ])(?P<month_mid>MONTH)
      (?P<gap_4>[-/.\ ])(?P<day_last>\d{1,2})
    | (?P<month_first>MONTH)\ (?P<day_mid>\d{1,2})(?P<comma>,?)\ (?P<year_last>\d{4})
""".replace("MONTH", r"[^\W\d_]+\.?|\d{1,2}月")
_HALF = r"[^\W\d_]+\.?(?:[\ \xa0\u202f]?[^\W\d_]\.)?"
_TIME = rf"""
    (?P<gap>T|,?\ {{1,2}})
    (?P<hour>\d{{1,2}})(?P<colon>[:.])(?P<minute>\d\d)
    (?:(?P=colon)(?P<second_of_minute>\d\d)(?:(?P<point>[.,])(?P<fraction>\d{{1,9}}))?)?
    (?:(?P<half_gap>[\ \xa0\u202f]?)(?P<half>(?!Z|UTC|GMT){_HALF}))?
    (?:(?P<zone_gap>\ ?)(?P<zone>Z|UTC|GMT))?
    (?:(?P<offset_gap>\ ?)(?P<offset>[+-]\d\d(?::?\d\d)?))?
    (?P<tail>\ ?\(.*\))?
"""
_DATE_TEXT = re.compile(
    rf"(?:(?P<weekday>[^\W\d_]{{2,}}\.?)(?P<weekday_gap>,?\ ))?(?:{_DAY})(?:{_TIME})?",
    re.VERBOSE,
)
_EPOCH_TEXT = re.compile(r"(?P<seconds>\d{10})(?:\.\d+)?|(?P<milliseconds>\d{13})(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class DateParts:
    """A date text taken apart; of a shape, the numbers mean nothing but their widths."""

    match: re.Match[str]

    @property
    def orders(self) -> tuple[DateOrder, ...]:
        """Return the orders in which the three numbers can be read; none where no choice is."""
        first, third = self.match["first"], self.match["third"]
        if first is None or len(first) == 4:
            return ()
        return ("day_first", "month_first") + (() if len(third) == 4 else ("year_first",))

    @property
    def month_name(self) -> str | None:
        """Return the name of the month as written, where it is a name."""
        found = self.match
        return found["month"] or found["month_mid"] or found["month_first"]

    def day(self, order: DateOrder | None) -> tuple[int, int, int] | None:
        """Return year, month and day as written; None where the order makes no date of them."""
        found = self.match
        if found["compact"]:
            text = found["compact"]
            numbers = int(text[:4]), int(text[4:6]), int(text[6:])
        elif found["year_cjk"]:
            numbers = int(found["year_cjk"]), int(found["month_cjk"]), int(found["day_cjk"])
        elif found["first"]:
            triple = found["first"], found["second"], found["third"]
            numbers = _ordered(triple, "year_first" if len(triple[0]) == 4 else order)
        else:
            year = found["year"] or found["year_first"] or found["year_last"]
            day = found["day"] or found["day_last"] or found["day_mid"]
            numbers = _full_year(year), month_number(self.month_name or "") or 0, int(day)
        year, month, day_of_month = numbers
        return numbers if year and 1 <= month <= 12 and 1 <= day_of_month <= 31 else None

    def moment(self, order: DateOrder | None) -> datetime | None:
        """Return the date and time, aware where the text says its offset; None if impossible."""
        day, found = self.day(order), self.match
        if day is None:
            return None
        hour = _hour(found["hour"], found["half"])
        minute, second = int(found["minute"] or 0), int(found["second_of_minute"] or 0)
        microsecond = int((found["fraction"] or "0").ljust(6, "0")[:6])
        try:
            return datetime(*day, hour, minute, second, microsecond, tzinfo=_zone(found))
        except ValueError:
            return None


def _ordered(triple: tuple[str, str, str], order: DateOrder | None) -> tuple[int, int, int]:
    first, second, third = triple
    if order == "year_first":
        return _full_year(first), int(second), int(third)
    if order == "month_first":
        return _full_year(third), int(first), int(second)
    return _full_year(third), int(second), int(first)


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    year = FIRST_TWO_DIGIT_YEAR // 100 * 100 + int(text)
    return year if year >= FIRST_TWO_DIGIT_YEAR else year + 100


def _hour(hour: str | None, half: str | None) -> int:
    """Return the hour from 0 to 23; a number that no clock shows stays one."""
    number = int(hour or 0)
    if half is None:
        return number
    if not 1 <= number <= 12:
        return 99
    return number % 12 + (12 if day_half(half) == "PM" else 0)


def _zone(found: re.Match[str]) -> timezone | None:
    offset = found["offset"]
    if not offset:
        return UTC if found["zone"] else None
    digits = offset[1:].replace(":", "").ljust(4, "0")
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-distance if offset[0] == "-" else distance)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> DateParts | None:
    """Take a date text or a shape apart; None for anything else, blanks around it allowed."""
    found = _DATE_TEXT.fullmatch(text.strip())
    if found is None:
        return None
    if found["weekday"] and not weekdays_named(found["weekday"]):
        return None
    parts = DateParts(found)
    name = parts.month_name
    # In a shape "12月" is "99月": the number of a Japanese month is judged with the moment.
    if name and not name.endswith("月") and month_number(name) is None:
        return None
    return parts if not found["half"] or day_half(found["half"]) else None


def read_moment(text: str, order: DateOrder | None) -> datetime | None:
    """Read a date text or a number of seconds since 1970; None for what is no date."""
    if epoch := epoch_kind(text):
        number = float(text) / (1000 if epoch == "epoch_milliseconds" else 1)
        return datetime.fromtimestamp(number, UTC)
    parts = parse_date(text)
    return parts.moment(order) if parts else None


def epoch_kind(text: str) -> DateKind | None:
    """Tell whether a text or shape is a number of seconds or milliseconds since 1970."""
    found = _EPOCH_TEXT.fullmatch(text.strip())
    if found is None:
        return None
    return "epoch_seconds" if found["seconds"] else "epoch_milliseconds"
