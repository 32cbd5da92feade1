"""Python's `csv` over a file that the strict reader refuses: every row comes out, or is listed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pmo_analytics.sources.cell_kinds import fits
from pmo_analytics.sources.csv_shape import END_RECORD, end_line
from pmo_analytics.sources.ragged import has_mere_end, joined
from pmo_analytics.sources.read_plan import ReadPlan
from pmo_analytics.sources.registers import RegisterPlan

FilePlan = ReadPlan | RegisterPlan

LONGEST_LINE = 64 * 1024 * 1024  # characters; a longer row is an error, not a silent cut
SHOWN_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that the reader could not use."""

    row_number: int
    text_found: str
    reason: str

    def record(self, path: str) -> dict[str, Any]:
        """Return the fault as a row of `raw_faults`."""
        return {
            "path": path,
            "level": "row",
            "row_number": self.row_number,
            "text_found": self.text_found,
            "reason": self.reason,
        }


def repaired_rows(plan: FilePlan, file: Path, faults: list[RowFault]) -> Iterator[list[str | int]]:
    """Yield row number and cells of every usable row, as many cells as the header has.

    Missing cells at the end of a row are empty. Surplus cells are joined where the plan proves
    which cell they belong to; other rows with surplus cells, and a row in the middle of which the
    file ends, are appended to `faults`.
    """
    width = len(plan.columns)
    for number, row, is_cut in _records(plan, file):
        cells = row if is_cut else _fitted(row, plan)
        if is_cut:
            faults.append(RowFault(number, _shown(row), "The file ends in the middle of the row."))
        elif cells is None:
            faults.append(RowFault(number, _shown(row), _surplus_reason(row, width, plan)))
        else:
            yield [number, *(cell.replace("\x00", "\ufffd") for cell in cells)]


def _fitted(row: list[str], plan: FilePlan) -> list[str] | None:
    """Return the row with a cell for each column; None where its surplus belongs nowhere."""
    width = len(plan.columns)
    if len(row) <= width:
        return row + [""] * (width - len(row))
    if has_mere_end(row, plan.kinds):
        return row[:width]
    if plan.overflow_position is None:
        return None
    whole = joined(row, plan.overflow_position, width, plan.delimiter)
    return whole if fits(whole, plan.kinds) else None


def _surplus_reason(row: list[str], width: int, plan: FilePlan) -> str:
    return (
        f"The row has {len(row)} cells, the header has {width}: "
        f'a cell holds "{plan.delimiter}" outside quotes.'
    )


def _records(plan: FilePlan, file: Path) -> Iterator[tuple[int, list[str], bool]]:
    """Yield row number, cells, and whether the file ends in the middle of the row."""
    csv.field_size_limit(LONGEST_LINE)
    with file.open(encoding=plan.encoding, errors=plan.encoding_errors, newline="") as text:
        end = end_line(plan.delimiter)
        lines = _MarkedLines(text, end)
        reader = csv.reader(lines, delimiter=plan.delimiter, **_quoting(plan.quote))
        records = islice((record for record in reader if record), plan.header_row + 1, None)
        held: list[str] = []
        for number, record in enumerate(records, start=plan.header_row + 1):
            if held:
                is_last = record == END_RECORD
                is_short = len(held) < len(plan.columns)
                yield number, held, is_last and is_short and not lines.ends_with_newline
            held = record
        if held and held != END_RECORD:
            yield number + 1, [*held[:-1], held[-1].removesuffix(end)], True


class _MarkedLines:
    """The lines of a file and the end line after them."""

    def __init__(self, text: Iterable[str], end: str) -> None:
        self._text, self._end = text, end
        self.ends_with_newline = True

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.ends_with_newline = line.endswith(("\n", "\r"))
            yield line
        yield self._end


def _quoting(quote: str) -> dict[str, Any]:
    return {"quotechar": quote} if quote else {"quoting": csv.QUOTE_NONE}


def _shown(row: list[str]) -> str:
    text = " | ".join(row).replace("\x00", "\ufffd")
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"
