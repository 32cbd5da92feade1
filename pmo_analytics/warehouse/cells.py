"""Read a file by position as text: the temporary view `cells`, one row a data row of the file.

DuckDB's strict reader does it where it accepts the file; it is exact on what it accepts, and its
row count must equal the one of Python's `csv`. Everything else goes through Python's `csv` (see
`repair`), which writes it out again as plain UTF-8 with every cell quoted.
"""

from __future__ import annotations

import csv
import mmap
import re
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from pmo_analytics.sources.text_versions import write_text_version
from pmo_analytics.warehouse.connection import quoted
from pmo_analytics.warehouse.repair import (
    LONGEST_LINE,
    SHOWN_CHARACTERS,
    FilePlan,
    RowFault,
    repaired_rows,
)

STRICT, REPAIRED = "strict", "repaired"
_HEADER_AGAIN = "The row repeats the header."
_GROUP = "The row is the name of a group of items above a header that is repeated."
# What DuckDB decodes itself, by the names Python gives it.
_STRICT_ENCODINGS = {"utf-8": "utf-8", "ascii": "utf-8", "utf-8-sig": "utf-8"}
_GLOB_SIGNS = frozenset("*?[]{}\\")
# Q: the quote, E: what ends a cell. Each begins with a sign that is searched for fast.
_BLANKS_BEFORE_A_QUOTE = rb" (?<=[EQ] ) *Q"  # in each of the forms below, and in few files
_BLANKS_BESIDE_QUOTES = (
    rb"[E] +(?:(?:QQ)*Q(?!Q)|(?:QQ)+ *(?:[EQ]|\Z))",  # before an opening quote
    rb"Q(?<=[^EQ]Q)(?:QQ)* +Q",  # between a closing quote and the next
    rb"[E](?:QQ)+ +Q",  # the same where the cell is empty or ends in a quote
)


@dataclass(frozen=True, slots=True)
class CellsRead:
    """By which reader a file was read, and the rows it could not use."""

    reader: str
    faults: tuple[RowFault, ...] = ()

    def without_texts(self) -> CellsRead:
        """Return the same without the words of the rows: a name may stand among them."""
        return replace(self, faults=tuple(replace(one, text_found="") for one in self.faults))


@dataclass(frozen=True, slots=True)
class _Form:
    """How the text that DuckDB reads is written."""

    delimiter: str
    quote: str
    first_columns: tuple[str, ...] = ()
    new_line: str = ""


# Told how lines end, DuckDB is not misled by other line ends inside quotes.
_REPAIRED_FORM = _Form(",", '"', ("row_number",), new_line="\\n")


def read_cells(
    connection: duckdb.DuckDBPyConnection,
    plan: FilePlan,
    *,
    file: Path,
    scratch: Path,
    kept: tuple[int, ...],
) -> CellsRead:
    """Create the temporary view `cells` (row_number, c0 … cN) from a file.

    Only the columns whose positions are kept are read. `row_number` counts as a spreadsheet does:
    the header of a file without preamble is row 1.
    """
    if plan.container:
        file = write_text_version(file, plan.container, scratch)
    names = tuple(f"c{position}" for position in kept)
    if _is_strict_candidate(plan, file) and _read_strictly(connection, plan, file, names):
        return CellsRead(STRICT, _without_headers(connection, plan, kept))
    faults: list[RowFault] = []
    copy = scratch / "repaired.csv"
    with copy.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows(repaired_rows(plan, file, faults))
    _create_text_rows(connection, plan, file=copy, form=_REPAIRED_FORM, names=names)
    _create_cells(connection, "cast(row_number as bigint) as row_number, * exclude (row_number)")
    copy.unlink()
    return CellsRead(REPAIRED, (*faults, *_without_headers(connection, plan, kept)))


def _without_headers(
    connection: duckdb.DuckDBPyConnection, plan: FilePlan, kept: tuple[int, ...]
) -> tuple[RowFault, ...]:
    """Take rows that repeat the header out of `cells`, and the name of a group above them.

    Pages that were put together have a header each, and boards one for each group of their items.
    """
    headers = {at: plan.columns[at].header.strip() for at in kept}
    named = [f"trim(c{at}) = {quoted(header)}" for at, header in headers.items() if header]
    if not named:
        return ()
    repeats = f"select row_number from cells where {' and '.join(named)}"
    numbers = {number for (number,) in connection.execute(repeats).fetchall()}
    if not numbers:
        return ()
    filled = " + ".join(f"(trim(c{at}) <> '')::integer" for at in kept)
    above = ", ".join(str(number - 1) for number in sorted(numbers))
    groups = f"select row_number from cells where row_number in ({above}) and {filled} <= 1"
    reasons = dict.fromkeys((number for (number,) in connection.execute(groups).fetchall()), _GROUP)
    reasons |= dict.fromkeys(numbers, _HEADER_AGAIN)
    listed = ", ".join(str(number) for number in sorted(reasons))
    shown = f"concat_ws(' | ', {', '.join(f'c{at}' for at in kept)})[:{SHOWN_CHARACTERS}]"
    texts = connection.execute(
        f"select row_number, {shown} from cells where row_number in ({listed}) order by row_number"
    ).fetchall()
    connection.execute(
        f"create or replace temp table table_rows as\n"
        f"select * from cells where row_number not in ({listed})"
    )
    connection.execute("create or replace temp view cells as select * from table_rows")
    return tuple(RowFault(number, text, reasons[number]) for number, text in texts)


def _is_strict_candidate(plan: FilePlan, file: Path) -> bool:
    return (
        plan.encoding.lower() in _STRICT_ENCODINGS
        and not _GLOB_SIGNS & set(str(file))
        and plan.header_row == plan.short_rows == plan.long_rows == 0
        and not _has_traps(plan, file)
    )


def _has_traps(plan: FilePlan, file: Path) -> bool:
    """Tell whether the strict reader would accept the file and read some cell otherwise.

    It keeps a NUL, which the repair shows as a sign. Of a blank between a quote and the end of its
    cell, or another quote, it takes the quotes away where Python's `csv` keeps them. Doubled quotes
    are passed over: `, ""so""` is text inside a quoted cell.
    """
    if not file.stat().st_size:
        return False
    quote, ends = re.escape(plan.quote.encode()), re.escape(plan.delimiter.encode()) + rb"\r\n"
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as text:

        def has(form: bytes) -> bool:
            return bool(re.search(form.replace(b"Q", quote).replace(b"E", ends), text))

        return text.find(b"\0") >= 0 or (
            bool(plan.quote)
            and has(_BLANKS_BEFORE_A_QUOTE)
            and any(map(has, _BLANKS_BESIDE_QUOTES))
        )


def _read_strictly(
    connection: duckdb.DuckDBPyConnection, plan: FilePlan, file: Path, names: tuple[str, ...]
) -> bool:
    try:
        form = _Form(plan.delimiter, plan.quote)
        _create_text_rows(connection, plan, file=file, form=form, names=names)
    except duckdb.Error:
        return False
    # Row ids follow the file: row id 0 is the header.
    _create_cells(connection, "rowid + 1 as row_number, *", where="rowid > 0")
    return connection.execute("select count(*) from cells").fetchone() == (plan.row_count,)


def _create_text_rows(
    connection: duckdb.DuckDBPyConnection,
    plan: FilePlan,
    *,
    file: Path,
    form: _Form,
    names: tuple[str, ...],
) -> None:
    new_line = f"new_line = {quoted(form.new_line)}," if form.new_line else ""
    written = [*form.first_columns, *(f"c{position}" for position in range(len(plan.columns)))]
    connection.execute(
        f"""
        create or replace temp table text_rows as
        select {", ".join([*form.first_columns, *names])}
        from read_csv(
            $file, columns = {dict.fromkeys(written, "VARCHAR")!r},
            header = false, auto_detect = false, encoding = 'utf-8',
            delim = $delimiter, quote = $quote, escape = $quote, {new_line}
            nullstr = $never, compression = 'none', max_line_size = {LONGEST_LINE}
        )
        """,
        {
            "file": str(file),
            "delimiter": form.delimiter,
            "quote": form.quote,
            # No file holds its own digest, so an empty cell stays an empty cell.
            "never": f"\x01{plan.sha256}",
        },
    )


def _create_cells(
    connection: duckdb.DuckDBPyConnection, columns: str, *, where: str = "true"
) -> None:
    connection.execute(
        f"create or replace temp view cells as select {columns} from text_rows where {where}"
    )
