"""Which projects need help, with what, and who is to be asked."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.narrative.support import act_text, help_text, needs_title
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.controls_section import overdue_loads
from pmo_analytics.reviews.standards_check import people_of
from pmo_analytics.reviews.table_cells import column, project_cell, said_cell
from pmo_analytics.values import Sentence

MEASURES = ("support_needs", "owner_load", "standards")
_COLUMNS = (
    *("thing_count", "grave_count", "longest_days", "is_start_known", "colour_name"),
    *("driver_name", "all_broken_count", "all_grave_count"),
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
    by_project: dict[str, list[Facts]] = {}
    for need in found.tables["needs"]:
        by_project.setdefault(need.value("project_id"), []).append(need)
    title = needs_title(found.facts)
    if not by_project:
        return Section(name="needs", label=label, title=title)
    people = people_of(found.head.brief)
    table = DataTable(
        subtitle=say("needs-subtitle", found.facts, mode=mode),
        columns=tuple(map(column, ("project", "help_with", "act"))),
        rows=tuple(_row(found, needs, people) for needs in by_project.values()),
    )
    return Section(name="needs", label=label, title=title, blocks=(table,))


def _row(
    found: Gathered, needs: list[Facts], people: Mapping[str, Mapping[str, str]]
) -> tuple[Cell, ...]:
    evidence = found.head.brief.evidence
    name = people[needs[0].value("project_id")].get("project manager") or ""
    mode = evidence.settings.portfolio.pmo_mode
    who = Sentence.of(named(name)) if name else say("role", found.facts, role="project manager")
    loads = (load for load in found.tables["loads"] if load.value("owner") == name)
    act = act_text(found.facts, needs[0], who, next(loads, None), mode)
    return (
        project_cell(needs[0], evidence.project_names),
        said_cell(help_text(needs)),
        said_cell(act),
    )
