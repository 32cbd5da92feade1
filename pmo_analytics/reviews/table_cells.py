"""Cells of tables: a fact, a name from a file, words of ours, or nothing told."""

from __future__ import annotations

from typing import Any

from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.sentences import name, sentence
from pmo_analytics.values import Cell, Sentence, Unit


def figure_cell(
    figures: Figures, fact_id: str, value: Any, unit: Unit, *, recipe: str = "", text: str = ""
) -> Cell:
    """Return a cell that prints a fact."""
    segment = figures.book.figure(fact_id, value, unit, recipe=recipe, text=text or None)
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
