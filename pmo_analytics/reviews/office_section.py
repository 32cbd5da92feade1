"""What the office does about what a page of health finds: it advises, asks for, or stops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmo_analytics.content import Block, Cell, DataTable, Section
from pmo_analytics.narrative.saying import named, say
from pmo_analytics.narrative.support import help_text, office_title, task_text
from pmo_analytics.reviews import needs_section
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.controls_section import loads_table
from pmo_analytics.reviews.standards_check import sees_to
from pmo_analytics.reviews.table_cells import BLANK, column, project_cell, said_cell, words_cell
from pmo_analytics.reviews.team_load_section import stop_cells, to_stop, untold_load
from pmo_analytics.standards import Mode


def gather(head: Head) -> Gathered:
    """Gather what projects need, which gates are past their day, and which teams are too full."""
    brief = head.brief
    found = needs_section.gather(head)
    gates = [row for row in brief.rows("gates") if row["state_name"] == "overdue"]
    tables = {
        "gates": brief.table("gates", gates, key=("project_id", "gate"), columns=("overdue_days",)),
        "teams": to_stop(brief),
    }
    return replace(found, tables={**found.tables, **tables})


def compose(found: Gathered, label: str) -> Section | None:
    """Show what was found beside what the office does, in its voice; None where it is nothing."""
    mode = found.head.brief.evidence.settings.portfolio.pmo_mode
    is_project = found.head.brief.scope.kind == "project"
    rows = (*_needs(found, mode), *_gates(found, mode), *_teams(found, mode))
    if not rows:
        return None
    heads = tuple(map(column, ("project", "help_with", "act")))
    table = DataTable(
        subtitle=say("office-subtitle" if is_project else "needs-subtitle", found.facts, mode=mode),
        columns=heads[is_project:],
        rows=tuple(row[is_project:] for row in rows),
    )
    title = office_title(found.facts, mode, is_project=is_project)
    blocks = (table, *_below(found, mode, is_project=is_project))
    return Section(name="office", label=label, title=title, blocks=blocks)


def _needs(found: Gathered, mode: Mode) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each project; on the page of one, a row for each kind of help."""
    if found.head.brief.scope.kind != "project":
        return needs_section.project_rows(found)
    acting = needs_section.acting_on(found)
    rows = []
    for need in found.tables["needs"]:
        actors = acting[need.value("project_id"), need.value("kind_name")]
        act = task_text(found.facts, need, needs_section.who_text(actors), mode)
        rows.append((words_cell(BLANK), said_cell(help_text([need])), said_cell(act)))
    return tuple(rows)


def _gates(found: Gathered, mode: Mode) -> Iterator[tuple[Cell, ...]]:
    brief = found.head.brief
    names, asked = brief.evidence.project_names, sees_to(brief, "gate_approved")
    for row in found.tables["gates"]:
        gate = say("office-gate", row, gate=named(row.value("gate")))
        who = named(asked[row.value("project_id")].shown)
        act = say("gate-overdue", row, mode=mode, who=who)
        yield project_cell(row, names), said_cell(gate), said_cell(act)


def _teams(found: Gathered, mode: Mode) -> Iterator[tuple[Cell, ...]]:
    for row in found.tables["teams"]:
        yield words_cell(BLANK), *stop_cells(row, mode)


def _below(found: Gathered, mode: Mode, *, is_project: bool) -> Iterator[Block]:
    """Show the load of those who act, where they can be relieved; say where a load is not told."""
    if mode == "directive" and found.tables["loads"]:
        yield loads_table(found)
    if is_project:
        yield from untold_load(found)
