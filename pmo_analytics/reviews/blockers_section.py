"""What blocks work at its root, the longest first: cause, item, who waits, what a week costs."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.narrative.saying import Facts, listed, named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    fact_cell,
    named_cell,
    said_cell,
    section_of_tables,
    words_cell,
)
from pmo_analytics.values import Sentence

_MOST_ROWS, _MOST_WAITING = 6, 3
_COLUMNS = (
    *("item_key", "item_title", "item_count", "blocked_days", "is_start_known"),
    *("waiting_project_ids", "week_of_chain_cost"),
)


def gather(head: Head) -> Gathered | None:
    """Gather the causes that block work now; None where none is known."""
    brief = head.brief
    rows = brief.rows("blocker_chains")[:_MOST_ROWS]
    if not rows:
        return None
    table = brief.table("blocker_chains", rows, key=("project_id", "cause"), columns=_COLUMNS)
    return Gathered(head, brief.facts("blocker_chains"), tables={"chains": table})


def compose(found: Gathered, label: str) -> Section | None:
    """Show the causes under the longest one in words."""
    rows, names = found.tables["chains"], found.head.brief.evidence.project_names
    hidden = found.facts.value("cause_count") - len(rows)
    table = DataTable(
        title=_title(rows[0], names),
        subtitle=say("chains-subtitle", found.facts),
        columns=(
            column("cause"),
            column("blocked"),
            column("blocked_for", is_number=True),
            column("waits"),
            column("week_cost", is_number=True),
        ),
        rows=tuple(_row(row, names) for row in rows),
        note=say("rows-hidden", found.facts) if hidden else Sentence(),
    )
    return section_of_tables("blockers", label, (table,))


def _title(row: Facts, names: Mapping[str, str]) -> Sentence:
    return say(
        "chains-title",
        row,
        cause=named(row.value("cause")),
        project=named(names[row.value("project_id")]),
        least="no" if row.value("is_start_known") else "yes",
    )


def _row(row: Facts, names: Mapping[str, str]) -> tuple[Cell, ...]:
    known = "no" if row.value("is_start_known") else "yes"
    project = named(names[row.value("project_id")])
    return (
        named_cell(row.value("cause")),
        said_cell(
            say(
                "chain-item",
                row,
                item=named(row.value("item_title")),
                project=project,
                more="yes" if row.value("item_count") > 1 else "no",
            )
        ),
        said_cell(say("chain-days", row, least=known)),
        _waiting_cell(row, names),
        fact_cell(row, "week_of_chain_cost"),
    )


def _waiting_cell(row: Facts, names: Mapping[str, str]) -> Cell:
    waiting = [one for one in (row.value("waiting_project_ids") or "").split(";") if one]
    if not waiting:
        return words_cell(BLANK)
    shown: list = [named(names[one]) for one in waiting[:_MOST_WAITING]]
    if len(waiting) > len(shown):
        shown.append(say("others", row, count=len(waiting) - len(shown)))
    return said_cell(listed(shown))
