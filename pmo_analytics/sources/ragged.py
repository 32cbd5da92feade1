"""Rows that do not have as many cells as the header: what can be repaired, and what to say."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.sources.csv_shape import Record
from pmo_analytics.sources.read_plan import Problem
from pmo_analytics.sources.recognition import Table, kind_of_cells
from pmo_analytics.sources.survey import Survey
from pmo_analytics.sources.text_encoding import ByteEvidence

SHOWN_ROWS = 5
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


def shape_problems(
    survey: Survey, found: ByteEvidence, *, last_row: int, overflow_header: str | None
) -> list[Problem]:
    """Say what is wrong with the records of a file, and what becomes of them."""
    problems = []
    if found.broken_bytes:
        text = f"{found.broken_bytes} bytes are not valid {found.encoding} and are shown as \ufffd."
        problems.append(Problem("broken_bytes", f"{text} Export the file again."))
    if survey.long_rows:
        problems.append(_long_rows_problem(survey, overflow_header))
    is_cut = survey.ends_inside_quotes or (survey.last_row_is_short and not found.ends_with_newline)
    if is_cut:
        text = f"The file ends in the middle of row {last_row}, which is rejected."
        problems.append(Problem("last_row_cut", f"{text} Export it again."))
    if short := survey.short_rows - (is_cut and survey.last_row_is_short):
        text = f"{short} rows have fewer cells than the header; what is missing counts as blank."
        problems.append(Problem("short_rows", text))
    return problems


def _long_rows_problem(survey: Survey, overflow_header: str | None) -> Problem:
    rows = [str(row) for row, _ in survey.long_records[:SHOWN_ROWS]]
    where = (
        f" (row {', '.join(rows)}{' …' if survey.long_rows > len(rows) else ''})" if rows else ""
    )
    text = f"{survey.long_rows} rows have more cells than the header{where}"
    if overflow_header is None:
        return Problem(
            "long_rows",
            f"{text}: a cell holds the delimiter unquoted. They are rejected unless the surplus is "
            f"blank.",
        )
    return Problem(
        "long_rows",
        f"{text}. The surplus was joined into {overflow_header}, the only column that leaves every "
        f"number and date under its header.",
    )
