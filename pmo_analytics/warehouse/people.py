"""How persons are named in the warehouse, and with it everywhere: pages, tables and exports.

Names are replaced while files are read, so that no name is ever written where it must not stand.
Pseudonyms are keyed (HMAC-SHA256): without the key nobody can try names until one fits. The key
lies in the folder of the derived files, readable by its user alone: there it goes with the data it
belongs to, is in no export and no page, and deleting it cuts the thread to all earlier pages.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import duckdb

from pmo_analytics.errors import EnvironmentBrokenError
from pmo_analytics.sources.people import PERSON_ROLES
from pmo_analytics.sources.read_plan import ReadPlan
from pmo_analytics.sources.roles import PRIVATE

KEY_FILE = "people.key"
KEY_BYTES = 32
WITHHELD = "(name withheld)"  # where a register must name somebody
_BLOCK_BYTES = 64  # of SHA-256, RFC 2104
_SHOWN_DIGITS = 10  # two of a thousand persons share a pseudonym once in two million folders

PeopleMode = Literal["names", "pseudonyms", "none"]


@dataclass(frozen=True, slots=True)
class People:
    """How persons are named: by name, by keyed pseudonym, or not at all."""

    mode: PeopleMode = "names"
    key: bytes = b""

    @property
    def are_named(self) -> bool:
        """Tell whether names stand as the files have them."""
        return self.mode == "names"

    @property
    def digest(self) -> str:
        """Return what the names in a warehouse depend on, without the key itself."""
        return f"{self.mode} {hashlib.sha256(self.key).hexdigest()}"

    def create_macros(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Create the macros that name persons; they are never written into the warehouse.

        `person_apart` tells persons apart; `person` is what may be shown of the result.
        """
        apart, shown = "text", "apart"
        if not self.are_named:
            apart = _pseudonym_sql(self.key)
        if self.mode == "none":
            shown = "cast(null as varchar)"
        connection.execute(f"create or replace temp macro person_apart(text) as {apart}")
        connection.execute(f"create or replace temp macro person_shown(apart) as {shown}")

    def visible_plan(self, plan: ReadPlan) -> ReadPlan:
        """Return the plan under which no column of persons is read where none may be shown."""
        if self.mode != "none":
            return plan
        columns = tuple(
            replace(column, role=PRIVATE) if column.role in PERSON_ROLES else column
            for column in plan.columns
        )
        return replace(plan, columns=columns)


NAMED = People()


def people_of(derived: Path, mode: PeopleMode) -> People:
    """Return how a portfolio names persons; the first pseudonym makes the key.

    Raises:
        EnvironmentBrokenError: the key is not a private file of this user.
    """
    return People(mode, _key(derived / KEY_FILE) if mode == "pseudonyms" else b"")


def _key(path: Path) -> bytes:
    if not os.path.lexists(path):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
    found = path.lstat()
    is_private = not path.is_symlink() and (os.name == "nt" or not found.st_mode & 0o077)
    key = path.read_bytes() if is_private and found.st_size == KEY_BYTES else b""
    if len(key) != KEY_BYTES:
        raise EnvironmentBrokenError(
            f"{path} is not the private key of the pseudonyms: it can be read by others, or is "
            "damaged. Delete it; the next build makes new pseudonyms."
        )
    return key


def _pseudonym_sql(key: bytes) -> str:
    """Return HMAC-SHA256 of a name in SQL: a million cells are one pass."""
    padded = key.ljust(_BLOCK_BYTES, b"\0")
    inner = bytes(byte ^ 0x36 for byte in padded).hex()
    outer = bytes(byte ^ 0x5C for byte in padded).hex()
    name = "encode(regexp_replace(fold(text), '\\s+', ' ', 'g'))"
    inside = f"unhex(sha256(unhex('{inner}') || {name}))"
    return f"'Person ' || sha256(unhex('{outer}') || {inside})[:{_SHOWN_DIGITS}]"
