"""A register that somebody offers as an export: which one it is, and where it belongs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pmo_analytics.sources.csv_shape import Record
from pmo_analytics.sources.folder import REGISTERS
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.register_schema import RegisterSchema, register_schemas

# Items may have a field "Impact"; three such headers, or one beside the id of the register, and it
# lists what the register does.
FEWEST_SIGNS = 3
FEWEST_SIGNS_BESIDE_ID = 1


@dataclass(frozen=True, slots=True)
class _Signs:
    title: str
    ids: frozenset[str]
    headers: frozenset[str]


@cache
def _signs() -> Mapping[str, _Signs]:
    text = (files("pmo_analytics.sources") / "register_signs.toml").read_text("utf-8")
    return {
        name: _Signs(
            table["title"],
            frozenset(map(fold, table["id"])),
            frozenset(map(fold, table["headers"])),
        )
        for name, table in tomllib.loads(text).items()
    }


def register_sentence(header: Record, name: str) -> str:
    """Say of a header that it is that of a register, and where the file belongs; "" if it is not.

    Args:
        header: the header of the file.
        name: path of the file, as the sentence shows it.
    """
    folded = {fold(cell) for cell in header if cell.strip()}
    for register, signs in _signs().items():
        has_id, found = bool(folded & signs.ids), len(folded & signs.headers)
        if found >= (FEWEST_SIGNS_BESIDE_ID if has_id else FEWEST_SIGNS):
            target = f"{REGISTERS}/{register}.csv"
            return (
                f"This is a {signs.title}, not an export of items: {target}. Put it there, in the "
                f'folder of the portfolio, with `mv "{name}" {target}`'
                f"{_missing(register_schemas()[register], folded)}."
            )
    return ""


def _missing(schema: RegisterSchema, folded: set[str]) -> str:
    needed = [column.name for column in schema.columns if column.is_required]
    missing = [name for name in needed if fold(name) not in folded]
    return f", and name its columns so that it has {', '.join(missing)}" if missing else ""
