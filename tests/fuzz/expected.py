"""What must come of a file, worked out slowly with Python's `csv` from nothing but its plan."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pmo_analytics.sources.read_plan import ReadPlan

BLANKS = " \t\r\n\u00a0"  # what the suite trims
_MARK = "end of the file"


@dataclass(frozen=True)
class ExpectedRow:
    """A data row: the cells that its columns may hold, and whether it may be rejected instead."""

    readings: tuple[tuple[str, ...], ...]
    may_be_rejected: bool = False


def expected_rows(plan: ReadPlan, content: bytes) -> dict[int, ExpectedRow]:
    """Return every data row of a file by its row number."""
    text = content.decode(plan.encoding, plan.encoding_errors)
    records = _records(plan, text)
    is_quote_open = len(_records(plan, f"{text}\n{_MARK}")) == len(records)
    rows = {
        number: _expected_row(record, plan)
        for number, record in enumerate(records[plan.header_row + 1 :], start=plan.header_row + 2)
    }
    for number in _headers_again(plan, records):
        rows[number] = replace(rows[number], may_be_rejected=True)
    is_short = len(records[-1]) < len(plan.columns)
    if is_quote_open or (is_short and not text.endswith(("\n", "\r"))):
        rows[len(records)] = ExpectedRow((), may_be_rejected=True)  # the file ends in its middle
    return rows


def _headers_again(plan: ReadPlan, records: list[list[str]]) -> Iterator[int]:
    """Return the rows that repeat the header, and those above that may name a group of items."""
    used = [column.position for column in plan.columns if column.is_used]
    header = records[plan.header_row]
    first = plan.header_row + 1
    for number, record in enumerate(records[first:], start=first + 1):
        cells = [record[at].strip(" ") if at < len(record) else "" for at in used]
        names = [header[at].strip() for at in used]
        if all(cell == name for cell, name in zip(cells, names, strict=True) if name):
            yield from (row for row in (number - 1, number) if row > first)


def _records(plan: ReadPlan, text: str) -> list[list[str]]:
    quoting = {"quotechar": plan.quote} if plan.quote else {"quoting": csv.QUOTE_NONE}
    lines = io.StringIO(text, newline="")
    return [record for record in csv.reader(lines, delimiter=plan.delimiter, **quoting) if record]


def _expected_row(record: list[str], plan: ReadPlan) -> ExpectedRow:
    """Fill a short row up; of a long one the end may be cut where it is blank, or be joined."""
    width, at = len(plan.columns), plan.overflow_position
    surplus = len(record) - width
    if surplus <= 0:
        return ExpectedRow((_shown(record + [""] * -surplus),))
    readings = [] if any(cell.strip() for cell in record[width:]) else [record[:width]]
    if at is not None:
        joined = plan.delimiter.join(record[at : at + surplus + 1])
        readings.append([*record[:at], joined, *record[at + surplus + 1 :]])
    return ExpectedRow(tuple(map(_shown, readings)), may_be_rejected=True)


def _shown(cells: list[str]) -> tuple[str, ...]:
    return tuple(cell.replace("\0", "\ufffd") for cell in cells)


def expected_text(plan: ReadPlan, cell: str, *, is_free_text: bool = False) -> str | None:
    """Return the text that a cell says: trimmed, None where it says nothing."""
    text = cell.strip(BLANKS)
    return None if not text or (text in plan.null_texts and not is_free_text) else text
