"""Columns that a dialect does not use, offered to the roles that none of its columns has.

A table may hold more than its tool writes by itself: a field of the team, a column that somebody
added. Where the header says what it is and the cells agree, it is read, and the evidence is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmo_analytics.sources.cell_kinds import NOTHING_WORDS
from pmo_analytics.sources.date_names import named_date_role
from pmo_analytics.sources.dialect import Dialect, Meaning, common_meaning, common_role
from pmo_analytics.sources.durations import is_duration, is_number, named_status
from pmo_analytics.sources.ends import TOLD, UNTOLD, end_roles
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.header_words import header_words
from pmo_analytics.sources.roles import (
    DATE_ROLES,
    IGNORED,
    NUMBER_ROLES,
    STATUS_DURATION,
)
from pmo_analytics.sources.sample_moments import are_moments
from pmo_analytics.sources.status_names import known_statuses, likely_statuses
from pmo_analytics.sources.tables import Table

_TEXTS = frozenset(
    {"title", "description", "item_type", "status", "resolution", "priority", "assignee"}
    | {"project_key", "project_name", "parent_key", "label", "component", "fix_version", "sprint"}
    | {"team", "class_of_service", "link_in", "link_out"}
)
_LINKS = frozenset({"link_in", "link_out"})
_KEYS = re.compile(r"(?:[#!]?(?:\w[\w.]*-)?\d+(?:[;,|\s]+|$))+")  # "AB-1, AB-2", "3;4"
_OWN_DATES = frozenset({"created", "started", "done", "resolved", "cancelled", "updated"})
_PLANS = frozenset({"due_date", "planned_start"})
# What may be offered in a table of each kind. A table of stages tells the way of its items by its
# stages; a snapshot repeats final dates on days before they happened; a history tells by its rows.
_OFFERED = {
    "items": _TEXTS | _OWN_DATES | _PLANS | {"points"},
    "stage_dates": _TEXTS | _PLANS | {"created", "updated", "points"},
    "snapshots": _TEXTS | _PLANS | {"created", "points"},
}
# Roles of which one is enough: a second column would speak of the same thing with another voice.
_ONE_OF = (
    frozenset({"done", "resolved"}),
    frozenset({"parent", "parent_key", "parent_id", "epic_key"}),
    frozenset({"project_key", "project_name"}),
)
FEWEST_DURATIONS = 2
_EFFORT_WORDS = frozenset(
    map(fold, ("estimate", "estimated", "estimation", "spent", "logged", "remaining", "effort"))
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A column, the meaning it was given, and why."""

    position: int
    meaning: Meaning
    reason: str


def offered_columns(
    dialect: Dialect, table: Table, meanings: Sequence[Meaning | None]
) -> list[Offered]:
    """Give the columns that a dialect does not know a role that none of its columns has.

    Args:
        dialect: the dialect that was recognised.
        table: header and first rows.
        meanings: what the dialect says of each column; None where it says nothing.
    """
    if dialect.kind not in _OFFERED:
        return []
    taken = {meaning.role for meaning in meanings if meaning} | set(dialect.key_roles)
    free = [position for position, meaning in enumerate(meanings) if meaning is None]
    durations = list(_durations(table, free)) if dialect.kind == "items" else []
    found, ends = [], end_roles(table)
    for position in free:
        role = _offered_role(dialect, table, position, ends)
        if role and not taken & _rivals(role):
            taken.add(role)
            detail = common_meaning(table.header[position]).detail if role in _LINKS else ""
            reason = _reason(table, position, role, ends)
            found.append(Offered(position, Meaning(role, detail), reason))
        elif ends.get(position) == "":
            name = table.header[position].strip()
            found.append(Offered(position, Meaning(IGNORED), f'"{name}" is not read: {UNTOLD}'))
    named = {offered.position for offered in found}
    return [*found, *(one for one in durations if one.position not in named)]


def _rivals(role: str) -> frozenset[str]:
    return next((roles for roles in _ONE_OF if role in roles), frozenset({role}))


def _reason(table: Table, position: int, role: str, ends: Mapping[int, str]) -> str:
    read = f'"{table.header[position].strip()}" is read as {role}'
    if position in ends:
        return f"{read}: {TOLD[role]}"
    says = "name says" if _named_role(table, position) == role else "cells say"
    return f"{read}: so its {says}, and no other column is it"


def _offered_role(
    dialect: Dialect, table: Table, position: int, ends: Mapping[int, str]
) -> str | None:
    kind, role = table.kinds[position], _named_role(table, position)
    role = ends.get(position, role)
    if not role and kind == "text" and _names_statuses(table.cells(position)):
        role = "status"
    if role not in _OFFERED[dialect.kind]:
        return None
    if role == "parent_key" and not _names_items(dialect, table, position):
        return None
    return role if _fits(role, table, position) else None


def _named_role(table: Table, position: int) -> str | None:
    header, kind = table.header[position], table.kinds[position]
    role = common_role(header)
    if are_moments(kind, table.cells(position)) or (kind == "empty" and not role):
        return role if role in DATE_ROLES else named_date_role(header)
    return role


def _names_statuses(cells: Sequence[str]) -> bool:
    """Tell whether most cells are statuses by their names: of items that ended, and of others."""
    names = [fold(cell) for cell in cells if cell not in NOTHING_WORDS]
    found = [likely_statuses()[name] for name in names if name in likely_statuses()]
    has_ended = {category in ("done", "cancelled") for category in found}
    return 2 * len(found) > len(names) and has_ended == {True, False}


def _names_items(dialect: Dialect, table: Table, position: int) -> bool:
    """Tell whether a column holds keys of items of the table: a parent's name is no key."""
    keys = {
        cell
        for at, header in enumerate(table.header)
        if (meaning := dialect.meaning(header)) and meaning.role == "item_key"
        for cell in table.cells(at)
    }
    return any(cell in keys for cell in table.cells(position))


def _fits(role: str, table: Table, position: int) -> bool:
    """Tell whether the cells of a column do not speak against a role."""
    kind, cells = table.kinds[position], table.cells(position)
    if kind == "empty":
        return True
    if role in DATE_ROLES:
        return are_moments(kind, cells)
    if role in _LINKS:
        return all(cell in NOTHING_WORDS or _KEYS.fullmatch(cell) for cell in cells)
    if role in NUMBER_ROLES:
        return kind in ("whole", "number")
    if role in ("status", "title", "assignee", "resolution"):
        return kind == "text" and any(map(str.isalpha, "".join(cells)))
    return kind in ("text", "whole")


def _durations(table: Table, free: Sequence[int]) -> Iterator[Offered]:
    """Find columns that tell how long an item was in a status; one of them names a known one."""
    found = [
        (position, status, unit)
        for position in free
        for status, unit in [named_status(table.header[position])]
        if _holds_durations(status, table.cells(position), unit)
        and not _is_effort(table.header[position])
    ]
    is_known = any(fold(status) in known_statuses() for _, status, _ in found)
    if len(found) < FEWEST_DURATIONS or not is_known:
        return
    for position, status, unit in found:
        reason = f'"{table.header[position].strip()}" is how long items were in the status {status}'
        yield Offered(position, Meaning(STATUS_DURATION, status, unit=unit), reason)


def _holds_durations(status: str, cells: Sequence[str], unit: str) -> bool:
    said = [cell for cell in cells if cell not in NOTHING_WORDS]
    is_one = is_number if unit else is_duration
    if not said:
        return fold(status) in known_statuses()
    return all(is_one(cell) or cell == "0" for cell in said)


def _is_effort(header: str) -> bool:
    return any(fold(word) in _EFFORT_WORDS for word in header_words(header))
