"""Rows with more cells than the header: whether the surplus can be put back where it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.sources.csv_shape import Record
from pmo_analytics.sources.recognition import Table, kind_of_cells

# Every whole number is a number too.
_FITTING_KINDS = {"whole": ("whole", "empty"), "number": ("whole", "number", "empty")}


def overflow_position(table: Table, long_records: Sequence[tuple[int, Record]]) -> int | None:
    """Return the one column that the surplus cells of all long rows can belong to.

    An unquoted delimiter inside a text moves all cells after it. Only if joining the surplus into
    one column brings every cell of dates and numbers back under its header, and no other column
    does, is the column proven.
    """
    width, records = len(table.header), [record for _, record in long_records]
    fitting = [
        position
        for position, kind in enumerate(table.kinds)
        if kind == "text"
        and all(_fits(table, _joined(record, position, width)) for record in records)
    ]
    return fitting[0] if records and len(fitting) == 1 else None


def _joined(record: Record, position: int, width: int) -> Record:
    end = position + len(record) - width + 1
    return [*record[:position], " ".join(record[position:end]), *record[end:]]


def _fits(table: Table, record: Record) -> bool:
    """Tell whether the cells of a record are of the kinds their columns hold elsewhere."""
    for kind, cell in zip(table.kinds, record, strict=True):
        expected = _FITTING_KINDS.get(kind, (kind, "empty"))
        if kind not in ("text", "empty") and kind_of_cells([cell] if cell else []) not in expected:
            return False
    return True
