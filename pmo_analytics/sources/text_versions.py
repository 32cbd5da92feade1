"""The text of a file that is no text itself: a workbook or JSON, written as CSV to be read as such.

What a file is, its first bytes say; its name may lie.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pmo_analytics.errors import UnreadableFileError
from pmo_analytics.sources.csv_shape import Record
from pmo_analytics.sources.json_exports import read_json_export
from pmo_analytics.sources.read_plan import Container
from pmo_analytics.sources.scratch import scratch_folder
from pmo_analytics.sources.workbooks import is_workbook, read_only_table

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HEAD_BYTES = 512


def container_of(path: Path) -> Container:
    """Tell what a file is by its first bytes: text, a workbook, or JSON.

    Raises:
        UnreadableFileError: it is something else that is no text.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(_OLE):
        raise UnreadableFileError(
            "It is a workbook of old Excel, or one with a password: save it as .xlsx or CSV."
        )
    if head.startswith(_ZIP):
        if is_workbook(path):
            return "xlsx"
        raise UnreadableFileError("It is an archive: unpack it and use the files in it.")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_json = text.startswith(b"{") or (text.startswith(b"[") and text[1:].lstrip()[:1] in b"{]")
    return "json" if is_json else ""


@contextmanager
def text_version(path: Path) -> Iterator[Path]:
    """Yield the path of a file as text: its own, or that of a copy which is then thrown away.

    Raises:
        UnreadableFileError: it cannot be read as one table.
    """
    container = container_of(path)
    if not container:
        yield path
        return
    with scratch_folder() as scratch:
        yield write_text_version(path, container, scratch)


def write_text_version(path: Path, container: Container, scratch: Path) -> Path:
    """Write the one table of a file as CSV into a folder, and return where."""
    rows = read_only_table(path) if container == "xlsx" else read_json_export(path)
    return write_rows(rows, scratch)


def write_rows(rows: list[Record], scratch: Path) -> Path:
    """Write rows as CSV into a folder, and return where."""
    target = scratch / "text_version.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(_even(rows))
    return target


def _even(rows: list[Record]) -> Iterator[Record]:
    """Leave out blank rows; sheets have as many cells in each row."""
    return (row for row in rows if any(row))
