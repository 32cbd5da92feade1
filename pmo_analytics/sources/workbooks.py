"""A workbook of Excel as rows of text: the values of its cells, never formulas."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from pmo_analytics.errors import UnreadableFileError
from pmo_analytics.sources.csv_shape import Record

# A sheet may unpack to a thousand times its size; what an export of a million items needs is less.
MOST_UNPACKED_BYTES = 2 << 30
FEWEST_COLUMNS_OF_A_TABLE = 3  # two columns above a table are names and values: "Plan name, Port"
_WORKBOOK_PART = "xl/workbook.xml"


def is_workbook(path: Path) -> bool:
    """Tell whether a file that begins as a zip archive is a workbook.

    Raises:
        UnreadableFileError: the archive is broken, or unpacks to more than anything real.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise UnreadableFileError(
            "It is a broken archive and not a workbook: export it again."
        ) from None
    if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise UnreadableFileError(
            f"It unpacks to more than {MOST_UNPACKED_BYTES >> 30} GB; export it as CSV."
        )
    return any(part.filename == _WORKBOOK_PART for part in parts)


def read_sheets(path: Path) -> Mapping[str, list[Record]]:
    """Read every visible sheet as rows of text, blank rows and columns around it left out.

    Moments are written in ISO form, with a time of day where one cell of the column has one. Blank
    rows in between are empty records.

    Raises:
        UnreadableFileError: the workbook cannot be read.
    """
    from python_calamine import SheetVisibleEnum, load_workbook  # noqa: PLC0415 - only for these

    try:
        book = load_workbook(path)
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]
        return {name: _rows(book.get_sheet_by_name(name).to_python()) for name in visible}
    except Exception as error:  # whatever a hostile file makes the reader say
        said = " ".join(str(error).split())
        raise UnreadableFileError(
            f"It is a workbook that cannot be read ({said}); save its sheet as CSV."
        ) from None


def read_only_table(path: Path) -> list[Record]:
    """Read the one table of a workbook.

    Raises:
        UnreadableFileError: it holds none, or several: which one is meant cannot be known.
    """
    tables = {name: rows for name, rows in read_sheets(path).items() if len(rows) > 1}
    if not tables:
        raise UnreadableFileError("No sheet of the workbook holds a table.")
    if len(tables) > 1:
        raise UnreadableFileError(
            f"{len(tables)} sheets of the workbook hold tables ({', '.join(tables)}); save the one "
            f"with the items as CSV, or delete the others."
        )
    ((name, rows),) = tables.items()
    if _has_several_tables(rows):
        raise UnreadableFileError(
            f'The sheet "{name}" holds several tables; save the one with the items as CSV.'
        )
    return rows


def _rows(cells: list[list[Any]]) -> list[Record]:
    days_only = [_is_days_only(column) for column in zip(*cells, strict=True)]
    rows = [
        [_text(cell, is_day=day) for cell, day in zip(row, days_only, strict=True)] for row in cells
    ]
    used = [at for at, column in enumerate(zip(*rows, strict=True)) if any(column)]
    if not used:
        return []
    trimmed = [row[used[0] : used[-1] + 1] if any(row) else [] for row in rows]
    filled = [number for number, row in enumerate(trimmed) if row]
    return trimmed[filled[0] : filled[-1] + 1]


def _is_days_only(column: Iterable[Any]) -> bool:
    moments = (cell for cell in column if isinstance(cell, datetime))
    return all(moment.time() == time() for moment in moments)


def _text(cell: Any, *, is_day: bool) -> str:
    """Write a value as an export in CSV would: whole numbers without a point, moments in ISO."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat() if is_day else f"{cell.isoformat()} 00:00:00"
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(int(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return "" if cell is None else str(cell).strip()


def _has_several_tables(rows: list[Record]) -> bool:
    """Tell whether a blank column parts two tables, or a second header follows a blank row."""
    blocks = _blocks(rows)
    main = max(blocks, key=lambda block: (_width(block), len(block)))
    if any(_is_parted(block) for block in blocks):
        return True
    before, after = blocks[: blocks.index(main)], blocks[blocks.index(main) + 1 :]
    headers = [block[0] for block in after if len(block) > 1 and _is_all_words(block[0])]
    return any(
        _width(block) >= FEWEST_COLUMNS_OF_A_TABLE and len(block) > 1 for block in before
    ) or (any(header != main[0] for header in headers))


def _blocks(rows: list[Record]) -> list[list[Record]]:
    """Part rows at the blank ones."""
    blocks: list[list[Record]] = [[]]
    for row in rows:
        if row:
            blocks[-1].append(row)
        elif blocks[-1]:
            blocks.append([])
    return blocks


def _width(block: list[Record]) -> int:
    return max(sum(map(bool, row)) for row in block)


def _is_parted(block: list[Record]) -> bool:
    """Tell whether a column without a header and without a cell stands between others."""
    filled = [any(column) for column in zip(*block, strict=True)]
    first, last = filled.index(True), len(filled) - filled[::-1].index(True)
    header = block[0]
    gaps = [at for at in range(first, last) if not filled[at]]
    return len(block) > 1 and any(
        sum(map(bool, header[first:at])) > 1 and sum(map(bool, header[at:last])) > 1 for at in gaps
    )


def _is_all_words(row: Record) -> bool:
    cells = [cell for cell in row if cell]
    return len(cells) > 1 and not any(cell[0].isdigit() for cell in cells)
