"""Find the header row, the dialect and what each column means, from the first records of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from pmo_analytics.errors import SettingsError
from pmo_analytics.sources.cell_kinds import NUMBER, is_date, kind_of_cells
from pmo_analytics.sources.csv_shape import Record
from pmo_analytics.sources.date_texts import epoch_kind
from pmo_analytics.sources.dialect import Dialect, Meaning, is_private_header, load_dialects
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.read_plan import Problem
from pmo_analytics.sources.roles import IGNORED, PRIVATE, ROLES

# A report title, a date and a blank line may stand above the header; nobody writes more.
LAST_HEADER_ROW = 20
HEADER_FILL_SHARE = 0.5  # of the cells of a header that are filled in
KIND_SAMPLE_ROWS = 200
ADDRESS_SHARE = 0.5
SHOWN_HEADERS = 3

MAPPED = Dialect(
    name="mapped",
    title="columns named in pmo.toml",
    kind="items",
    precedence=1000,
    headers={},
    required=(("item_key", "source_item_id", "title"),),
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """A header and the first rows under it."""

    header_row: int
    header: Record
    rows: Sequence[Record]

    def cells(self, position: int) -> list[str]:
        """Return the filled cells of a column, trimmed, of rows that are not too long."""
        rows = (row for row in self.rows[:KIND_SAMPLE_ROWS] if len(row) <= len(self.header))
        return [cell for row in rows if len(row) > position and (cell := row[position].strip())]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Tell of each column what it holds: "date", "whole", "number", "text" or "empty"."""
        return tuple(kind_of_cells(self.cells(position)) for position in range(len(self.header)))


@dataclass(frozen=True, slots=True)
class Recognition:
    """A dialect and its reading of a header; one meaning a column."""

    table: Table
    dialect: Dialect
    meanings: tuple[Meaning, ...]
    explained: int  # columns whose header the dialect knows
    evidence: str
    problems: tuple[Problem, ...] = ()


def possible_tables(records: Sequence[Record], *, lead: int) -> list[Table]:
    """Return the records that may be the header, each with the rows under it."""
    filled = [record for record in records if record]
    return [
        Table(row, record, filled[row + 1 :])
        for row, record in enumerate(filled[:LAST_HEADER_ROW])
        if row >= lead and _may_be_header(record)
    ]


def _may_be_header(record: Record) -> bool:
    cells = [cell.strip() for cell in record if cell.strip()]
    if len(cells) < 2 or len(cells) < HEADER_FILL_SHARE * len(record):
        return False
    return not any(is_date(cell) or NUMBER.fullmatch(cell) or epoch_kind(cell) for cell in cells)


def recognise(
    records: Sequence[Record],
    *,
    lead: int = 0,
    dialect: str = "",
    columns: Mapping[str, str] | None = None,
) -> Recognition | None:
    """Return the dialect that fits the first records best; None where none does.

    Args:
        records: the first records of the file.
        lead: how many of them are known to stand before the header.
        dialect: the only one to consider, as `pmo.toml` names it.
        columns: role → header, as `pmo.toml` names them; they win over the dialect.
    """
    named = _named_columns(columns or {})
    candidates = (dialect_named(dialect),) if dialect else load_dialects()
    for table in possible_tables(records, lead=lead):
        readings = [
            _read_as(candidate, table, named, is_asked_for=bool(dialect))
            for candidate in candidates
        ]
        if not dialect and named:
            readings.append(_read_as(MAPPED, table, named, is_asked_for=True))
        fitting = [reading for reading in readings if reading]
        if fitting:
            return min(fitting, key=lambda found: (found.dialect.precedence, -found.explained))
    return None


def dialect_named(name: str) -> Dialect:
    """Return a dialect by its name.

    Raises:
        SettingsError: `pmo.toml` names a dialect that does not exist.
    """
    dialects = {dialect.name: dialect for dialect in load_dialects()}
    if name in dialects:
        return dialects[name]
    near = get_close_matches(name, dialects, n=1)
    remedy = f'did you mean "{near[0]}"?' if near else f"known are: {', '.join(dialects)}."
    raise SettingsError(f'pmo.toml names the dialect "{name}", which does not exist; {remedy}')


def _named_columns(columns: Mapping[str, str]) -> dict[str, str]:
    """Turn role → header into folded header → role, refusing a role that does not exist."""
    for role in columns:
        if role not in ROLES:
            near = get_close_matches(role, ROLES, n=1)
            remedy = f'did you mean "{near[0]}"?' if near else f"known are: {sorted(ROLES)}."
            raise SettingsError(f'pmo.toml maps the role "{role}", which does not exist; {remedy}')
    return {fold(header): role for role, header in columns.items()}


def _read_as(
    dialect: Dialect, table: Table, named: Mapping[str, str], *, is_asked_for: bool
) -> Recognition | None:
    """Give every column its meaning in a dialect; None where the dialect does not fit.

    It must fit by its own names, or by those of `pmo.toml` where the dialect is asked for.
    """
    known = [_known_meaning(dialect, header, named) for header in table.header]
    if not _has_required(dialect, table.header, named if is_asked_for else {}):
        return None
    meanings = tuple(
        meaning or _other_meaning(dialect, table, position)
        for position, meaning in enumerate(known)
    )
    by_content = [new for old, new in zip(known, meanings, strict=True) if not old and new.role]
    if sum(meaning.role != PRIVATE for meaning in by_content) < dialect.at_least:
        return None
    if dialect.unique and _repeats(table, meanings, dialect.unique):
        return None
    if dialect.repeats and not _repeats(table, meanings, dialect.repeats):
        return None
    return Recognition(
        table=table,
        dialect=dialect,
        meanings=meanings,
        explained=sum(meaning is not None for meaning in known) + len(by_content),
        evidence=_evidence(dialect, table.header, meanings),
        problems=_missing_columns(table.header, named),
    )


def _has_required(dialect: Dialect, header: Record, named: Mapping[str, str]) -> bool:
    """Tell whether a header names what a dialect requires, cells not looked at."""
    folded = {fold(name) for name in header}
    roles = {meaning.role for name in header if (meaning := dialect.meaning(name))}
    roles |= {role for name, role in named.items() if name in folded}
    roles |= {dialect.dates_are, dialect.numbers_are}
    return all(roles.intersection(group) for group in dialect.required) and all(
        folded & group for group in dialect.signature
    )


def _repeats(table: Table, meanings: Sequence[Meaning], role: str) -> bool:
    """Tell whether two rows have the same text in a column of a role."""
    for position, meaning in enumerate(meanings):
        if meaning.role == role:
            cells = [row[position] for row in table.rows if len(row) > position]
            return len(set(cells)) < len(cells)
    return False


def _known_meaning(dialect: Dialect, header: str, named: Mapping[str, str]) -> Meaning | None:
    """Return what `pmo.toml` or the dialect says of a header; what it maps is mapped once."""
    if role := named.get(fold(header)):
        return Meaning(role)
    meaning = dialect.meaning(header)
    if meaning and meaning.role in named.values():
        return Meaning(IGNORED, language=meaning.language)
    return meaning


def _other_meaning(dialect: Dialect, table: Table, position: int) -> Meaning:
    """Judge a column by its cells, where its header says nothing."""
    header = table.header[position]
    if is_private_header(header):
        return Meaning(PRIVATE)
    if dialect.dates_are and table.kinds[position] == "date":
        return Meaning(dialect.dates_are, header.strip())
    if dialect.numbers_are and table.kinds[position] == "whole":
        return Meaning(dialect.numbers_are, header.strip())
    cells = table.cells(position)
    addresses = sum("@" in cell and bool(_ADDRESS.fullmatch(cell)) for cell in cells)
    return Meaning(PRIVATE if cells and addresses >= ADDRESS_SHARE * len(cells) else IGNORED)


def _evidence(dialect: Dialect, header: Record, meanings: Sequence[Meaning]) -> str:
    used = [
        f'"{name}"'
        for name, meaning in zip(header, meanings, strict=True)
        if meaning.role not in (IGNORED, PRIVATE)
    ]
    shown, more = ", ".join(used[:SHOWN_HEADERS]), len(used) - SHOWN_HEADERS
    languages = Counter(meaning.language for meaning in meanings if meaning.language)
    language = f" ({languages.most_common(1)[0][0]})" if languages else ""
    return f"{dialect.title}{language}, by {shown}{f' and {more} more' if more > 0 else ''}"


def _missing_columns(header: Record, named: Mapping[str, str]) -> tuple[Problem, ...]:
    """List the columns that `pmo.toml` maps and the file does not have."""
    present = {fold(name) for name in header}
    return tuple(
        Problem(
            "mapped_column_missing",
            f'pmo.toml maps a column to "{role}" that this file does not have; its columns are: '
            f"{', '.join(header)}.",
        )
        for name, role in named.items()
        if name not in present
    )
