"""What the office does about what is found in the work of a team: it advises, asks, or stops."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.narrative.saying import Facts, capitalised, say
from pmo_analytics.narrative.standards import many_act_text
from pmo_analytics.reviews import training_section
from pmo_analytics.reviews.brief import Brief, Gathered, Head, values_of
from pmo_analytics.reviews.standards_check import sees_to, standards_of
from pmo_analytics.reviews.table_cells import BLANK, column, said_cell, words_cell
from pmo_analytics.reviews.team_load_section import stop_cells, to_stop
from pmo_analytics.standards import Mode, Standard
from pmo_analytics.values import Fact

_WAY = "way_kept"  # the standard of those who leave the declared way more often than before


def gather(head: Head) -> Gathered:
    """Gather what is found of the items of a team, and whether it has too much at once."""
    brief = head.brief
    tables = {"needs": training_section.needs_of(brief), "full": to_stop(brief)}
    facts = brief.facts("training_needs").joined(_act_by(brief))
    return Gathered(head, facts, tables=tables)


def _act_by(brief: Brief) -> Mapping[str, Fact]:
    """Return the day by which a directive office wants standards kept: of all projects the same."""
    for row in brief.rows("work_by_project")[:1]:
        found = brief.evidence.answer("standards", project_scope(row["project_id"]), brief.day)
        return {"act_by_date": values_of(found)["act_by_date"]}
    return {}


def compose(found: Gathered, label: str) -> Section | None:
    """Show what was found beside what the office does, in its voice; None where it is nothing."""
    mode = found.head.brief.evidence.settings.portfolio.pmo_mode
    needs = (_need(found, row) for row in found.tables["needs"])
    full = (_full(row, mode) for row in found.tables["full"])
    rows = (*needs, *full)
    if not rows:
        return None
    table = DataTable(columns=tuple(map(column, ("found", "teaching", "act"))), rows=rows)
    title = say("office-title-team", found.facts, mode=mode)
    return Section(name="office", label=label, title=title, blocks=(table,))


def _need(found: Gathered, need: Facts) -> tuple[Cell, ...]:
    brief = found.head.brief
    standards = standards_of(brief)
    standard = standards.get(need.value("standard_id") or _WAY)
    finding = capitalised(training_section.finding_text(need, standards))
    act = _act(found, standard) if standard else words_cell(BLANK)
    mode = brief.evidence.settings.portfolio.pmo_mode
    return said_cell(finding), training_section.training_cell(found.facts, need, mode), act


def _full(row: Facts, mode: Mode) -> tuple[Cell, ...]:
    full, act = stop_cells(row, mode)
    return full, words_cell(BLANK), act


def _act(found: Gathered, standard: Standard) -> Cell:
    brief = found.head.brief
    asked = sees_to(brief, standard.check_id)
    actors = [asked[row["project_id"]] for row in brief.rows("work_by_project")]
    people = [actor.shown if actor.name else "" for actor in actors]
    mode = brief.evidence.settings.portfolio.pmo_mode
    return said_cell(many_act_text(found.facts, standard, people, mode))
