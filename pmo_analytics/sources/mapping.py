"""Propose which column is which in the export of a tool that nobody named.

What the header says counts first, in the words of all known dialects; else the cells must show it:
a key is filled and different in every row, a status has few values, an item is created before
anything else happens to it. Numbers that count the rows are a key only under a name that says so. A
person confirms the proposal; nothing is read by it before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pmo_analytics.sources.csv_shape import find_shape, first_records
from pmo_analytics.sources.date_names import named_date_role
from pmo_analytics.sources.date_sightings import utc
from pmo_analytics.sources.dialect import common_role, is_private_header
from pmo_analytics.sources.ends import end_roles
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.header_words import key_names
from pmo_analytics.sources.roles import NUMBER_ROLES
from pmo_analytics.sources.sample_moments import Moments, are_moments, sample_moments
from pmo_analytics.sources.status_names import known_statuses
from pmo_analytics.sources.tables import Table, likely_table
from pmo_analytics.sources.text_encoding import read_byte_evidence
from pmo_analytics.sources.toml_text import toml_comment, toml_key, toml_string

# The roles that make a table of items, in the order in which they take their columns.
PROPOSED_ROLES = (
    *("item_key", "created", "done", "started", "due_date", "updated"),
    *("status", "title", "description", "item_type", "assignee", "priority", "points"),
)
DATED_ROLES = frozenset({"created", "done", "started", "due_date", "updated"})
LONGEST_KEY = 40  # characters
MOST_STATUSES = 20
ROWS_PER_STATUS = 3  # a value that means a status comes again

_CODE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])\S+")  # AB-12
_NUMBERED = re.compile(r"(?=\S*\d)\S+")
_WORD = re.compile(r"\w+|[#№]")
_KEY_EVIDENCE = "it is filled and different in every row"


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """A column, the role it seems to have, and what speaks for it."""

    role: str
    header: str
    evidence: str
    is_named: bool = False  # the whole header says so, and the cells agree


@dataclass(frozen=True, slots=True)
class MappingProposal:
    """The columns that seem to have a role, and the headers of the others."""

    columns: tuple[ProposedColumn, ...]
    others: tuple[str, ...] = ()

    def header(self, role: str) -> str | None:
        """Return the header proposed for a role."""
        return next((column.header for column in self.columns if column.role == role), None)


@dataclass(frozen=True)
class _Column:
    position: int
    header: str
    kind: str
    cells: Sequence[str]  # of all sample rows, trimmed; blank ones too
    moments: Moments = ()  # of a date column, row by row
    end_role: str | None = None  # of a date that may be a plan or a fact, what the statuses tell

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]


def propose_mapping(path: Path) -> MappingProposal | None:
    """Propose roles for the columns of a file, from its first thousand records.

    Returns:
        The proposal, or None where no record looks like a header.
    """
    found = read_byte_evidence(path)
    shape = find_shape(path, found)
    table = likely_table(first_records(path, found, shape), lead=shape.lead)
    return proposed_mapping(table) if table.header else None


def proposed_mapping(table: Table) -> MappingProposal:
    """Propose roles for the columns of a table."""
    columns = _columns(table)
    proposed = _proposals(columns)
    taken = {column.header for column in proposed}
    others = tuple(column.header for column in columns if column.header not in taken)
    return MappingProposal(tuple(proposed), others)


def mapping_toml(source: str, proposal: MappingProposal) -> str:
    """Write a proposal as the table of `pmo.toml` that makes it hold."""
    lines = [f"[sources.{toml_key(source)}.columns]"]
    for column in proposal.columns:
        header, why = toml_string(column.header), toml_comment(column.evidence)
        lines.append(f"{column.role} = {header}  {why}")
    return "\n".join(lines) + "\n"


def _columns(table: Table) -> list[_Column]:
    """Return the columns that may be read, dates parsed where their order is known."""
    rows = [row for row in table.rows if len(row) <= len(table.header)]
    columns, ends = [], end_roles(table)
    for position, header in enumerate(table.header):
        cells = [row[position].strip() if len(row) > position else "" for row in rows]
        if header.strip() and not is_private_header(header):
            end_role = ends.get(position)
            columns.append(
                _Column(position, header, table.kinds[position], cells, end_role=end_role)
            )
    return _with_moments(columns)


def _with_moments(columns: Sequence[_Column]) -> list[_Column]:
    dated = [column for column in columns if are_moments(column.kind, column.filled)]
    moments = sample_moments({column.position: (column.header, column.cells) for column in dated})
    return [replace(column, moments=moments.get(column.position, ())) for column in columns]


def _proposals(columns: Sequence[_Column]) -> list[ProposedColumn]:
    """Give the roles away: first by whole headers, then by words in them, then by cells."""
    free, found = list(columns), {}
    for search in (_by_header, _by_word, _by_key_name, _by_cells):
        for role in PROPOSED_ROLES:
            proposal = None if role in found else search(role, free, columns)
            if proposal:
                column, evidence = proposal
                free.remove(column)
                is_key = role == "item_key" and names_items(column.header, column.cells)
                is_named = search is _by_header or is_key
                found[role] = ProposedColumn(role, column.header, evidence, is_named=is_named)
    return [found[role] for role in PROPOSED_ROLES if role in found]


def _by_header(
    role: str, free: Sequence[_Column], _: Sequence[_Column]
) -> tuple[_Column, str] | None:
    for column in free:
        # Beside codes such as AB-12 numbers that count the rows are those of the list.
        is_count = role == "item_key" and _counts_rows(column.cells) and _has_codes(free)
        if _named_role(column) == role and _may_be(role, column) and not is_count:
            return column, _named_evidence(role, "so its header says")
    return None


def _named_role(column: _Column) -> str | None:
    """Return what a whole header means; what is resolved is done."""
    if column.end_role is not None:
        return column.end_role
    named = named_date_role(column.header) if column.moments else None
    role = named or common_role(column.header)
    return "done" if role == "resolved" else role


def _by_word(
    role: str, free: Sequence[_Column], _: Sequence[_Column]
) -> tuple[_Column, str] | None:
    for column in free:
        words = (word for word in re.split(r"[\W_]+", column.header) if word)
        named = next((word for word in words if common_role(word) == role), None)
        if named and column.kind != "empty" and _may_be(role, column):
            return column, _named_evidence(role, f'its header says "{named}"')
    return None


def _named_evidence(role: str, said: str) -> str:
    return f"{said}, and {_KEY_EVIDENCE}" if role == "item_key" else said


def _by_key_name(
    role: str, free: Sequence[_Column], _: Sequence[_Column]
) -> tuple[_Column, str] | None:
    """Find numbers that are keys by a name that no dialect has: "No", "Nr.", "#"."""
    has_codes = _has_codes(free)
    for column in free if role == "item_key" else ():
        named = _item_word(column.header)
        is_said = column.kind == "whole" or names_items(column.header, column.cells)
        is_key = _is_key(column.cells) and is_said
        # Beside codes such as AB-12 numbers that count the rows are those of the list.
        is_count = _counts_rows(column.cells) and (has_codes or _names_rows(column.header))
        if named and is_key and not is_count:
            return column, _named_evidence(role, f'its header says "{named}"')
    return None


def names_items(header: str, cells: Sequence[str]) -> bool:
    """Tell whether a header says no more than that a column numbers items, and its cells do."""
    words = set(map(fold, _header_words(header)))
    is_said = bool(words) and words <= key_names()["items"] | key_names()["nouns"]
    return is_said and bool(cells) and all(map(_NUMBERED.fullmatch, cells))


def _item_word(header: str) -> str:
    words = (word for word in _header_words(header) if fold(word) in key_names()["items"])
    return next(words, "")


def _names_rows(header: str) -> bool:
    return any(fold(word) in key_names()["rows"] for word in _header_words(header))


def _header_words(header: str) -> list[str]:
    return _WORD.findall(header.replace("_", " "))


def _has_codes(columns: Sequence[_Column]) -> bool:
    return any(
        _is_key(column.cells) and all(map(_CODE.fullmatch, column.cells)) for column in columns
    )


def _may_be(role: str, column: _Column) -> bool:
    """Tell whether the cells of a column do not speak against a role."""
    if role in DATED_ROLES:
        return bool(column.moments)
    if role in NUMBER_ROLES:
        return column.kind in ("whole", "number", "empty")
    if role == "item_key":
        is_count = _counts_rows(column.cells) and _names_rows(column.header)
        return len(set(column.cells)) == len(column.cells) and all(column.cells) and not is_count
    return column.kind in ("text", "whole", "empty")


def _by_cells(
    role: str, free: Sequence[_Column], columns: Sequence[_Column]
) -> tuple[_Column, str] | None:
    """Return the free column whose cells are those of the role, and what shows it."""
    judge = {
        "item_key": _key_evidence,
        "created": _created_evidence,
        "done": _done_evidence,
        "status": _status_evidence,
        "title": _title_evidence,
    }.get(role)
    for column in free if judge else ():
        if evidence := judge(column, columns):
            return column, evidence
    return None


def _key_evidence(column: _Column, _: Sequence[_Column]) -> str:
    cells = column.cells
    if not _is_key(cells) or column.kind not in ("text", "whole") or _counts_rows(cells):
        return ""
    return f'filled and different in every row, such as "{cells[0]}"'


def _is_key(cells: Sequence[str]) -> bool:
    is_short = all(0 < len(cell) <= LONGEST_KEY for cell in cells)
    return is_short and len(set(cells)) == len(cells) > 1


def _counts_rows(cells: Sequence[str]) -> bool:
    """Tell whether cells are 1, 2, 3 …, or 0, 1, 2 … as data frames write it."""
    return any(
        list(cells) == [str(number) for number in range(first, first + len(cells))]
        for first in (0, 1)
    )


def _created_evidence(column: _Column, columns: Sequence[_Column]) -> str:
    others = [other for other in columns if other.moments and other is not column]
    if not column.moments or not all(column.moments):
        return ""
    if any(_is_ever_before(other, column) for other in others):
        return ""
    return "filled in every row, and no other date is ever earlier"


def _done_evidence(column: _Column, columns: Sequence[_Column]) -> str:
    others = [other for other in columns if other.moments and other is not column]
    blank = sum(not cell for cell in column.cells)
    if not column.moments or not others or not blank or blank == len(column.cells):
        return ""
    if any(_is_ever_before(column, other) for other in others):
        return ""
    return f"blank in {blank} of {len(column.cells)} rows, and no other date is ever later"


def _is_ever_before(one: _Column, other: _Column) -> bool:
    pairs = zip(one.moments, other.moments, strict=True)
    return any(first and second and utc(first) < utc(second) for first, second in pairs)


def _status_evidence(column: _Column, _: Sequence[_Column]) -> str:
    values = Counter(column.filled)
    is_status = column.kind == "text" and 1 < len(values) <= MOST_STATUSES
    if not is_status or values.total() < ROWS_PER_STATUS * len(values):
        return ""
    known = [value for value in values if fold(value) in known_statuses()]
    if not known:
        return ""
    return f'{len(values)} different values, among them "{known[0]}"'


def _title_evidence(column: _Column, columns: Sequence[_Column]) -> str:
    texts = [other for other in columns if other.kind == "text"]
    if column.kind != "text" or max(texts, key=_mean_length) is not column:
        return ""
    return "the longest texts of the file"


def _mean_length(column: _Column) -> float:
    return sum(map(len, column.cells)) / max(len(column.cells), 1)
