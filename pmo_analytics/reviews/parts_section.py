"""Smaller things than the project: its epics and releases, and the sprint that runs."""

from __future__ import annotations

from pmo_analytics.content import Block, DataTable, Paragraphs, Section
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.table_cells import column, fact_cell, named_cell
from pmo_analytics.values import Sentence

_KEY = ("kind_name", "part")
_DUE = ("part_due_date", "chance_share")
_COLUMNS = ("part_name", "open_count", "likely_date", "sure_date", *_DUE)


def gather(head: Head) -> Gathered | None:
    """Gather what is forecast of epics, releases and the sprint; None where there are none."""
    brief = head.brief
    facts = brief.facts("part_forecasts", "sprint_forecast")
    is_told = facts.value("dated_part_count") or facts.value("late_part_count")
    rows = brief.rows("part_forecasts") if is_told else []
    if head.project.is_stale or not (rows or facts.value("left_count") is not None):
        return None
    tables = {"parts": brief.table("part_forecasts", rows, key=_KEY, columns=_COLUMNS)}
    return Gathered(head, facts, tables=tables)


def compose(found: Gathered, label: str) -> Section:
    """Show the parts, and beside them the sprint."""
    blocks: list[Block] = []
    if found.tables["parts"]:
        blocks.append(_parts(found))
    sprint = _sprint(found.facts)
    if sprint:
        heading = say("sprint-heading", found.facts)
        blocks.append(Paragraphs(span=4, heading=heading, paragraphs=tuple((s,) for s in sprint)))
    title = _title(found) if found.tables["parts"] else sprint[-1]
    return Section(name="parts", label=label, title=title, blocks=tuple(blocks))


def _title(found: Gathered) -> Sentence:
    """Say which parts will miss their day, else which of those with a date ends last."""
    if found.facts.value("late_part_count"):
        return say("parts-late", found.facts)
    dated = [row for row in found.tables["parts"] if row.value("likely_date") is not None]
    last = max(dated, key=lambda row: row.value("likely_date"))
    is_all = "yes" if len(dated) == len(found.tables["parts"]) else "no"
    return say("parts-last", last, name=named(last.value("part_name")), is_all=is_all)


def _parts(found: Gathered) -> DataTable:
    rows = found.tables["parts"]
    due = _DUE if any(row.value("part_due_date") is not None for row in rows) else ()
    heads = {"part_due_date": column("part-due"), "chance_share": column("chance", is_number=True)}
    return DataTable(
        span=8,
        subtitle=say("parts-subtitle", found.facts),
        columns=(
            column("part"),
            column("part-open", is_number=True),
            column("part-likely"),
            column("part-sure"),
            *(heads[name] for name in due),
        ),
        rows=tuple(_row(row, due) for row in rows),
    )


def _row(row: Facts, due: tuple[str, ...]) -> tuple:
    shown = ("open_count", "likely_date", "sure_date", *due)
    return (named_cell(row.value("part_name")), *(fact_cell(row, name) for name in shown))


def _sprint(facts: Facts) -> list[Sentence]:
    """Say how likely all that the sprint holds is finished in it."""
    if facts.value("left_count") is None:
        return []
    if not facts.value("left_count"):
        return [say("sprint-done", facts)]
    said = [say("sprint-holds", facts)]
    if facts.value("sprint_chance_share") is not None:
        said.append(say("sprint-chance", facts))
        if facts.value("committed_left_count") not in (None, facts.value("left_count")):
            said.append(say("sprint-committed", facts))
    return said
