"""When all of it ends: which project is the last one, and which waits for another."""

from __future__ import annotations

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.narrative.saying import Facts, listed, named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.finish_section import NOTICED
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    fact_cell,
    named_cell,
    said_cell,
    words_cell,
)
from pmo_analytics.values import Sentence

_MOST_PROJECTS = 6
_MOST_NAMES = 1  # a title is short
_LEAST_PROJECTS = 2  # of one alone its own page tells
_KEY = ("project_id",)
_COLUMNS = ("likely_date", "sure_date", "last_share", "waiting_name", "waiting_share")


def gather(head: Head) -> Gathered | None:
    """Gather which projects end last; None where fewer than two have a forecast."""
    brief = head.brief
    facts = brief.facts("last_to_end")
    if (facts.value("known_count") or 0) < _LEAST_PROJECTS:
        return None
    rows = brief.rows("last_to_end")
    known = [row for row in rows if row["last_share"] is not None]
    tables = {
        "known": brief.table("last_to_end", known[:_MOST_PROJECTS], key=_KEY, columns=_COLUMNS)
    }
    unknown = [row for row in rows if row["last_share"] is None]
    return Gathered(head, facts, tables=tables, series={"unknown": unknown})


def compose(found: Gathered, label: str) -> Section:
    """Show the projects, the one that is last most often first."""
    rows = found.tables["known"]
    has_waits = any(_is_noticed(row) for row in rows)
    table = DataTable(
        subtitle=say("ends-subtitle", found.facts),
        columns=(
            column("project"),
            column("ends-likely"),
            column("ends-sure"),
            column("ends-last", is_number=True, has_bar=True),
            *((column("ends-waits"),) if has_waits else ()),
        ),
        rows=tuple(_row(found, row, has_waits=has_waits) for row in rows),
    )
    return Section(name="ends", label=label, title=_title(found), blocks=(table,))


def _title(found: Gathered) -> Sentence:
    facts, unknown = found.facts, found.series["unknown"]
    if len(unknown) > _MOST_NAMES:
        return say("ends-withheld-many", facts)
    if unknown:
        names = listed(named(_name(found, row["project_id"])) for row in unknown)
        return say("ends-withheld", facts, names=names)
    if facts.value("all_likely_date") and facts.value("all_sure_date"):
        return say("ends-all", facts)
    return say("ends-last", facts, project=named(_name(found, facts.value("last_name"))))


def _row(found: Gathered, row: Facts, *, has_waits: bool) -> tuple[Cell, ...]:
    cells = (
        named_cell(_name(found, row.value("project_id"))),
        fact_cell(row, "likely_date"),
        fact_cell(row, "sure_date"),
        fact_cell(row, "last_share", has_bar=True),
    )
    return (*cells, _waits(found, row)) if has_waits else cells


def _waits(found: Gathered, row: Facts) -> Cell:
    if not _is_noticed(row):
        return words_cell(BLANK)
    return said_cell(say("ends-waits", row, project=named(_name(found, row.value("waiting_name")))))


def _is_noticed(row: Facts) -> bool:
    return (row.value("waiting_share") or 0.0) >= NOTICED


def _name(found: Gathered, project_id: str) -> str:
    return found.head.brief.evidence.project_names[project_id]
