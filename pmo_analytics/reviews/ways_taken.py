"""The ways most taken, drawn: each along the columns of its board, with what it left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pmo_analytics.content import Chart, DataTable, chart_columns
from pmo_analytics.narrative.saying import Facts, listed, named, say
from pmo_analytics.reviews.brief import Brief, Gathered, Row
from pmo_analytics.reviews.table_cells import column, fact_cell, named_cell
from pmo_analytics.values import Sentence

MOST_WAYS = 3
_CHART_SPAN, _LIST_SPAN = 8, 4
_SHOWN = ("item_count", "item_share")
_DRAWN = ("way_number", "stage", "stage_number", "step_number", "is_skipped", "head")


def ways_most_taken(brief: Brief, **options: Any) -> tuple[list[Row], tuple[Facts, ...]]:
    """Return the ways most taken, and of each its items as facts."""
    found = brief.rows("ways_taken", **options)
    rows = sorted(found, key=lambda row: row["place"])[:MOST_WAYS]
    return rows, brief.table("ways_taken", rows, key=("way",), columns=_SHOWN, **options)


def ways_blocks(found: Gathered, *, title: Sentence) -> tuple[Chart, DataTable]:
    """Draw the ways that were gathered as `ways`, and list them beside it.

    Args:
        title: the sentence that the drawing proves.
    """
    facts, pairs = found.facts, _pairs(found)
    told = (say("way-told", one, way=named(row["way"])) for row, one in pairs)
    chart = Chart(
        name="ways",
        span=_CHART_SPAN,
        title=title,
        subtitle=say("ways-drawn-subtitle", facts),
        columns=chart_columns([step for row, one in pairs for step in _steps(row, one)], *_DRAWN),
        options=_words(found),
        alternative=str(say("ways-drawn", facts, ways=listed(told, between="; ", last="; "))),
    )
    return chart, _table(pairs)


def _pairs(found: Gathered) -> list[tuple[Row, Facts]]:
    return list(zip(found.series["ways"], found.tables["ways"], strict=True))


def _words(found: Gathered) -> dict[str, Any]:
    """Return the words of the drawing; of ways back for as many times as one can have been gone."""
    facts = found.facts
    times = range(1, max(len(row["stages"]) for row in found.series["ways"]))
    return {
        "skipped_words": str(say("ways-skipped", facts)),
        "back_words": tuple(str(say("ways-back", facts, count=count)) for count in times),
        "back_to_words": tuple(str(say("ways-back-to", facts, count=count)) for count in times),
    }


def _table(pairs: Sequence[tuple[Row, Facts]]) -> DataTable:
    return DataTable(
        span=_LIST_SPAN,
        columns=(
            column("way"),
            column("items", is_number=True),
            column("item_share", is_number=True, has_bar=True),
        ),
        rows=tuple(
            (
                named_cell(row["way"]),
                fact_cell(facts, "item_count"),
                fact_cell(facts, "item_share", has_bar=True),
            )
            for row, facts in pairs
        ),
    )


def _steps(row: Row, facts: Facts) -> Iterator[Mapping[str, Any]]:
    """Yield each visit of a way, and each column of its board that it did not come into."""
    kept = {True: "yes", False: "no"}.get(row["is_conforming"], "unknown")
    visits, skipped = list(row["stages"]), list(row["skipped_stages"] or ())
    stages = _columns(visits, list(row["declared_stages"] or ()))
    same = {
        "way_number": row["place"],
        "head": str(say("way-head", facts, kept=kept)),
    }
    for stage in stages:
        if stage not in visits:
            yield _step(same, stages, stage) | {"is_skipped": stage in skipped}
    for number, stage in enumerate(visits):
        yield _step(same, stages, stage) | {"step_number": number}


def _step(same: Mapping[str, Any], stages: list[str], stage: str) -> dict[str, Any]:
    blank = {"step_number": None, "is_skipped": False}
    return {**same, **blank, "stage": stage, "stage_number": stages.index(stage)}


def _columns(visits: Sequence[str], declared: Sequence[str]) -> list[str]:
    """Return the columns of a board in order; one that nobody declared follows the one before."""
    if not declared:
        return list(dict.fromkeys(visits))
    found = list(declared)
    for before, stage in pairwise(visits):
        if stage not in found:
            found.insert(found.index(before) + 1 if before in found else 0, stage)
    return found
