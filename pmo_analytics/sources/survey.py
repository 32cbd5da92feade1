"""One pass over all records of a file, keeping only what decisions need: memory stays flat.

Of a date column it keeps the shapes of its texts and, for each hour that occurs, the latest text of
that hour: enough to decide format and order, to show a proof, and to find the newest moment.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise
from pathlib import Path

from pmo_analytics.sources.csv_shape import CsvShape, Record, open_text, read_records
from pmo_analytics.sources.date_texts import SHAPE_OF_DIGITS, parse_date
from pmo_analytics.sources.text_encoding import ByteEvidence

BATCH_ROWS = 4096
# A real column has a few shapes and at most the hours of some decades; free text under a date's
# header has a shape a cell. What is kept of it must stay small.
MOST_SHAPES = 1000
MOST_HOURS = 100_000
LONGEST_DATE = 80  # characters
MOST_PAIRS = 2000  # changes of one item that stand below each other
MOST_LONG_ROWS = 200
EPOCH_HEAD_DIGITS = 6  # seconds that agree in these lie within three hours
NOT_AVAILABLE = "NA"  # how R writes a missing value
# Fed after the last line: if it does not come back as a record of its own, a quote was left open.
_END_MARK = "\x01end of file\x01"


@dataclass(frozen=True, slots=True)
class Watch:
    """The columns of a file whose cells decide something, by position."""

    dates: tuple[int, ...] = ()
    shapes: tuple[int, ...] = ()  # numbers, and keys that may be numbers
    key: int | None = None  # of a change history: the item …
    moment: int | None = None  # … and when it changed
    has_unnamed_first: bool = False  # R writes row numbers without a header


@dataclass(slots=True)
class DateTexts:
    """What the texts of one date column are, each distinct thing once."""

    shapes: set[str] = field(default_factory=set)
    latest: dict[str, tuple[str, int]] = field(default_factory=dict)  # hour → text, row number
    _tail: int | None = None  # characters at the end without which texts cannot be compared

    def add(self, cells: Sequence[str], first_row: int) -> None:
        """Take in the cells of consecutive rows."""
        if len(self.shapes) < MOST_SHAPES:
            self.shapes.update("\n".join(cells).translate(SHAPE_OF_DIGITS).split("\n"))
        for row, cell in enumerate(cells, start=first_row):
            text = cell.strip()
            if not text or len(text) > LONGEST_DATE:
                continue
            if self._tail is None:
                self._tail = _tail_width(text)
            hour, colon, _ = text.partition(":")
            if not colon and text.isdigit():
                hour = text[:EPOCH_HEAD_DIGITS]
            key = hour + text[-self._tail :] if self._tail else hour
            known = self.latest.get(key)
            if known is None:
                if len(self.latest) < MOST_HOURS:
                    self.latest[key] = text, row
            elif text > known[0]:
                self.latest[key] = text, row


def _tail_width(text: str) -> int:
    """Return how much of the end of a date tells the half of the day or the offset."""
    parts = parse_date(text)
    if parts is None:
        return 0
    found = parts.match
    if found["offset"]:
        return len(text) - found.start("offset")
    return len(text) - found.start("half") if found["half"] else 0


@dataclass(slots=True)
class Survey:
    """What the pass over a file found; row numbers count the header as `header_row + 1`."""

    row_count: int = 0
    short_rows: int = 0
    long_rows: int = 0
    dates: dict[int, DateTexts] = field(default_factory=dict)
    shapes: dict[int, set[str]] = field(default_factory=dict)
    long_records: list[Record] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)  # moments of one item, file order
    is_numbered: bool = False  # the unnamed first column counts 1, 2, 3 …
    has_not_available: bool = False
    ends_inside_quotes: bool = False
    last_row_is_short: bool = False
    stopped_by: str = ""  # why `csv` could not go on

    @property
    def disorder(self) -> tuple[bool, bool, int]:
        """Return how badly the records fit the header; smaller is better."""
        return bool(self.stopped_by), self.ends_inside_quotes, self.short_rows + self.long_rows

    @property
    def is_even(self) -> bool:
        """Tell whether every record has as many cells as the header."""
        return not any(self.disorder)


def survey_file(
    path: Path,
    found: ByteEvidence,
    shape: CsvShape,
    *,
    header_row: int,
    width: int,
    watch: Watch,
) -> Survey:
    """Read every record under the header once."""
    survey = Survey(is_numbered=watch.has_unnamed_first)
    survey.dates = {position: DateTexts() for position in watch.dates}
    survey.shapes = {position: set() for position in watch.shapes}
    first_row = header_row + 2
    with open_text(path, found) as file:
        records = filter(None, read_records(chain(file, [_END_MARK]), shape))
        try:
            for batch in _batches(islice(records, header_row + 1, None)):
                rows = _without_end_mark(batch, survey)
                even = _even_rows(rows, width, survey)
                _take_in(even, first_row, watch, survey)
                survey.row_count += len(rows)
                first_row += len(rows)
        except csv.Error as error:
            survey.stopped_by = f"row {first_row} or one of the {BATCH_ROWS} after it: {error}"
    return survey


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    iterator = iter(records)
    while batch := list(islice(iterator, BATCH_ROWS)):
        yield batch


def _without_end_mark(batch: list[Record], survey: Survey) -> list[Record]:
    """Take the end mark off the last record, noting whether it stood inside a quoted cell."""
    last = batch[-1]
    if not last[-1].endswith(_END_MARK):
        return batch
    if last == [_END_MARK]:
        return batch[:-1]
    survey.ends_inside_quotes = True
    return [*batch[:-1], [*last[:-1], last[-1].removesuffix(_END_MARK)]]


def _even_rows(rows: list[Record], width: int, survey: Survey) -> list[Record]:
    """Return the rows with exactly `width` cells, blank where a row cannot be aligned."""
    if rows:
        survey.last_row_is_short = len(rows[-1]) < width
    if set(map(len, rows)) == {width}:
        return rows
    even = []
    for row in rows:
        surplus = len(row) - width
        survey.short_rows += surplus < 0
        survey.long_rows += surplus > 0
        is_shifted = surplus > 0 and any(cell.strip() for cell in row[width:])
        if is_shifted and len(survey.long_records) < MOST_LONG_ROWS:
            survey.long_records.append(row)
        aligned = [] if is_shifted else row[:width]
        even.append(aligned + [""] * (width - len(aligned)))
    return even


def _take_in(rows: list[Record], first_row: int, watch: Watch, survey: Survey) -> None:
    for position, texts in survey.dates.items():
        texts.add([row[position] for row in rows], first_row)
    for position, shapes in survey.shapes.items():
        if len(shapes) < MOST_SHAPES:
            joined = "\n".join([row[position] for row in rows])
            shapes.update(joined.translate(SHAPE_OF_DIGITS).split("\n"))
    if watch.has_unnamed_first:
        first = survey.row_count + 1
        numbers = [str(number) for number in range(first, first + len(rows))]
        survey.is_numbered = survey.is_numbered and [row[0] for row in rows] == numbers
        survey.has_not_available = survey.has_not_available or any(
            NOT_AVAILABLE in row for row in rows
        )
    if watch.key is not None and watch.moment is not None and len(survey.pairs) < MOST_PAIRS:
        survey.pairs += _moment_pairs(rows, watch.key, watch.moment)


def _moment_pairs(rows: list[Record], key: int, moment: int) -> list[tuple[str, str]]:
    """Return the moments of neighbouring rows of one item, where they differ."""
    return [
        (above[moment], below[moment])
        for above, below in pairwise(rows)
        if above[key] == below[key] and above[moment] != below[moment]
    ]
