"""The schema of every register, as data: `registers.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pmo_analytics.errors import did_you_mean

ColumnType = Literal[
    "text", "id", "date", "month", "number", "share", "integer", "flag", "choice", "list"
]
# The three colours of a report, and the five of a delivery confidence assessment.
COLOURS = ("green", "amber/green", "amber", "amber/red", "red")
_ONCE_OVER = "once over"


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column of a register and what its cells must be."""

    name: str
    type: ColumnType
    meaning: str
    is_required: bool = False  # filled in each row
    is_required_once_over: bool = False  # in each row whose period has ended
    choices: tuple[str, ...] = ()
    references: str = ""  # "projects.project_id"; "items.item_key" for an item of the exports
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class RegisterSchema:
    """A register: what one row is, its columns in order, and what tells rows apart."""

    name: str
    row: str
    columns: tuple[RegisterColumn, ...]
    unique: tuple[str, ...] = ()


@cache
def register_schemas() -> Mapping[str, RegisterSchema]:
    """Return the schema of every register by its name."""
    text = (files("pmo_analytics.sources") / "registers.toml").read_text("utf-8")
    return {name: _schema(name, table) for name, table in tomllib.loads(text).items()}


def unknown_register(name: str) -> str:
    """Return the sentence that refuses a name of no register."""
    return f'There is no register "{name}". {did_you_mean(name, register_schemas())}'


def _schema(name: str, table: dict[str, Any]) -> RegisterSchema:
    columns = tuple(_column(name, column) for name, column in table["columns"].items())
    return RegisterSchema(name, table["row"], columns, tuple(table["unique"]))


def _column(name: str, table: dict[str, Any]) -> RegisterColumn:
    choices, required = table.pop("choices", ()), table.pop("required", False)
    return RegisterColumn(
        name=name,
        is_required=required is True,
        is_required_once_over=required == _ONCE_OVER,
        choices=COLOURS if choices == "colours" else tuple(choices),
        **table,
    )
