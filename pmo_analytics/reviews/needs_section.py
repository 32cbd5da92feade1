"""Which projects need help, with what, and who is to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.narrative.saying import Facts, listed, named, say
from pmo_analytics.narrative.support import act_text, help_text, needs_title
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.controls_section import overdue_loads
from pmo_analytics.reviews.standards_check import Actor, actor_of, people_of, who_acts
from pmo_analytics.reviews.table_cells import column, project_cell, said_cell
from pmo_analytics.values import Sentence

_MEASURES = ("support_needs", "owner_load", "standards")
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
    return Gathered(head, brief.facts(*_MEASURES), tables=tables)


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
    acting = acting_on(found)
    return tuple(_row(found, needs, acting[one, ""]) for one, needs in by_project.items())


def acting_on(found: Gathered) -> Mapping[tuple[str, str], Sequence[Actor]]:
    """Return who acts, by project and kind of help, and by project and "".

    On what breaks a standard it is who sees to that standard, on all else who manages the project.
    """
    brief = found.head.brief
    people, acting = people_of(brief), who_acts(brief)
    projects = dict.fromkeys(need.value("project_id") for need in found.tables["needs"])
    kinds = ("", *(need.value("kind_name") for need in found.tables["needs"]))
    return {
        (project, kind): acting.get((project, kind))
        or (actor_of(brief, people[project], "project manager"),)
        for project in projects
        for kind in kinds
    }


def _row(found: Gathered, needs: list[Facts], actors: Sequence[Actor]) -> tuple[Cell, ...]:
    evidence = found.head.brief.evidence
    mode = evidence.settings.portfolio.pmo_mode
    names = {actor.name for actor in actors}
    loads = [load for load in found.tables["loads"] if load.value("owner") in names]
    act = act_text(found.facts, needs[0], who_text(actors), loads, mode)
    return (
        project_cell(needs[0], evidence.project_names),
        said_cell(help_text(needs)),
        said_cell(act),
    )


def who_text(actors: Sequence[Actor]) -> Sentence:
    """Name those who act."""
    return listed(named(actor.shown) for actor in actors)
