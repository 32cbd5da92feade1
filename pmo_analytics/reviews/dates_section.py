"""Every date and count that can be promised, and what the date in force would take."""

from __future__ import annotations

from pmo_analytics.content import Block, DataTable, Paragraphs, Section
from pmo_analytics.narrative.outlook import finish_range, gap
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.table_cells import column, fact_cell
from pmo_analytics.values import Sentence

_DATES = ("probability_share", "finish_date", "open_today_finish_date")
_COUNTS = ("ahead_weeks", "likely_count", "sure_count")


def gather(head: Head) -> Gathered | None:
    """Gather dates and counts by how sure they are; None without a forecast."""
    brief = head.brief
    tables = {
        measure: brief.table(measure, brief.rows(measure), key=columns[:1], columns=columns)
        for measure, columns in (("forecast_dates", _DATES), ("forecast_counts", _COUNTS))
    }
    if not any(tables.values()):
        return None
    facts = brief.facts("pace_needed").joined(head.project.facts.facts)
    return Gathered(head, facts, tables=tables)


def compose(found: Gathered, label: str) -> Section:
    """Show both tables, and beside them what keeps the date in force."""
    tables = (_dates(found), _counts(found))
    blocks: list[Block] = [table for table in tables if table.rows]
    needed = _needed(found.head.project, found.facts)
    if needed:
        heading = say("needed-heading", found.facts)
        blocks.append(Paragraphs(span=4, heading=heading, paragraphs=tuple((n,) for n in needed)))
    return Section(name="dates", label=label, title=_title(found), blocks=tuple(blocks))


def _title(found: Gathered) -> Sentence:
    """Say what the date would take, else where the futures end."""
    if all(found.facts.value(name) is not None for name in ("more_pace_share", "moved_count")):
        return say("dates-title", found.facts)
    return finish_range(found.head.project) or gap(found.head.project)


def _dates(found: Gathered) -> DataTable:
    return DataTable(
        span=4,
        title=say("dates-table", found.facts),
        columns=(
            column("how-sure", is_number=True),
            column("with-growth"),
            column("open-today"),
        ),
        rows=tuple(_row(row, _DATES) for row in found.tables["forecast_dates"]),
    )


def _counts(found: Gathered) -> DataTable:
    return DataTable(
        span=4,
        title=say("counts-table", found.facts),
        subtitle=say("counts-subtitle", found.facts),
        columns=(
            column("in-the-coming", is_number=True),
            column("at-least-likely", is_number=True),
            column("at-least-sure", is_number=True),
        ),
        rows=tuple(_row(row, _COUNTS) for row in found.tables["forecast_counts"]),
    )


def _row(row: Facts, columns: tuple[str, ...]) -> tuple:
    return tuple(fact_cell(row, column) for column in columns)


def _needed(project: Project, facts: Facts) -> list[Sentence]:
    """Say what would have to be true for the date: pace, scope, or another date."""
    chance = project.value("chance_share")
    if chance is None or not project.value("required_per_week"):
        return []
    said = [say("needed-chance", facts)]
    if facts.value("more_pace_share") is not None:
        said.append(say("needed-pace", facts))
    if project.value("moved_count") is not None:
        said.append(say("needed-scope", facts))
    if project.value("sure_date") is not None and project.value("sure_late_days"):
        said.append(say("needed-date", facts))
    return said if len(said) > 1 else [*said, say("needed-none", facts)]
