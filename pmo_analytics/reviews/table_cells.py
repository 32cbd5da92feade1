"""Tables and their cells: a fact, a name from a file, words of ours, or nothing known."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_analytics.content import Block, Cell, Column, DataTable, Decision, Section
from pmo_analytics.narrative.saying import Facts, named, printed, say, text_of
from pmo_analytics.values import Sentence, words

BLANK = "–"  # a blank is not a zero


def column(name: str, *, is_number: bool = False, has_bar: bool = False) -> Column:
    """Return a column under the head that the words files give it."""
    return Column(name=name, label=text_of(f"column-{name}"), is_number=is_number, has_bar=has_bar)


def fact_cell(facts: Facts, name: str, *, has_bar: bool = False, is_strong: bool = False) -> Cell:
    """Return a cell that prints a fact, blank where it is not known."""
    if facts.value(name) is None:
        return words_cell(BLANK)
    return Cell(
        text=Sentence.of(printed(facts[name], facts.style)),
        bar=float(facts.value(name)) if has_bar else None,
        is_strong=is_strong,
    )


def short_day_cell(facts: Facts, name: str) -> Cell:
    """Return a cell that prints a day in its short form, blank where it is not known."""
    if facts.value(name) is None:
        return words_cell(BLANK)
    return Cell(text=say("short-day", facts, day=facts[name]))


def named_cell(text: str, *, is_strong: bool = False) -> Cell:
    """Return a cell with a name that comes from a file."""
    return Cell(text=Sentence.of(named(text)), is_strong=is_strong)


def project_cell(row: Facts, names: Mapping[str, str]) -> Cell:
    """Return a cell with the name of the project of a row, blank where it is of none."""
    project = row.value("project_id")
    return named_cell(names.get(project, project)) if project else words_cell(BLANK)


DECISION_HEADS = ("decision", "project", "owner", "decide_by")


def decision_cells(asked: Decision) -> tuple[Cell, ...]:
    """Return a decision in a line, under `DECISION_HEADS`: question, project, who, by when."""
    return (
        said_cell(asked.question),
        named_cell(asked.project_name or BLANK),
        named_cell(asked.owner),
        said_cell(asked.due),
    )


def words_cell(text: str) -> Cell:
    """Return a cell with words of ours."""
    return Cell(text=words(text))


def said_cell(text: Sentence, *, is_strong: bool = False) -> Cell:
    """Return a cell with a sentence."""
    return Cell(text=text, is_strong=is_strong)


def section_of_tables(
    name: str, label: str, tables: tuple[DataTable, ...], *, below: tuple[Block, ...] = ()
) -> Section | None:
    """Return a section under the title of its first table, which proves it; None without tables.

    Args:
        below: what stands under the tables.
    """
    if not tables:
        return None
    first = tables[0].model_copy(update={"title": Sentence()})
    blocks = (first, *tables[1:], *below)
    return Section(name=name, label=label, title=tables[0].title, blocks=blocks)
