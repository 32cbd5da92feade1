"""What the header of a column of dates says that they are: `date_names.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.header_words import header_words, own_name


@dataclass(frozen=True, slots=True)
class _DateNames:
    filler: frozenset[str]
    planned: frozenset[str]
    touched: frozenset[str]
    plan_or_fact: frozenset[str]
    happened: frozenset[str]
    beginnings: frozenset[str]
    endings: frozenset[str]
    roles: dict[str, str]  # what is left of a header, folded → role


@cache
def _date_names() -> _DateNames:
    table = tomllib.loads((files("pmo_analytics.sources") / "date_names.toml").read_text("utf-8"))
    roles = {fold(name): role for role, names in table.pop("roles").items() for name in names}
    lists = {name: frozenset(map(fold, words)) for name, words in table.items()}
    return _DateNames(roles=roles, **lists)


def named_date_role(header: str) -> str | None:
    """Return the role that a header names for a column of dates; None where it names none."""
    names = _date_names()
    for name in (header, own_name(header)):
        words = [word for word in header_words(name) if fold(word) not in names.filler]
        whole = names.roles.get(fold(name)) or names.roles.get(fold("".join(words)))
        if role := whole or _happened_role(words):
            return role
    return None


def _happened_role(words: Sequence[str]) -> str | None:
    """Return what a header says that has happened: a start is then none that is planned."""
    names = _date_names()
    left = fold("".join(word for word in words if fold(word) not in names.happened))
    if left == fold("".join(words)):
        return None
    if left in names.beginnings:
        return "started"
    role = "done" if left in names.endings else names.roles.get(left)
    return None if role in ("planned_start", "due_date") else role


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
