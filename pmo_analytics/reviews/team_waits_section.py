"""What waits for a team, and what it waits for."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.catalogue.measurable import remedy_of
from pmo_analytics.catalogue.team_handovers import AWAITED, AWAITING
from pmo_analytics.content import DataTable, Missing, Section
from pmo_analytics.narrative.saying import named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.handovers import (
    HANDOVER_COLUMNS,
    HANDOVER_HEADS,
    HANDOVER_KEY,
    by_needed,
    cover_cell,
    handover_cells,
)
from pmo_analytics.reviews.table_cells import column, section_of_tables

_SIDES = (AWAITED, AWAITING)


def gather(head: Head) -> Gathered:
    """Gather the open handovers between a team and others."""
    brief = head.brief
    rows = brief.rows("team_handovers")
    tables = {
        side: brief.table(
            "team_handovers",
            [row for row in rows if row["side_name"] == side],
            key=HANDOVER_KEY,
            columns=HANDOVER_COLUMNS,
        )
        for side in _SIDES
    }
    return Gathered(head, brief.facts("team_handovers"), tables=tables)


def compose(found: Gathered, label: str) -> Section:
    """Show what others wait for, then what it waits for; say what to add where nobody tells."""
    made = section_of_tables("waits", label, tuple(_tables(found)))
    if made:
        return made
    reason = found.head.brief.answer("team_handovers").reason
    if not reason:
        return Section(name="waits", label=label, title=say("team-waits-none", found.facts))
    text = say("team-waits-unknown", found.facts, remedy=named(remedy_of(reason)))
    title = say("team-waits-untold", found.facts)
    return Section(name="waits", label=label, title=title, blocks=(Missing(text=text),))


def _tables(found: Gathered) -> Iterator[DataTable]:
    names = found.head.brief.evidence.project_names
    for side in _SIDES:
        if rows := by_needed(found.tables[side]):
            yield DataTable(
                title=say(f"team-{side}", found.facts),
                columns=(*HANDOVER_HEADS, column("cover")),
                rows=tuple((*handover_cells(each, names), cover_cell(each)) for each in rows),
            )
