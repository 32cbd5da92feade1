"""One pass over all records of a file, keeping only what decisions need: memory stays flat."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise
from pathlib import Path

from pmo_analytics.sources.csv_shape import (
    END_RECORD,
    CsvShape,
    Record,
    end_line,
    open_text,
    read_records,
)
from pmo_analytics.sources.date_sightings import MOST_SHAPES, DateSightings
from pmo_analytics.sources.date_texts import SHAPE_OF_DIGITS
from pmo_analytics.sources.ragged import has_mere_end
from pmo_analytics.sources.text_encoding import ByteEvidence

# Rows of a hundred cells that stay in the processor's cache: 4096 of them take twice the time.
BATCH_ROWS = 128
MOST_PAIRS = 2000  # changes of one item that stand below each other
MOST_LONG_ROWS = 200
NOT_AVAILABLE = "NA"  # how R writes a missing value


@dataclass(frozen=True, slots=True)
class Watch:
    """The columns of a file whose cells decide something, by position."""

    dates: tuple[int, ...] = ()
    shapes: tuple[int, ...] = ()  # numbers, and keys that may be numbers
    key: int | None = None  # of a change history: the item …
    moment: int | None = None  # … and when it changed
    has_unnamed_first: bool = False  # R writes row numbers without a header


@dataclass(slots=True)
class Survey:
    """What the pass over a file found; row numbers count the header as `header_row + 1`."""

    row_count: int = 0
    short_rows: int = 0
    long_rows: int = 0
    shifted_rows: int = 0  # long ones whose surplus is more than blank cells at the end
    dates: dict[int, DateSightings] = field(default_factory=dict)
    shapes: dict[int, set[str]] = field(default_factory=dict)
    long_records: list[tuple[int, Record]] = field(default_factory=list)  # of shifted rows
    pairs: list[tuple[str, str]] = field(default_factory=list)  # moments of one item, file order
    is_numbered: bool = False  # the unnamed first column counts 1, 2, 3 …
    has_not_available: bool = False
    ends_inside_quotes: bool = False
    last_row_is_short: bool = False
    open_quotes: int = 0  # rows, read as if quotes were mere signs, in which one is left open
    stopped_by: str = ""  # why `csv` could not go on

    @property
    def uneven_rows(self) -> int:
        """Return how many records do not fit the header; one cut inside quotes never does."""
        is_cut_even = self.ends_inside_quotes and not self.last_row_is_short
        return self.short_rows + self.long_rows + is_cut_even

    @property
    def disorder(self) -> tuple[bool, int]:
        """Return how badly the records fit the header; smaller is better.

        Rows that fit speak for a reading and others against it: a quote left open by a stray sign
        swallows rows that would fit, one left open by a cut file swallows none. Lines of a quoted
        cell leave quotes open where quotes are taken for mere signs.
        """
        unfit = self.uneven_rows + self.open_quotes
        return bool(self.stopped_by), 2 * unfit - self.row_count

    @property
    def is_even(self) -> bool:
        """Tell whether every record has as many cells as the header."""
        return not self.stopped_by and not self.uneven_rows


def survey_file(
    path: Path,
    found: ByteEvidence,
    shape: CsvShape,
    *,
    header_row: int,
    kinds: Sequence[str],
    watch: Watch,
) -> Survey:
    """Read every record under the header once.

    Args:
        path: the file.
        found: how its bytes are decoded.
        shape: how its text is cut.
        header_row: the records before the header.
        kinds: what each column holds, see `kind_of_cells`; as many as the header has cells.
        watch: the columns whose cells decide something.
    """
    survey = Survey(is_numbered=watch.has_unnamed_first)
    survey.dates = {position: DateSightings() for position in watch.dates}
    survey.shapes = {position: set() for position in watch.shapes}
    first_row, ends_in_header = header_row + 2, bool(kinds)
    with open_text(path, found) as file:
        records = filter(None, read_records(chain(file, [end_line(shape.delimiter)]), shape))
        try:
            for batch in _batches(islice(records, header_row + 1, None)):
                ends_in_header = False  # else the end would have come back after it
                rows = _without_end(batch, end_line(shape.delimiter), survey)
                even = _even_rows(rows, first_row, kinds, survey)
                _take_in(even, first_row, watch, survey)
                survey.row_count += len(rows)
                survey.open_quotes += 0 if shape.quote else sum(map(_has_open_quote, rows))
                first_row += len(rows)
        except csv.Error as error:
            survey.stopped_by = f"row {first_row} or one of the {BATCH_ROWS} after it: {error}"
    if ends_in_header and not survey.stopped_by:
        survey.stopped_by = "its header opens a quote that nothing closes"
    return survey


def _has_open_quote(row: Record) -> bool:
    return any(cell.startswith('"') and cell.count('"') % 2 for cell in row)


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    iterator = iter(records)
    while batch := list(islice(iterator, BATCH_ROWS)):
        yield batch


def _without_end(batch: list[Record], end: str, survey: Survey) -> list[Record]:
    """Take the end line off the last record, noting whether it stood inside a quoted cell."""
    last = batch[-1]
    if last == END_RECORD:
        return batch[:-1]
    if not last[-1].endswith(end):
        return batch
    survey.ends_inside_quotes = True
    return [*batch[:-1], [*last[:-1], last[-1].removesuffix(end)]]


def _even_rows(
    rows: list[Record], first_row: int, kinds: Sequence[str], survey: Survey
) -> list[Record]:
    """Return the rows with a cell for each column, blank where a row cannot be aligned."""
    width = len(kinds)
    if rows:
        survey.last_row_is_short = len(rows[-1]) < width
    if set(map(len, rows)) == {width}:
        return rows
    even = []
    for number, row in enumerate(rows, start=first_row):
        surplus = len(row) - width
        survey.short_rows += surplus < 0
        survey.long_rows += surplus > 0
        is_shifted = surplus > 0 and not has_mere_end(row, kinds)
        survey.shifted_rows += is_shifted
        if is_shifted and len(survey.long_records) < MOST_LONG_ROWS:
            survey.long_records.append((number, row))
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
