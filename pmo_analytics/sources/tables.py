"""Where a table begins in a file: its header and the first rows under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pmo_analytics.sources.cell_kinds import NUMBER, is_date, kind_of_cells
from pmo_analytics.sources.csv_shape import Record
from pmo_analytics.sources.date_texts import epoch_kind

# A report title, a date and a blank line may stand above the header; nobody writes more.
LAST_HEADER_ROW = 20
HEADER_FILL_SHARE = 0.5  # of the cells of a header that are filled in
KIND_SAMPLE_ROWS = 200


@dataclass(frozen=True)
class Table:
    """A header and the first rows under it."""

    header_row: int
    header: Record
    rows: Sequence[Record]
    above: Sequence[Record] = ()  # what stands over the header: a title, the day of the export

    @cached_property
    def _columns(self) -> tuple[tuple[str, ...], ...]:
        """Return the columns of rows that are not too long: every dialect looks at them."""
        rows = [row for row in self.rows[:KIND_SAMPLE_ROWS] if len(row) <= len(self.header)]
        return tuple(
            tuple(row[position].strip() if len(row) > position else "" for row in rows)
            for position in range(len(self.header))
        )

    def cells(self, position: int) -> list[str]:
        """Return the filled cells of a column, trimmed, of rows that are not too long."""
        return [cell for cell in self._columns[position] if cell]

    def all_cells(self, position: int) -> tuple[str, ...]:
        """Return the cells of a column row by row, trimmed, of rows that are not too long."""
        return self._columns[position]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Tell of each column what it holds: "date", "whole", "number", "text" or "empty"."""
        return tuple(kind_of_cells(self.cells(position)) for position in range(len(self.header)))


def possible_tables(records: Sequence[Record], *, lead: int) -> list[Table]:
    """Return the records that may be the header, each with the rows under it."""
    filled = [record for record in records if record]
    return [
        Table(row, record, filled[row + 1 :], filled[:row])
        for row, record in enumerate(filled[:LAST_HEADER_ROW])
        if row >= lead and _may_be_header(record)
    ]


def likely_table(records: Sequence[Record], *, lead: int) -> Table:
    """Return the table under the record that names the most columns, the first of several such."""
    tables = possible_tables(records, lead=lead)
    widest = max(tables, key=lambda table: _filled_count(table.header), default=None)
    return widest or Table(lead, [], [])


def _filled_count(record: Record) -> int:
    return sum(bool(cell.strip()) for cell in record)


def _may_be_header(record: Record) -> bool:
    cells = [cell.strip() for cell in record if cell.strip()]
    if len(cells) < 2 or len(cells) < HEADER_FILL_SHARE * len(record):
        return False
    return not any(is_date(cell) or NUMBER.fullmatch(cell) or epoch_kind(cell) for cell in cells)
