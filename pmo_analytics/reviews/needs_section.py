"""Which projects need help, with what, and who is to be asked."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.narrative.support import act_text, help_text, needs_title
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.controls_section import overdue_loads
from pmo_analytics.reviews.standards_check import ACTING, people_of
from pmo_analytics.reviews.table_cells import column, project_cell, said_cell
from pmo_analytics.values import Sentence

MEASURES = ("support_needs", "owner_load", "standards")
_COLUMNS = (
    *("thing_count", "grave_count", "longest_days", "is_start_known", "colour_name"),
    *("driver_name", "broken_count", "all_broken_count", "all_grave_count"),
    *("decider_name", "decide_by_date"),
)


def gather(head: Head) -> Gathered:
    """Gather what each project needs, and what waits already for those who are asked."""
    brief = head.brief
    needs = brief.table(
        "support_needs",
        brief.rows("support_needs"),
        key=("project_id", "kind_name"),
        columns=_COLUMNS,
    )
    tables = {"needs": needs, "loads": overdue_loads(brief)}
    return Gathered(head, brief.facts(*MEASURES), tables=tables)


def compose(found: Gathered, label: str) -> Section:
    """Show the projects, most need first."""
    mode = found.head.brief.evidence.settings.portfolio.pmo_mode
    rows = project_rows(found)
    table = DataTable(
        subtitle=say("needs-subtitle", found.facts, mode=mode),
        columns=tuple(map(column, ("project", "help_with", "act"))),
        rows=rows,
    )
    title = needs_title(found.facts)
    return Section(name="needs", label=label, title=title, blocks=(table,) if rows else ())


def project_rows(found: Gathered) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each project: with what it needs help, and what the office does next."""
    by_project: dict[str, list[Facts]] = {}
    for need in found.tables["needs"]:
        by_project.setdefault(need.value("project_id"), []).append(need)
    people = people_of(found.head.brief)
    return tuple(_row(found, needs, people[one]) for one, needs in by_project.items())


def _row(found: Gathered, needs: list[Facts], people: Mapping[str, str | None]) -> tuple[Cell, ...]:
    evidence = found.head.brief.evidence
    mode = evidence.settings.portfolio.pmo_mode
    loads = (load for load in found.tables["loads"] if load.value("owner") == people[ACTING])
    who = manager(found.facts, people)
    act = act_text(found.facts, needs[0], who, next(loads, None), mode)
    return (
        project_cell(needs[0], evidence.project_names),
        said_cell(help_text(needs)),
        said_cell(act),
    )


def manager(facts: Facts, people: Mapping[str, str | None]) -> Sentence:
    """Name who manages a project, or the role where nobody is known."""
    name = people["project manager"]
    return Sentence.of(named(name)) if name else say("role", facts, role="project manager")
