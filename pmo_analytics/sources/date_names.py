"""What the header of a column of dates says that they are: `date_names.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pmo_analytics.sources.folding import fold

_CAMEL_HUMP = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _DateNames:
    filler: frozenset[str]
    planned: frozenset[str]
    touched: frozenset[str]
    plan_or_fact: frozenset[str]
    roles: dict[str, str]  # what is left of a header, folded → role


@cache
def _date_names() -> _DateNames:
    table = tomllib.loads((files("pmo_analytics.sources") / "date_names.toml").read_text("utf-8"))
    lists = ("filler", "planned", "touched", "plan_or_fact")
    words = (frozenset(map(fold, table[name])) for name in lists)
    roles = {fold(name): role for role, names in table["roles"].items() for name in names}
    return _DateNames(*words, roles)


def header_words(header: str) -> list[str]:
    """Split a header into its words: "StartedDate" and "date_started" have two each."""
    return _WORD.findall(_CAMEL_HUMP.sub(" ", header))


def named_date_role(header: str) -> str | None:
    """Return the role that a header names for a column of dates; None where it names none."""
    names = _date_names()
    words = [word for word in header_words(header) if fold(word) not in names.filler]
    whole = names.roles.get(fold(header))
    return whole or names.roles.get(fold("".join(words)))


def is_plan_or_fact(header: str) -> bool:
    """Tell whether a header names an end that may be wished for or have happened."""
    return fold(header) in _date_names().plan_or_fact


def planning_word(header: str) -> str:
    """Return the word of a header that says its dates are wished for; "" where none does."""
    return _word_among(header, _date_names().planned)


def touching_word(header: str) -> str:
    """Return the word that says its dates are written whatever happens; "" where none does."""
    return _word_among(header, _date_names().touched)


def _word_among(header: str, words: frozenset[str]) -> str:
    found = (word for word in [*header_words(header), header] if fold(word) in words)
    return next(found, "")
