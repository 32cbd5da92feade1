"""Sentences about a file that can be read, but has something a person should know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmo_analytics.sources.cell_kinds import NOTHING_WORDS
from pmo_analytics.sources.date_sightings import Sighting
from pmo_analytics.sources.date_texts import parse_date
from pmo_analytics.sources.read_plan import ColumnPlan, Problem
from pmo_analytics.sources.reading import Reading, TableFile
from pmo_analytics.sources.roles import DATE_ROLES
from pmo_analytics.sources.survey import Survey
from pmo_analytics.sources.text_encoding import LATIN_SETS, ByteEvidence

SHOWN_ROWS = 5
# What a spreadsheet makes of a long number: 1.21143E+15.
_MANGLED_SHAPE = re.compile(r"9[.,]9+E\+9+", re.IGNORECASE)


def file_problems(
    reading: Reading, columns: Sequence[ColumnPlan], *, overflow: int | None
) -> Iterator[Problem]:
    """Say what is wrong with a file beside its dates and its zone."""
    survey = reading.survey
    header = None if overflow is None else columns[overflow].header
    yield from shape_problems(reading, overflow_header=header)
    for column in columns:
        is_unreadable = column.role in DATE_ROLES and not column.date_formats
        if is_unreadable and (seen := _first_text(survey, column.position)):
            yield _unreadable_dates(column.header, seen)
    for position in reading.positions_of({"item_key"}):
        if any(_MANGLED_SHAPE.fullmatch(shape) for shape in survey.shapes[position]):
            yield _mangled_keys(columns[position].header)
    if _tells_no_state_after(reading, {column.role for column in columns}):
        yield _only_states_before()
    limits = reading.recognition.dialect.page_limits if reading.recognition else ()
    if survey.row_count in limits:
        yield _may_be_truncated(survey.row_count)


def _first_text(survey: Survey, position: int) -> Sighting | None:
    """Return the first text of a column of which no cell is a date; other faults are told."""
    texts = survey.dates[position]
    if any(map(parse_date, texts.shapes)):
        return None
    return next((seen for seen in texts.first_of_days() if seen.text not in NOTHING_WORDS), None)


def shape_problems(file: TableFile, *, overflow_header: str | None) -> list[Problem]:
    """Say what is wrong with the records of a file, and what becomes of them."""
    survey, found = file.survey, file.found
    problems = []
    if found.broken_bytes:
        text = f"{found.broken_bytes} of its bytes are no {found.encoding} and are shown as \ufffd."
        problems.append(Problem("broken_bytes", f"{text} Export the file again."))
    if found.utf8_characters and found.encoding in LATIN_SETS:
        problems.append(_mixed_encodings(found))
    if survey.shifted_rows:
        problems.append(_long_rows_problem(survey, overflow_header))
    is_cut = survey.ends_inside_quotes or (survey.last_row_is_short and not found.ends_with_newline)
    if is_cut:
        text = f"The file ends in the middle of row {file.last_row}, which is rejected."
        problems.append(Problem("last_row_cut", f"{text} Export it again."))
    if short := survey.short_rows - (is_cut and survey.last_row_is_short):
        text = f"Rows with fewer cells than the header: {short}. What is missing counts as blank."
        problems.append(Problem("short_rows", text))
    return problems


def _mixed_encodings(found: ByteEvidence) -> Problem:
    return Problem(
        "mixed_encodings",
        f"{found.utf8_characters} of its characters were saved as UTF-8 among others that were "
        f"not: read as {found.encoding} each shows as wrong ones, é as Ã©. Export the file "
        f"again from where it was first kept.",
    )


def _long_rows_problem(survey: Survey, overflow_header: str | None) -> Problem:
    rows = [str(row) for row, _ in survey.long_records[:SHOWN_ROWS]]
    if survey.shifted_rows > len(rows):
        rows.append("…")
    text = f"Rows with more cells than the header: {survey.shifted_rows} (row {', '.join(rows)})."
    if overflow_header is None:
        return Problem(
            "long_rows", f"{text} A cell holds the delimiter outside quotes; they are rejected."
        )
    return Problem(
        "long_rows",
        f"{text} The surplus was joined into {overflow_header}, the only column that leaves every "
        f"number and date under its header.",
    )


def _unreadable_dates(header: str, first: Sighting) -> Problem:
    return Problem(
        "dates_unreadable",
        f'{header} holds no dates that can be read, as in row {first.row}: "{first.text}". Export '
        f"it in ISO form, such as 2026-09-30 14:05.",
    )


def _mangled_keys(header: str) -> Problem:
    return Problem(
        "keys_mangled",
        f"{header} holds keys that a spreadsheet turned into numbers such as 1.21143E+15, so that "
        f"items cannot be told apart. Export the file again and do not open it in a spreadsheet.",
    )


def _tells_no_state_after(reading: Reading, roles: set[str]) -> bool:
    is_history = reading.recognition and reading.recognition.dialect.kind == "changes"
    return bool(is_history) and "from_value" in roles and not roles & {"to_value", "status"}


def _only_states_before() -> Problem:
    return Problem(
        "only_states_before",
        "It tells what each change led away from, not what it led to. That is what the next change "
        "of the item led away from; of its last change only an export of the items can tell it: "
        "put one that is taken later into the same source.",
    )


def _may_be_truncated(count: int) -> Problem:
    return Problem(
        "may_be_truncated",
        f"It has exactly {count} rows, a limit at which exports stop: compare with the number of "
        f"items the tracker shows, and export in parts if there are more.",
    )
