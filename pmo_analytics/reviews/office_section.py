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
from pmo_analytics.reviews.standards_check import people_of
from pmo_analytics.reviews.table_cells import BLANK, column, project_cell, said_cell, words_cell
from pmo_analytics.reviews.team_load_section import untold_load
from pmo_analytics.standards import Mode

MEASURES = (*needs_section.MEASURES, "gates", "team_work")
_TEAM_COLUMNS = ("wip_count", "wip_per_person", "older_count", "limit_count")


def gather(head: Head) -> Gathered:
    """Gather what projects need, which gates are past their day, and which teams are too full."""
    brief = head.brief
    found = needs_section.gather(head)
    gates = [row for row in brief.rows("gates") if row["state_name"] == "overdue"]
    teams = [row for row in brief.rows("team_work") if row["is_to_stop"]]
    tables = {
        "gates": brief.table("gates", gates, key=("project_id", "gate"), columns=("overdue_days",)),
        "teams": brief.table("team_work", teams, key=("team",), columns=_TEAM_COLUMNS),
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
    (people,) = people_of(found.head.brief).values()
    who = needs_section.manager(found.facts, people)
    return tuple(
        (
            words_cell(BLANK),
            said_cell(help_text([need])),
            said_cell(task_text(found.facts, need, who, mode)),
        )
        for need in found.tables["needs"]
    )


def _gates(found: Gathered, mode: Mode) -> Iterator[tuple[Cell, ...]]:
    names = found.head.brief.evidence.project_names
    for row in found.tables["gates"]:
        gate = say("office-gate", row, gate=named(row.value("gate")))
        act = say("gate-overdue", row, mode=mode)
        yield project_cell(row, names), said_cell(gate), said_cell(act)


def _teams(found: Gathered, mode: Mode) -> Iterator[tuple[Cell, ...]]:
    for row in found.tables["teams"]:
        full = say("office-team", row, team=named(row.value("team")))
        yield words_cell(BLANK), said_cell(full), said_cell(say("office-team-act", row, mode=mode))


def _below(found: Gathered, mode: Mode, *, is_project: bool) -> Iterator[Block]:
    """Show the load of those who act, where they can be relieved; say where a load is not told."""
    if mode == "directive" and found.tables["loads"]:
        yield loads_table(found)
    if is_project:
        yield from untold_load(found)
