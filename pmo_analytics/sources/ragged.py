"""Rows with more cells than the header: whether the surplus can be put back where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmo_analytics.sources.cell_kinds import fits
from pmo_analytics.sources.csv_shape import Record

# Keys and names out of a short list hold no delimiter, whatever else a row holds.
NEVER_OVERFLOWING = frozenset(
    {"item_key", "source_item_id", "parent_key", "parent_id", "epic_key", "project_key"}
    | {"status", "status_category", "resolution", "priority", "item_type"}
)


def overflow_position(
    kinds: Sequence[str], roles: Iterable[str], long_records: Sequence[tuple[int, Record]]
) -> int | None:
    """Return the one column that the surplus cells of all long rows can belong to.

    An unquoted delimiter inside a text moves all cells after it. Only if joining the surplus into
    one column brings every cell of dates and numbers back under its header, and no other column
    does, is the column proven.

    Args:
        kinds: what each column holds, see `kind_of_cells`.
        roles: what each column means.
        long_records: row numbers and cells of rows that are too long.
    """
    fitting = [
        position
        for position, (kind, role) in enumerate(zip(kinds, roles, strict=True))
        if kind == "text"
        and role not in NEVER_OVERFLOWING
        and all(
            fits(joined(record, position, len(kinds), " "), kinds) for _, record in long_records
        )
    ]
    return fitting[0] if long_records and len(fitting) == 1 else None


def joined(record: Record, position: int, width: int, delimiter: str) -> Record:
    """Return a long record with its surplus joined into the cell at a position."""
    end = position + len(record) - width + 1
    return [*record[:position], delimiter.join(record[position:end]), *record[end:]]


def has_mere_end(record: Record, kinds: Sequence[str]) -> bool:
    """Tell whether the surplus of a long record is blank cells at its end, and nothing moved."""
    width = len(kinds)
    is_blank = not any(cell.strip() for cell in record[width:])
    return is_blank and fits(record[:width], kinds)
