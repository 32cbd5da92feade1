"""What must come of a file, worked out slowly with Python's `csv` from nothing but its plan."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from pmo_analytics.sources.cell_kinds import fits
from pmo_analytics.sources.read_plan import ReadPlan

BLANKS = " \t\r\n\u00a0"  # what the suite trims
_MARK = "end of the file"


@dataclass(frozen=True)
class ExpectedRow:
    """A data row: its cells as its columns hold them, or why it must be rejected."""

    cells: tuple[str, ...]
    fault: str = ""  # "cut", "surplus"


def expected_rows(plan: ReadPlan, content: bytes) -> dict[int, ExpectedRow]:
    """Return every data row of a file by its row number."""
    text = content.decode(plan.encoding, plan.encoding_errors)
    records = _records(plan, text)
    is_quote_open = len(_records(plan, f"{text}\n{_MARK}")) == len(records)
    width, first = len(plan.columns), plan.header_row + 2
    rows = {
        number: _expected_row(record, width, plan)
        for number, record in enumerate(records[plan.header_row + 1 :], start=first)
    }
    last = records[-1]
    if is_quote_open or (len(last) < width and not text.endswith(("\n", "\r"))):
        number = len(records)
        rows[number] = ExpectedRow(tuple(last), "cut")
    return rows


def _records(plan: ReadPlan, text: str) -> list[list[str]]:
    quoting = {"quotechar": plan.quote} if plan.quote else {"quoting": csv.QUOTE_NONE}
    lines = io.StringIO(text, newline="")
    return [record for record in csv.reader(lines, delimiter=plan.delimiter, **quoting) if record]


def _expected_row(record: list[str], width: int, plan: ReadPlan) -> ExpectedRow:
    surplus, at = len(record) - width, plan.overflow_position
    is_blank = not any(cell.strip() for cell in record[width:])
    if surplus > 0 and not (is_blank and fits(record[:width], plan.kinds)):
        if at is None:
            return ExpectedRow(tuple(record), "surplus")
        joined = plan.delimiter.join(record[at : at + surplus + 1])
        whole = [*record[:at], joined, *record[at + surplus + 1 :]]
        if not fits(whole, plan.kinds):
            return ExpectedRow(tuple(record), "surplus")
        record = whole
    cells = (record + [""] * width)[:width]
    return ExpectedRow(tuple(cell.replace("\0", "\ufffd") for cell in cells))


def expected_text(plan: ReadPlan, cell: str, *, is_free_text: bool = False) -> str | None:
    """Return the text that a cell says: trimmed, None where it says nothing."""
    text = cell.strip(BLANKS)
    return None if not text or (text in plan.null_texts and not is_free_text) else text
