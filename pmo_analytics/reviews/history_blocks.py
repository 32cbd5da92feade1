"""How the history of the items is known: a table of its roads, and what is odd in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import Question, Scope
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.history import (
    ROADS,
    history_title,
    oddity_sentences,
    precision_words,
)
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.reviews.table_cells import figure_cell, words_cell
from pmo_analytics.values import Block, Cell, Column, DataTable, Paragraphs


def history_blocks(
    evidence: Evidence, states: Sequence[ProjectState], figures: Figures
) -> Iterator[Block]:
    """Yield the table of roads and, where there is something, the paragraphs of what is odd."""
    scope = Scope(name="report", project_ids=tuple(state.project_id for state in states))
    question = Question(scopes=(scope,), as_of=(evidence.as_of,))
    roads = [
        road
        for road in query_rows(evidence.connection, "known_moments", question)
        if road["evidence"] in ROADS
    ]
    if not roads:
        return
    odd = query_rows(evidence.connection, "odd_items", question)
    words = oddity_sentences(odd[0], figures) if odd else ()
    yield _roads_table(roads, figures)
    if words:
        yield Paragraphs(
            span=5,
            heading=sentence("What the exports contradict"),
            paragraphs=tuple((text,) for text in words),
        )


def _roads_table(roads: Sequence[dict], figures: Figures) -> DataTable:
    ordered = sorted(roads, key=lambda road: (-road["change_count"], road["evidence"]))
    rows = tuple(
        (
            words_cell(ROADS[road["evidence"]]),
            figure_cell(
                figures, f"history.{road['evidence']}.changes", road["change_count"], "count"
            ),
            Cell(text=precision_words(road, figures)),
        )
        for road in ordered
    )
    return DataTable(
        span=7,
        title=history_title(ordered, figures),
        columns=(
            Column(name="road", label="What tells of a change"),
            Column(name="changes", label="Changes", is_number=True),
            Column(name="precision", label="Known, half of them or more"),
        ),
        rows=rows,
    )
