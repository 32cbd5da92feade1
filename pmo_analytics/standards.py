"""Standards: named checks with a line, a severity, an owner and a remedy.

A check says of each thing it is asked of (an item, a risk, a project) whether it fails. A standard
is a check that holds in a portfolio: those of the starter set of its preset, and what `pmo.toml`
adds, changes or drops. A check may also be SQL of the portfolio folder, which runs only when its
user trusts it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pmo_analytics.errors import nearest

Severity = Literal["high", "medium", "low"]
Preset = Literal["corporate_it", "government"]
Mode = Literal["supportive", "controlling", "directive"]
# The board, work that is near, the way through the board, risks, and what waits for an answer.
Help = Literal["tracker", "planning", "way", "risks", "steering"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
# Breaches of which severity fail `pmo check`: a supportive office advises and enforces nothing.
ENFORCED: Mapping[Mode, tuple[Severity, ...]] = {
    "supportive": (),
    "controlling": ("high",),
    "directive": ("high", "medium"),
}
OWN_FOLDER = "standards"  # of the portfolio folder, where its own SQL lies


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the catalogue, in words; its rule is the query that counts it."""

    check_id: str
    fails: str  # of what fails it: "in progress without an assignee"
    counts: str  # what it is asked of, in the plural
    needs: str  # the data without which it is asked of nothing
    severity: Severity
    owner: str
    help: Help
    remedy: str
    sets: tuple[Preset, ...]
    source: str
    line: float | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """A check that holds in a portfolio; `line` None: the tolerated share of all."""

    standard_id: str
    check_id: str
    fails: str
    counts: str
    needs: str
    severity: Severity
    owner: str
    help: Help
    remedy: str
    source: str
    line: float | None = None
    sql: str = ""  # path in the portfolio folder, of a check of its own


class StandardTable(BaseModel):
    """`[standards.ID]`: a check that holds as a standard; without `check` that of the name ID.

    Those of the starter set of the preset hold without being named; `severity = "off"` drops one.
    `sql` is a file in `standards/` of the portfolio folder instead of a check: a query of
    `project_id`, `subject` and `fails`, which may ask for `$as_of`. It runs only with
    `--trust-portfolio-code`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    check: str = ""
    sql: str = ""
    line: float | None = Field(None, ge=0, lt=1)  # up to this share may fail; default: 5 %
    severity: Literal["high", "medium", "low", "off"] | None = None
    owner: str = ""
    remedy: str = ""
    fails: str = ""  # what fails it, in words

    @model_validator(mode="after")
    def _is_a_check_or_sql(self) -> Self:
        if self.check and self.sql:
            raise ValueError("a standard is a check or sql, not both")
        if self.check and self.check not in checks():
            raise ValueError(f'"{self.check}" is no check; {_nearest(self.check)}')
        if self.sql and not self.fails:
            raise ValueError('sql needs words for what fails it, such as fails = "without a plan"')
        return self


@cache
def checks() -> Mapping[str, Check]:
    """Return the checks of the catalogue by name."""
    text = (files("pmo_analytics") / "standards.toml").read_text(encoding="utf-8")
    return {
        name: Check(name, **{**table, "sets": tuple(table["sets"])})
        for name, table in tomllib.loads(text).items()
    }


def standards_in_force(tables: Mapping[str, StandardTable], preset: Preset) -> tuple[Standard, ...]:
    """Return the standards that hold: the starter set of a preset, and what `pmo.toml` says."""
    starters = [check.check_id for check in checks().values() if preset in check.sets]
    named = dict.fromkeys((*starters, *tables))
    found = [(name, tables.get(name, StandardTable())) for name in named]
    return tuple(_standard(name, table) for name, table in found if table.severity != "off")


def unknown_check(name: str, table: StandardTable) -> str:
    """Return the sentence that refuses a standard which names no check; "" where it names one."""
    if table.check or table.sql or name in checks():
        return ""
    return f'"standards.{name}" names no check and no sql; {_nearest(name)}'


def _nearest(name: str) -> str:
    near = nearest(name, checks())
    return f'the nearest known is "{near}"' if near else f"known are {', '.join(checks())}"


def _standard(name: str, table: StandardTable) -> Standard:
    if table.sql:
        return Standard(
            standard_id=name,
            check_id=f"{OWN_FOLDER}/{table.sql}",  # no check of the catalogue has such a name
            fails=table.fails,
            counts="things",
            needs=f"{OWN_FOLDER}/{table.sql} to be trusted",
            severity=table.severity or "medium",  # type: ignore[arg-type] - "off" came no further
            owner=table.owner or "PMO",
            help="steering",
            remedy=table.remedy or "see what the query asks",
            source=f"{OWN_FOLDER}/{table.sql} of this portfolio",
            line=table.line,
            sql=table.sql,
        )
    check = checks()[table.check or name]
    return Standard(
        standard_id=name,
        check_id=check.check_id,
        fails=table.fails or check.fails,
        counts=check.counts,
        needs=check.needs,
        severity=table.severity or check.severity,  # type: ignore[arg-type]
        owner=table.owner or check.owner,
        help=check.help,
        remedy=table.remedy or check.remedy,
        source=check.source,
        line=check.line if table.line is None else table.line,
    )
