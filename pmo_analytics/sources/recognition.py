"""Find the header row, the dialect and what each column means, from the first records of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pmo_analytics.errors import SettingsError, did_you_mean
from pmo_analytics.sources.cell_kinds import NOTHING_WORDS
from pmo_analytics.sources.csv_shape import Record
from pmo_analytics.sources.date_names import is_plan_or_fact
from pmo_analytics.sources.dialect import (
    FIRST_GENERAL_PRECEDENCE,
    Dialect,
    Meaning,
    common_role,
    is_private_header,
    load_dialects,
)
from pmo_analytics.sources.durations import is_duration
from pmo_analytics.sources.ends import end_roles
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.mapping import ProposedColumn, names_items, proposed_mapping
from pmo_analytics.sources.offers import offered_columns
from pmo_analytics.sources.read_plan import Problem
from pmo_analytics.sources.roles import DATE_ROLES, IGNORED, PRIVATE, ROLES
from pmo_analytics.sources.sample_moments import are_moments, sample_moments
from pmo_analytics.sources.stages import StageReading, read_stages
from pmo_analytics.sources.status_names import known_statuses, likely_statuses
from pmo_analytics.sources.tables import Table, likely_table, possible_tables

ADDRESS_SHARE = 0.5
SHOWN_HEADERS = 3
FEWEST_KNOWN_STAGES = (
    3  # dates of known statuses that make a table one of stages, whatever its tool
)
STAGE_DATES = "stage_dates"  # the dialect whose columns of dates are stages
UNKNOWN = Meaning(IGNORED)
# A date of one of these, or a known status, makes a table one of items.
WAY_ROLES = frozenset({"created", "started", "done"})
REPEATING_KINDS = ("changes", "snapshots")  # an item has several rows
FLAGS = frozenset({"true", "false", "yes", "no", "y", "n", "x", "0", "1"})
NO_STAGES = StageReading((), {}, ())

MAPPED = Dialect(
    name="mapped",
    title="columns named in pmo.toml",
    kind="items",
    precedence=1000,
    headers={},
    required=(("item_key", "source_item_id", "title"),),
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recognition:
    """A dialect and its reading of a header; one meaning a column."""

    table: Table
    dialect: Dialect
    meanings: tuple[Meaning, ...]
    explained: int  # columns whose header the dialect knows
    evidence: str
    problems: tuple[Problem, ...] = ()
    stage_order: tuple[int, ...] = ()  # the stages by position, in the order of an item's way
    notes: tuple[str, ...] = ()  # why columns are read that the dialect does not know, or are not


def recognise(
    records: Sequence[Record],
    *,
    lead: int = 0,
    dialect: str = "",
    columns: Mapping[str, str] | None = None,
    stage_columns: Sequence[str] = (),
) -> Recognition | None:
    """Return the dialect that fits the first records best; None where none does.

    Args:
        records: the first records of the file.
        lead: how many of them are known to stand before the header.
        dialect: the only one to consider, as `pmo.toml` names it.
        columns: role → header, as `pmo.toml` names them; they win over the dialect.
        stage_columns: the headers of the stages, as `pmo.toml` lists them; no other is one.
    """
    named = _named_columns(columns or {})
    asked = dialect or (STAGE_DATES if stage_columns else "")
    candidates = (dialect_named(asked),) if asked else load_dialects()
    for table in possible_tables(records, lead=lead):
        readings = [
            _read_as(candidate, table, named, stage_columns, is_asked_for=bool(asked))
            for candidate in candidates
            if asked or not candidate.by_words
        ]
        if not asked and named:
            readings.append(_read_as(MAPPED, table, named, (), is_asked_for=True))
        if fitting := [reading for reading in readings if reading]:
            return _with_offers(_best(fitting))
    return None if asked or named else _recognise_by_words(likely_table(records, lead=lead))


def _recognise_by_words(table: Table) -> Recognition | None:
    """Read a table that no tool writes, where whole headers name what it takes and cells agree.

    It takes a key, or titles that differ, and a date of an item's way or a status that is known.
    """
    sure = {one.role: one for one in proposed_mapping(table).columns if one.is_named}
    tells_way = sure.keys() & WAY_ROLES or ("status" in sure and _names_statuses(table, sure))
    named = {fold(one.header): role for role, one in sure.items()} if tells_way else {}
    keys = {
        fold(header): "item_key"
        for position, header in enumerate(table.header)
        if names_items(header, table.cells(position))
    }
    readings = [
        _read_as(dialect, table, keys if repeats else named, (), is_asked_for=True)
        for dialect in load_dialects()
        for repeats in [dialect.kind in REPEATING_KINDS]
        if repeats or (named and dialect.precedence >= FIRST_GENERAL_PRECEDENCE)
    ]
    if not any(readings):
        return None
    best = _with_offers(_best([reading for reading in readings if reading]))
    reasons = (
        f'"{one.header.strip()}" is read as {one.role}: {one.evidence}' for one in sure.values()
    )
    return replace(best, notes=(*reasons, *best.notes))


def _names_statuses(table: Table, sure: Mapping[str, ProposedColumn]) -> bool:
    position = table.header.index(sure["status"].header)
    return any(fold(cell) in likely_statuses() for cell in table.cells(position))


def _best(fitting: Sequence[Recognition]) -> Recognition:
    """Return the reading of the first precedence, unless it passes over the stages of the items."""
    best = min(fitting, key=lambda found: (found.dialect.precedence, -found.explained))
    for other in fitting:
        known = [
            position
            for position in other.stage_order
            if not best.meanings[position].role
            and fold(best.table.header[position]) in known_statuses()
        ]
        if len(known) >= FEWEST_KNOWN_STAGES and best.dialect.kind == "items":
            return other
    return best


def _with_offers(found: Recognition) -> Recognition:
    """Offer the columns that the dialect does not know to the roles that no column has."""
    if found.dialect is MAPPED:
        return found
    meanings = list(found.meanings)
    known = [meaning if meaning != UNKNOWN else None for meaning in meanings]
    offered = offered_columns(found.dialect, found.table, known)
    for one in offered:
        meanings[one.position] = one.meaning
    notes = (*found.notes, *(one.reason for one in offered))
    return replace(found, meanings=tuple(meanings), notes=notes)


def dialect_named(name: str) -> Dialect:
    """Return a dialect by its name.

    Raises:
        SettingsError: `pmo.toml` names a dialect that does not exist.
    """
    dialects = {dialect.name: dialect for dialect in load_dialects()}
    if name in dialects:
        return dialects[name]
    hint = did_you_mean(name, dialects)
    raise SettingsError(f'pmo.toml names the dialect "{name}", which does not exist. {hint}')


def _named_columns(columns: Mapping[str, str]) -> dict[str, str]:
    """Turn role → header into folded header → role, refusing a role that does not exist."""
    for role in columns:
        if role not in ROLES:
            hint = did_you_mean(role, sorted(ROLES))
            raise SettingsError(f'pmo.toml maps the role "{role}", which does not exist. {hint}')
    return {fold(header): role for role, header in columns.items()}


def _read_as(
    dialect: Dialect,
    table: Table,
    named: Mapping[str, str],
    stage_columns: Sequence[str],
    *,
    is_asked_for: bool,
) -> Recognition | None:
    """Give every column its meaning in a dialect; None where the dialect does not fit.

    It must fit by its own names, or by those of `pmo.toml` where the dialect is asked for.
    """
    if not _has_required(dialect, table.header, named, is_asked_for=is_asked_for):
        return None
    if not is_asked_for and any(common_role(name) in dialect.without for name in table.header):
        return None
    known = [
        _known_meaning(dialect, table, position, named) for position in range(len(table.header))
    ]
    stages = _stages(dialect, table, known, stage_columns)
    meanings = tuple(
        meaning or _other_meaning(dialect, table, position, stages)
        for position, meaning in enumerate(known)
    )
    by_content = [new for old, new in zip(known, meanings, strict=True) if not old and new.role]
    found_by_content = sum(meaning.role != PRIVATE for meaning in by_content)
    if (len(stages.order) if dialect.dates_are else found_by_content) < dialect.at_least:
        return None
    if dialect.numbers_are and not is_asked_for and not _counts_stages(dialect, meanings):
        return None
    if dialect.unique and _repeats(table, meanings, dialect.unique):
        return None
    if dialect.repeats and not (
        _tells_changes(table, meanings) or _repeats(table, meanings, dialect.repeats)
    ):
        return None
    return Recognition(
        table=table,
        dialect=dialect,
        meanings=meanings,
        explained=sum(meaning is not None for meaning in known) + len(by_content),
        evidence=_evidence(dialect, table.header, meanings),
        problems=_missing_columns(table.header, named, stage_columns),
        stage_order=stages.order,
        notes=stages.reasons,
    )


def _stages(
    dialect: Dialect,
    table: Table,
    known: Sequence[Meaning | None],
    stage_columns: Sequence[str],
) -> StageReading:
    """Tell which columns of dates are stages, where the dialect has any."""
    if not dialect.dates_are or not _has_roles(dialect, table.header):
        return NO_STAGES
    if stage_columns:
        places = {fold(header): position for position, header in enumerate(table.header)}
        listed = [places[fold(name)] for name in stage_columns if fold(name) in places]
        return StageReading(tuple(listed), {}, ("pmo.toml lists the stages",))
    headers = {
        position: header
        for position, header in enumerate(table.header)
        if known[position] is None
        and not is_private_header(header)
        and are_moments(table.kinds[position], table.cells(position))
    }
    columns = {at: (header, table.all_cells(at)) for at, header in headers.items()}
    return read_stages(headers, sample_moments(columns))


def _has_roles(dialect: Dialect, header: Record) -> bool:
    """Tell cheaply whether a header may fit, before its cells are compared."""
    return _has_required(dialect, header, {}, is_asked_for=False)


def _has_required(
    dialect: Dialect, header: Record, named: Mapping[str, str], *, is_asked_for: bool
) -> bool:
    """Tell whether a header names what a dialect requires, cells not looked at.

    A header to which `pmo.toml` gives another role is none of the dialect's own names.
    """
    folded = {fold(name) for name in header}
    own = {fold(name): meaning.role for name in header if (meaning := dialect.meaning(name))}
    roles = {role for name, role in own.items() if named.get(name, role) == role}
    if is_asked_for:
        roles |= {role for name, role in named.items() if name in folded}
    roles |= {dialect.dates_are, dialect.numbers_are}
    return all(roles.intersection(group) for group in dialect.required) and all(
        folded & group for group in dialect.signature
    )


def _counts_stages(dialect: Dialect, meanings: Sequence[Meaning]) -> bool:
    """Tell whether a stage is known by its name: a day has other numbers, such as visits."""
    names = (one.detail for one in meanings if one.role == dialect.numbers_are)
    return any(fold(name) in likely_statuses() for name in names)


def _tells_changes(table: Table, meanings: Sequence[Meaning]) -> bool:
    """Tell whether rows say what changed, and from what to what: no table of items does."""
    headers = {
        meaning.role: fold(header)
        for header, meaning in zip(table.header, meanings, strict=True)
        if meaning.role in ("field", "from_value", "to_value")
    }
    names_status = "status" in headers.get("to_value", "") or "state" in headers.get("to_value", "")
    return {"from_value", "to_value"} <= headers.keys() and ("field" in headers or names_status)


def _repeats(table: Table, meanings: Sequence[Meaning], role: str) -> bool:
    """Tell whether two rows have the same text in a column of a role."""
    for position, meaning in enumerate(meanings):
        if meaning.role == role:
            cells = [row[position] for row in table.rows if len(row) > position]
            return len(set(cells)) < len(cells)
    return False


def _known_meaning(
    dialect: Dialect, table: Table, position: int, named: Mapping[str, str]
) -> Meaning | None:
    """Return what `pmo.toml` or the dialect says of a header; what it maps is mapped once."""
    header = table.header[position]
    if role := named.get(fold(header)):
        return Meaning(role)
    meaning = dialect.meaning(header)
    if meaning and meaning.role in named.values():
        return Meaning(IGNORED, language=meaning.language)
    if dialect.precedence >= FIRST_GENERAL_PRECEDENCE and meaning and is_plan_or_fact(header):
        meaning = replace(meaning, role=end_roles(table).get(position) or meaning.role)
    is_moment = meaning is not None and meaning.role in DATE_ROLES
    return None if is_moment and _are_no_moments(table.cells(position)) else meaning


def _are_no_moments(cells: Sequence[str]) -> bool:
    """Tell whether cells are flags or lengths of time: a column "Done" need not hold dates."""
    said = {cell for cell in cells if cell not in NOTHING_WORDS}
    return bool(said) and all(cell.casefold() in FLAGS or is_duration(cell) for cell in said)


def _other_meaning(dialect: Dialect, table: Table, position: int, stages: StageReading) -> Meaning:
    """Judge a column by its cells, where its header says nothing."""
    header = table.header[position]
    if is_private_header(header):
        return Meaning(PRIVATE)
    if position in stages.order:
        return Meaning(dialect.dates_are, header.strip())
    if position in stages.attributes:
        return Meaning(stages.attributes[position])
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


def _missing_columns(
    header: Record, named: Mapping[str, str], stage_columns: Sequence[str]
) -> tuple[Problem, ...]:
    """List the columns that `pmo.toml` names and the file does not have."""
    present = {fold(name) for name in header}
    missing = [name for name in stage_columns if fold(name) not in present]
    listed = ", ".join(header)
    stages = [
        Problem(
            "stage_column_missing",
            f'stage_columns of pmo.toml lists "{name}", which this file does not have; its columns '
            f"are: {listed}.",
        )
        for name in missing
    ]
    return (
        *stages,
        *(
            Problem(
                "mapped_column_missing",
                f'pmo.toml maps a column to "{role}" that this file does not have; its columns '
                f"are: {listed}.",
            )
            for name, role in named.items()
            if name not in present
        ),
    )
