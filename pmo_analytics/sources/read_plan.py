"""What `sources` decides about a file and `warehouse` carries out: frozen, comparable, JSON-able.

Row numbers in sentences are those a spreadsheet shows when the file holds no blank line: the header
stands in row `header_row + 1`, the first data record in the row below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter

from pmo_analytics.sources.roles import IGNORED, PRIVATE

READER_VERSION = 7  # part of every plan key: raise it when the same bytes may be decided otherwise
CLOCKED = "clocked"  # detail of a snapshot column that says an hour: moments, not days

Kind = Literal["items", "changes", "stage_dates", "snapshots", "counts", "sprints"]
DateOrder = Literal["day_first", "month_first", "year_first"]
DateKind = Literal["strptime", "epoch_seconds", "epoch_milliseconds"]
RowOrder = Literal["newest_first", "oldest_first"]
Clock = Literal["", "12", "24"]
Container = Literal["", "xlsx", "json"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about a file: what was found, and what to do."""

    kind: str  # stable snake_case id
    text: str


@dataclass(frozen=True, slots=True)
class DateFormat:
    """One way in which a column writes its dates; cells are trimmed before it is tried.

    The steps, in this order: cut the text at `cut_at`; leave out a weekday before its first digit;
    replace the tokens of `months` (by two
    digits) and `day_halves`, ignoring case and in the order given, the longest first; apply
    `pattern` (DuckDB strptime). `months` is empty where DuckDB's own English `%b` serves. Numbers
    of a `kind` other than "strptime" are seconds or milliseconds since 1970 in UTC.
    """

    name: str  # as a person would write it: "DD/MMM/YY h:mm AM"
    pattern: str
    is_date_only: bool = False
    has_offset: bool = False  # the text says its distance from UTC, in digits (%z) or as `zone`
    months: tuple[tuple[str, int], ...] = ()  # lower-cased token with its full stop → 1 to 12
    day_halves: tuple[tuple[str, Literal["AM", "PM"]], ...] = ()  # lower-cased token → AM or PM
    kind: DateKind = "strptime"
    zone: str = ""  # "UTC" where the text says so in letters, which stand in the pattern
    cut_at: str = ""  # text from here on repeats the offset in words: " ("
    has_weekday: bool = False  # in another language than English, whose days `%a` reads


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column by position and what it means; role "" is carried as text, "private" never read."""

    position: int
    header: str
    role: str = ""
    detail: str = ""  # link type of a link, name of a stage or a counted column
    date_formats: tuple[DateFormat, ...] = ()  # tried in this order
    separator: str = ""  # between the values of one cell, blanks around it not counted
    place: int = 0  # of a stage, on the way of an item
    # Of a length of time: w, d, h, m or s; of how far an item is: "100" or "1", which is all of it.
    unit: str = ""

    @property
    def is_used(self) -> bool:
        """Tell whether the column is read: those without use, comments and addresses are not."""
        return self.role not in (IGNORED, PRIVATE)


@dataclass(frozen=True, slots=True)
class DateForm:
    """How days of three numbers are written: signs between, width of the year, zeros, clock."""

    separator: str
    year_digits: int
    is_padded: bool | None = None  # None: no number below ten shows it
    clock: Clock = ""

    def agrees_with(self, other: DateForm) -> bool:
        """Tell whether nothing speaks against one tool having written both."""
        is_one_way = (self.separator, self.year_digits) == (other.separator, other.year_digits)
        pads = {self.is_padded, other.is_padded} - {None}
        clocks = {self.clock, other.clock} - {""}
        return is_one_way and len(pads) < 2 and len(clocks) < 2


@dataclass(frozen=True, slots=True)
class DateOrderEvidence:
    """Why the numbers of a date are read in this order.

    `origin` tells whether the file proves it (`cells`: a cell that has one reading only), another
    export of the source does, or `pmo.toml` says it.
    """

    order: DateOrder
    proof: str
    origin: Literal["cells", "other_exports", "settings"] = "cells"
    form: DateForm | None = None  # how the cells that prove it are written


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlan:
    """How the text of a file is cut into rows and cells; the same for exports and registers.

    A row number n of a sentence is data record `n - header_row - 1`. Text is decoded by `encoding`
    with `encoding_errors`; records are those of Python's `csv` with `delimiter` and `quote` ("" for
    none). Blank lines are no rows. A record with more fields than columns is cut where its surplus
    is blank and every other field fits the `kinds`; else the surplus is joined into
    `overflow_position` (where the file proves one), else the record is rejected.
    """

    path: str  # posix, relative to the portfolio folder
    sha256: str
    size_bytes: int
    encoding: str  # name of a Python codec
    delimiter: str
    row_count: int
    encoding_errors: Literal["strict", "replace"] = "strict"
    has_bom: bool = False
    quote: str = '"'
    header_row: int = 0  # records before the header, a `sep=` line included, blank lines not
    short_rows: int = 0  # records with fewer fields than the header
    long_rows: int = 0  # records with more
    overflow_position: int | None = None
    kinds: tuple[str, ...] = ()  # what each column holds, where rows have more fields than columns
    decimal_sign: str = "."
    null_texts: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    container: Container = ""  # what the file is where it is no text; decided is about its text

    def refused(self, reason: str, *, source: str) -> RefusedFile:
        """Return the file as one that cannot be read truthfully, for a reason."""
        return RefusedFile(
            path=self.path,
            source=source,
            sha256=self.sha256,
            size_bytes=self.size_bytes,
            row_count=self.row_count,
            reason=reason,
            problems=self.problems,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan(FilePlan):
    """How an export is read, decided from its whole content."""

    source: str
    dialect: str
    kind: Kind
    columns: tuple[ColumnPlan, ...]
    key_roles: tuple[str, ...] = ("item_key",)  # columns that together name an item
    key_fallback: str = ""  # names an item where one of those is empty
    time_zone: str | None = None
    needs_time_zone: bool = False  # times carry no offset
    date_order: DateOrderEvidence | None = None
    taken_at: datetime | None = None  # aware where the zone is known, else local time as written
    taken_at_is_day: bool = False  # only the local day is known; `taken_at` is its last second
    taken_at_is_named: bool = False  # the name of the file says it
    taken_at_evidence: str = ""
    row_order: RowOrder | None = None  # of changes
    evidence: tuple[str, ...] = ()
    key: str = ""  # see `plan_key`

    def columns_of(self, role: str) -> tuple[ColumnPlan, ...]:
        """Return the columns of a role in file order, stages in that of an item's way."""
        found = (column for column in self.columns if column.role == role)
        return tuple(sorted(found, key=lambda column: column.place))


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that cannot be read truthfully; all its rows count as rejected."""

    path: str
    source: str
    sha256: str
    size_bytes: int
    row_count: int
    reason: str  # one sentence
    problems: tuple[Problem, ...] = ()


_READ_PLAN = TypeAdapter(ReadPlan)


def plan_to_json(plan: ReadPlan) -> str:
    """Write a plan as JSON; the same plan gives the same text."""
    return _READ_PLAN.dump_json(plan).decode()


def plan_from_json(text: str) -> ReadPlan:
    """Read back what `plan_to_json` wrote, equal to the original."""
    return _READ_PLAN.validate_json(text)
