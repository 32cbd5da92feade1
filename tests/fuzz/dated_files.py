"""Tables whose moments are known: each column of dates is written in one of many formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

ROLES = {"Created": "created", "Resolved": "resolved", "Updated": "updated", "Started": "started"}
BLANK_SHARE = 0.15
FIRST_DAY = date(2012, 1, 1)
# From so many different days on, all within so few years, a two-digit year can be told from a day.
DAYS_THAT_TELL, YEARS_THAT_TELL = 25, 3

Writing = Callable[[datetime], str]


def _written(pattern: str) -> Writing:
    return lambda moment: moment.strftime(pattern)


def _bare(pattern: str) -> Writing:
    """Write without leading zeros: "3/4/2026 9:05"."""
    return lambda moment: moment.strftime(
        pattern.replace("%", "%-").replace("%-Y", "%Y").replace("%-y", "%y").replace("%-M", "%M")
    )


@dataclass(frozen=True)
class DateWriting:
    """A format, how exact it is, and the order that its three numbers need a proof for."""

    write: Writing
    is_day: bool = False
    order: str = ""  # day_first, month_first, year_first; empty where one cell says it


FORMATS: Mapping[str, DateWriting] = {
    "ISO day": DateWriting(_written("%Y-%m-%d"), is_day=True),
    "ISO minute": DateWriting(_written("%Y-%m-%d %H:%M")),
    "ISO offset": DateWriting(_written("%Y-%m-%dT%H:%M:%S+00:00")),
    "day/month/year": DateWriting(_written("%d/%m/%Y %H:%M"), order="day_first"),
    "month/day/year": DateWriting(_written("%m/%d/%Y"), is_day=True, order="month_first"),
    "bare month/day/year": DateWriting(_bare("%m/%d/%Y %H:%M"), order="month_first"),
    "day.month.year": DateWriting(_bare("%d.%m.%Y"), is_day=True, order="day_first"),
    "day/month/yy": DateWriting(_written("%d/%m/%y"), is_day=True, order="day_first"),
    "month/day/yy": DateWriting(_written("%m/%d/%y"), is_day=True, order="month_first"),
    "yy-month-day": DateWriting(_written("%y-%m-%d"), is_day=True, order="year_first"),
    "Jira": DateWriting(_written("%d/%b/%y %-I:%M %p")),
    "seconds": DateWriting(lambda moment: str(int(moment.timestamp()))),
    "milliseconds": DateWriting(lambda moment: f"{int(moment.timestamp()) * 1000}.0"),
    "in words": DateWriting(_written("%B %-d, %Y"), is_day=True),
    "e-mail": DateWriting(_written("%a, %d %b %Y %H:%M:%S +0000")),
}


@dataclass(frozen=True)
class DatedColumn:
    """A column: its header, how it is written, and the moments it means, None where blank."""

    header: str
    writing: str
    moments: tuple[datetime | None, ...]

    @property
    def is_provable(self) -> bool:
        """Tell whether its own cells prove their order, judged by what is known of the truth."""
        days = {moment.date() for moment in self.moments if moment}
        order = FORMATS[self.writing].order
        if not order or not days:
            return bool(days)
        is_short = "yy" in self.writing.split("/")[-1] or self.writing.startswith("yy")
        years = {day.year for day in days}
        is_told = len(days) >= DAYS_THAT_TELL and max(years) - min(years) < YEARS_THAT_TELL
        has_late_day = any(day.day > 12 for day in days)
        if self.writing in ("day/month/yy", "yy-month-day"):
            return is_told and {day.day for day in days} >= {1, 28}
        return has_late_day and (is_told or not is_short)


@dataclass(frozen=True)
class DatedFile:
    """A table of items with columns of dates."""

    seed: int
    content: bytes
    columns: tuple[DatedColumn, ...]

    def __str__(self) -> str:
        written = ", ".join(f"{column.header}: {column.writing}" for column in self.columns)
        return f"dated file {self.seed} ({written})"


def make_dated_file(seed: int) -> DatedFile:
    """Return the table of a seed: always the same one."""
    random = Random(seed)
    rows = random.choice((1, 3, 8, 20, 60, 200))
    first = FIRST_DAY + timedelta(days=random.randrange(365 * 14))
    window = random.choice((5, 20, 90, 400, 1500))
    headers = random.sample(sorted(ROLES), random.randint(1, len(ROLES)))
    shared = random.choice(sorted(FORMATS))
    columns = tuple(
        DatedColumn(
            header,
            shared if random.random() < 0.4 else random.choice(sorted(FORMATS)),
            tuple(_moment(random, first, window) for _ in range(rows)),
        )
        for header in headers
    )
    return DatedFile(seed, _content(columns, rows), columns)


def _moment(random: Random, first: date, window: int) -> datetime | None:
    if random.random() < BLANK_SHARE:
        return None
    day = first + timedelta(days=random.randrange(window))
    return datetime(
        day.year, day.month, day.day, random.randrange(24), random.randrange(60), tzinfo=UTC
    )


def _content(columns: Sequence[DatedColumn], rows: int) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Key", "Status", *(column.header for column in columns)])
    for row in range(rows):
        cells = (column.moments[row] for column in columns)
        writer.writerow(
            [
                f"AB-{row + 1}",
                "Open",
                *(
                    FORMATS[column.writing].write(moment) if moment else ""
                    for column, moment in zip(columns, cells, strict=True)
                ),
            ]
        )
    return out.getvalue().encode()
