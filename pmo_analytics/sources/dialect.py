"""The dialects as data: what the columns of each tracker's export are called, and what they mean.

Each `dialects/<name>.toml` is one dialect:

- `title`, `kind`, and `precedence`: of several dialects that fit a header, the lowest wins, and
  among equals the one that explains more columns.
- `required`: groups of roles; at least one role of each group must be among the columns.
- `signature`: groups of headers, likewise; what no other tool writes.
- `[headers.<language>]`: role → headers. `role:detail` gives the column a detail, and in a header
  `*` stands for the part in brackets, which becomes the detail. `custom_field` headers are looked
  up by that part in `[custom]`. `not_used` lists headers that must not be read as what they seem.
- `dates_are`, `numbers_are`: the role of columns that hold dates (whole numbers) under a header
  of their own choosing, such as the stages of a board; `at_least` says how many make the dialect.
  Of columns of numbers one must be called as a status is.
- `unique`, `repeats`: the role whose cells differ in every row, or do not.
- `without`: roles of which no header may speak, whatever the tool that calls them so.
- `[separators]`: role → what may stand between the values of one cell, likeliest first.
- `by_words`: tried only where no other fits and no column is a key by the words of its header.
- `page_limits`: row counts at which an export stops although there is more.
- `key_roles`, `key_fallback`, `time_zone`, `null_texts`: see `ReadPlan`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import ChainMap, Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.header_words import own_name
from pmo_analytics.sources.read_plan import Kind
from pmo_analytics.sources.roles import IGNORED, PRIVATE

_CUSTOM_FIELD = "custom_field"
_LEFT_OUT = "not_used"
# Dialects from here on are no tool's own: they fit any table that somebody wrote.
FIRST_GENERAL_PRECEDENCE = 50


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header means, and in which language it says so."""

    role: str
    detail: str = ""
    language: str = ""
    unit: str = ""  # of a number that is a length of time: w, d, h, m or s


@dataclass(frozen=True, slots=True)
class Dialect:
    """One tracker's way of writing an export."""

    name: str
    title: str
    kind: Kind
    precedence: int
    headers: Mapping[str, Meaning]  # by folded header; "…*" by the folded part before the bracket
    custom: Mapping[str, str] = field(default_factory=dict)  # folded name of a custom field → role
    required: tuple[tuple[str, ...], ...] = ()
    signature: tuple[frozenset[str], ...] = ()  # folded headers
    dates_are: str = ""
    numbers_are: str = ""
    at_least: int = 0
    unique: str = ""
    repeats: str = ""
    without: tuple[str, ...] = ()
    separators: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    key_roles: tuple[str, ...] = ("item_key",)
    key_fallback: str = ""
    time_zone: str | None = None
    null_texts: tuple[str, ...] = ()
    page_limits: tuple[int, ...] = ()
    by_words: bool = False

    def meaning(self, header: str) -> Meaning | None:
        """Return what a header means here; None where the dialect does not know it."""
        if found := self.headers.get(fold(header)):
            return found
        before, inside, after = _bracketed(header)
        found = self.headers.get(fold(before) + "*") if inside else None
        if found is None:
            return None
        if fold(after) == "id":  # account ids of the persons that a custom field holds
            return Meaning(PRIVATE, language=found.language)
        if found.role == _CUSTOM_FIELD:
            return Meaning(self.custom.get(fold(inside), IGNORED), language=found.language)
        return Meaning(found.role, found.detail or inside, found.language)


def _bracketed(header: str) -> tuple[str, str, str]:
    """Split `Custom field (Team)Id` into what stands before, in and after the brackets."""
    text = unicodedata.normalize("NFKC", header)  # full-width brackets become plain ones
    before, _, rest = text.partition("(")
    inside, _, after = rest.rpartition(")")
    return before, inside.strip(), after


@cache
def load_dialects() -> tuple[Dialect, ...]:
    """Read every dialect that the package knows, in order of precedence and name."""
    folder = files("pmo_analytics.sources") / "dialects"
    dialects = [
        _dialect(entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text("utf-8")))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    return tuple(sorted(dialects, key=lambda dialect: (dialect.precedence, dialect.name)))


def _dialect(name: str, table: dict[str, Any]) -> Dialect:
    languages = table.pop("headers", {})
    custom = {
        fold(header): role
        for role, headers in table.pop("custom", {}).items()
        for header in headers
    }
    required = tuple(tuple(group) for group in table.pop("required", ()))
    signature = tuple(frozenset(map(fold, group)) for group in table.pop("signature", ()))
    separators = {role: tuple(signs) for role, signs in table.pop("separators", {}).items()}
    lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
    return Dialect(
        name=name,
        headers=dict(_meanings(languages)),
        custom=custom,
        required=required,
        signature=signature,
        separators=separators,
        **(table | lists),
    )


def _meanings(languages: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, Meaning]]:
    for language, roles in languages.items():
        for spelling, headers in roles.items():
            role, _, detail = spelling.partition(":")
            role = IGNORED if role == _LEFT_OUT else role
            for header in headers:
                before, inside, _ = _bracketed(header)
                key = fold(before) + "*" if inside == "*" else fold(header)
                yield key, Meaning(role, detail, language)


@cache
def _common_meanings() -> Mapping[str, Meaning]:
    """Map every header of every dialect to what it mostly means."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for dialect in load_dialects():
        for header, meaning in dialect.headers.items():
            if meaning.role:
                found.setdefault(header, Counter())[meaning.role, meaning.detail] += 1
    return {header: Meaning(*counts.most_common(1)[0][0]) for header, counts in found.items()}


@cache
def _general_meanings() -> Mapping[str, Meaning]:
    """Map every header of the tables of items that no tool writes to what it means there."""
    general = [one for one in load_dialects() if one.precedence >= FIRST_GENERAL_PRECEDENCE]
    return ChainMap(*(dict(one.headers) for one in general if one.kind == "items"))


def common_meaning(header: str) -> Meaning:
    """Return what a header mostly means in the exports of all tools; without a role: nothing.

    A name that repeats what the rows are ("Feature status") means what it does without.
    """
    found = _common_meanings().get(fold(header))
    return found or _general_meanings().get(fold(own_name(header)), Meaning(IGNORED))


def common_role(header: str) -> str | None:
    """Return the role that a header mostly has in the exports of all tools."""
    return common_meaning(header).role or None


@cache
def _private_headers() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the headers that are never read: whole ones, and beginnings."""
    text = (files("pmo_analytics.sources") / "private_headers.toml").read_text("utf-8")
    headers = tomllib.loads(text)["headers"]
    whole = frozenset(fold(header) for header in headers if not header.endswith("*"))
    return whole, tuple(fold(header) for header in headers if header.endswith("*"))


def is_private_header(header: str) -> bool:
    """Tell whether a column holds what is never read, in whatever dialect it stands."""
    whole, beginnings = _private_headers()
    folded = fold(header)
    return folded in whole or folded.startswith(beginnings)
