"""Tables and their cells: a fact, a name from a file, words of ours, or nothing told."""

from __future__ import annotations

from typing import Any

from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.sentences import name, sentence
from pmo_analytics.values import Cell, DataTable, Section, Sentence, Unit


def figure_cell(
    figures: Figures, fact_id: str, value: Any, unit: Unit, *, recipe: str = ""
) -> Cell:
    """Return a cell that prints a fact."""
    segment = figures.book.figure(fact_id, value, unit, recipe=recipe)
    return Cell(text=Sentence(segments=(segment,)))


def named_cell(text: str) -> Cell:
    """Return a cell with a name that comes from a file."""
    return Cell(text=Sentence(segments=(name(text),)))


def words_cell(text: str) -> Cell:
    """Return a cell with words of ours."""
    return Cell(text=sentence(text))


def blank_cell() -> Cell:
    """Return a cell of which nothing is told: a blank is not a zero."""
    return words_cell("–")


def section_of_tables(anchor: str, label: str, tables: tuple[DataTable, ...]) -> Section | None:
    """Return a section under the title of its first table, which proves it; None without tables."""
    if not tables:
        return None
    first = tables[0].model_copy(update={"title": Sentence()})
    return Section(name=anchor, label=label, title=tables[0].title, blocks=(first, *tables[1:]))
