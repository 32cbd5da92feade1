"""Which ways items took through the board, and how many of them the way that is declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmo_analytics.catalogue.measurable import remedy_of
from pmo_analytics.content import Block, Cell, DataTable, Missing, Section
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.narrative.saying import Facts, item_segment, named, say
from pmo_analytics.reviews.brief import Brief, Gathered, Head, values_of
from pmo_analytics.reviews.table_cells import column, fact_cell, named_cell, said_cell
from pmo_analytics.reviews.ways_taken import ways_blocks, ways_most_taken
from pmo_analytics.values import Sentence

_MEASURES = ("conformance", "ways_taken")
_MOST_DEPARTURES = 8
_SHOWN = ("item_count", "item_share")
_OF_DEPARTURE = ("told_item_count", *_SHOWN)


def gather(head: Head) -> Gathered:
    """Gather departures from the declared way, the ways most taken, and both by project."""
    brief = head.brief
    departures = sorted(
        brief.rows("conformance"), key=lambda row: (-row["item_count"], row["kind"], row["stage"])
    )[:_MOST_DEPARTURES]
    ways, taken = ways_most_taken(brief)
    tables = {
        "projects": _projects(brief),
        "departures": brief.table(
            "conformance", departures, key=("kind", "stage"), columns=_OF_DEPARTURE
        ),
        "ways": taken,
    }
    series = {"departures": departures, "ways": ways}
    return Gathered(head, brief.facts(*_MEASURES), tables=tables, series=series)


def _projects(brief: Brief) -> tuple[Facts, ...]:
    """Return conformance by project, of those of which it is known."""
    scopes = tuple(map(project_scope, brief.scope.project_ids))
    found = brief.evidence.measure("conformance", scopes, (brief.day,))
    answers = (found[scope.name, brief.day.day] for scope in scopes)
    return tuple(Facts(brief.style, values_of(one)) for one in answers if not one.reason)


def compose(found: Gathered, label: str) -> Section:
    """Show how many took the declared way, how the others departed from it, and which ways."""
    reason = found.head.brief.answer("conformance").reason
    blocks = tuple(_blocks(found))
    if not blocks:
        title = Sentence.of(named(f"{reason[:1].upper()}{reason[1:]}"))
        return Section(name="conformance", label=label, title=title)
    if reason:
        blocks += (_remedy(found, reason),)
    title = say("conformance-title" if found.tables["projects"] else "ways-title", found.facts)
    return Section(name="conformance", label=label, title=title, blocks=blocks)


def _remedy(found: Gathered, reason: str) -> Missing:
    """Say what to add where ways are told, and none of them is declared or told in full."""
    message = "way-by-export" if found.facts.value("by_export_count") else "way-undeclared"
    return Missing(text=say(message, found.facts, remedy=named(remedy_of(reason))))


def _blocks(found: Gathered) -> Iterator[Block]:
    is_declared = bool(found.tables["projects"])
    if is_declared:
        yield _projects_table(found)
    if found.tables["ways"]:
        title = say("ways-title", found.facts) if is_declared else Sentence()
        yield from ways_blocks(found, title=title)
    if found.tables["departures"]:
        yield _departures_table(found)


def _projects_table(found: Gathered) -> DataTable:
    names = found.head.brief.evidence.project_names
    return DataTable(
        subtitle=say("conformance-subtitle", found.facts),
        columns=(
            column("project"),
            column("conforming", is_number=True, has_bar=True),
            *(column(name, is_number=True) for name in ("asked", "skipping", "back")),
        ),
        rows=tuple(_project_row(facts, names) for facts in found.tables["projects"]),
    )


def _project_row(facts: Facts, names: Mapping[str, str]) -> tuple[Cell, ...]:
    project = facts["conforming_share"].source.scope
    is_back_known = bool(facts.value("back_known_count"))
    return (
        named_cell(names.get(project, project)),
        fact_cell(facts, "conforming_share", has_bar=True),
        fact_cell(facts, "asked_item_count"),
        fact_cell(facts, "skipping_count"),
        fact_cell(facts, "back_item_count")
        if is_back_known
        else said_cell(say("back-unknown", facts)),
    )


def _departures_table(found: Gathered) -> DataTable:
    rows = zip(found.tables["departures"], found.series["departures"], strict=True)
    return DataTable(
        title=say("departures-title", found.facts),
        columns=(
            column("departure"),
            column("items", is_number=True),
            column("item_share", is_number=True, has_bar=True),
            column("example"),
        ),
        rows=tuple(
            (
                said_cell(say("departure", facts, kind=row["kind"], stage=named(row["stage"]))),
                said_cell(say("departed-of", facts)),
                fact_cell(facts, "item_share", has_bar=True),
                Cell(text=Sentence.of(item_segment(row))),
            )
            for facts, row in rows
        ),
    )
