"""How a file is cut into records and cells: delimiter, quoting and the first records.

Python's `csv` is the truth here, as it reads every malformed file without losing a character; the
faster reader of the warehouse is compared with it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import log2
from pathlib import Path
from typing import TextIO

from pmo_analytics.sources.text_encoding import ByteEvidence

DELIMITERS = (",", ";", "\t", "|")  # in this order where two of them fit equally well
SAMPLE_CHARACTERS = 1 << 20
SAMPLE_RECORDS = 1000
# One cell of 16 million characters is no title; it is a quote that was never closed.
CELL_CHARACTERS = 1 << 24
csv.field_size_limit(CELL_CHARACTERS)

_SEPARATOR_LINE = re.compile(r'\A"?sep=([^\r\n])"?[^\r\n]{0,3}\r?\n', re.IGNORECASE)

Record = list[str]

# Fed after the last line: if it does not come back as a record of its own, a quote was left open.
# Two cells, since a lone open quote in the last line would come back as one.
_END_MARK = "\x01end of file\x01"
END_RECORD: Record = [_END_MARK, _END_MARK]


@dataclass(frozen=True, slots=True)
class CsvShape:
    """How text is cut; `lead` counts the records that are known to stand before the header."""

    delimiter: str
    quote: str = '"'
    lead: int = 0
    evidence: str = ""


def open_text(path: Path, found: ByteEvidence) -> TextIO:
    """Open a file for `csv`: decoded as its bytes say, line ends untouched."""
    return path.open(encoding=found.encoding, errors=found.errors, newline="")


def read_records(lines: Iterator[str] | TextIO, shape: CsvShape) -> Iterator[Record]:
    """Cut text into records; a blank line is an empty list."""
    if shape.quote:
        return csv.reader(lines, delimiter=shape.delimiter, quotechar=shape.quote)
    return csv.reader(lines, delimiter=shape.delimiter, quoting=csv.QUOTE_NONE)


def end_line(delimiter: str) -> str:
    """Return the line to be fed after the last one, which makes the `END_RECORD`."""
    return delimiter.join(END_RECORD)


def find_shape(path: Path, found: ByteEvidence) -> CsvShape:
    """Decide the delimiter: the one that cuts the most records into the same, larger, width.

    A `sep=` line as Excel writes it decides at once.
    """
    head = _head(path, found)
    if declared := _SEPARATOR_LINE.match(head):
        return CsvShape(declared[1], lead=1, evidence=f'the line "sep={declared[1]}" says so')
    readings = [
        (*_agreement(_cut(head, CsvShape(delimiter))), delimiter) for delimiter in DELIMITERS
    ]
    score, width, share, delimiter = max(readings, key=lambda reading: reading[0])
    if score == 0:
        return CsvShape(",", evidence="no delimiter cuts the records into columns")
    return CsvShape(delimiter, evidence=f"cuts {share:.0%} of the records into {width} cells")


def first_records(path: Path, found: ByteEvidence, shape: CsvShape) -> list[Record]:
    """Return up to a thousand records from the head of a file."""
    return _cut(_head(path, found), shape)


def _head(path: Path, found: ByteEvidence) -> str:
    with open_text(path, found) as file:
        return file.read(SAMPLE_CHARACTERS)


def _cut(head: str, shape: CsvShape) -> list[Record]:
    """Cut the head of a file into records, without one that the end of the head cuts through."""
    records: list[Record] = []
    reader = read_records(io.StringIO(head, newline=""), shape)
    try:
        records += islice(reader, SAMPLE_RECORDS)
    except csv.Error:  # a cell beyond the limit: what stands before it is still a sample
        return records
    is_whole = len(head) < SAMPLE_CHARACTERS or len(records) == SAMPLE_RECORDS
    return records if is_whole else records[:-1]


def _agreement(records: list[Record]) -> tuple[float, int, float]:
    """Score a reading: share of records of the usual width, weighed by that width."""
    widths = Counter(len(record) for record in records if record)
    if not widths:
        return 0.0, 0, 0.0
    width, count = max(widths.items(), key=lambda item: (item[1] * log2(item[0]), item[0]))
    share = count / widths.total()
    return share * log2(width), width, share
