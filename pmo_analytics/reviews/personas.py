"""For whom a report is: which sections, in which order, and for an executive how many words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pydantic import BaseModel

from pmo_analytics.content import (
    Change,
    Column,
    DataTable,
    Decisions,
    KeyFact,
    Matrix,
    MatrixRow,
    Paragraphs,
    Section,
    TallyRow,
)
from pmo_analytics.errors import ParameterError, did_you_mean
from pmo_analytics.narrative.saying import listed, named, text_of
from pmo_analytics.reviews.table_cells import DECISION_HEADS, column, decision_cells
from pmo_analytics.values import RAG_ORDER, Segment, Sentence, within

Persona = Literal["executive", "pmo_lead", "delivery_manager", "analyst"]
PERSONAS: tuple[Persona, ...] = get_args(Persona)
# Who reads what, beside what everybody reads.
STEERING: tuple[Persona, ...] = ("executive", "pmo_lead", "analyst")
DECIDING: tuple[Persona, ...] = ("executive", "pmo_lead", "delivery_manager")
WORKING: tuple[Persona, ...] = ("pmo_lead", "delivery_manager", "analyst")
DELIVERING: tuple[Persona, ...] = ("delivery_manager",)
OFFICE: tuple[Persona, ...] = ("pmo_lead", "analyst")
MOST_WORDS = 250  # of an executive page above its evidence: it is read in a minute
# What an executive reads, money first; a section of another name comes after these.
_ORDER = (
    *("money", "cost", "decisions", "projects", "changed", "finish", "standards", "controls"),
    *("exposure", "charter", "comment"),
)
# Before the others have any: whose money, what is to be decided, and the worst.
_FIRST_ROWS = (("money", 3), ("decisions", 2), ("projects", 1))
_NEVER_BARE = ("comment",)  # its title says only whose words follow
_MOST_QUOTED = 60  # words of the office, which stand before all rows
_TITLE_ALONE = ("cost", "finish", "reported", "changed")  # it says all that fits
_MOST_ROWS, _MOST_COLUMNS, _MOST_DIMENSIONS = 4, 4, 3


def check_persona(name: str) -> str:
    """Return the name of a persona, or "" for everybody.

    Raises:
        ParameterError: there is no persona of that name.
    """
    if name and name not in PERSONAS:
        raise ParameterError(f'There is no persona "{name}". {did_you_mean(name, PERSONAS)}')
    return name


def executive_sections(sections: Sequence[Section], *, spent: Any) -> tuple[Section, ...]:
    """Return what an executive reads of sections: as much as a page of so many words holds.

    Args:
        sections: as everybody else reads them.
        spent: what stands above them and is read first.
    """
    page = _Page(MOST_WORDS - word_count(spent))
    ordered = sorted(sections, key=_place)
    bare = [section for section in ordered if section.name not in _NEVER_BARE]
    for section in (one for one in ordered if one.name in _NEVER_BARE):
        page.add(section, most=_MOST_QUOTED)
    first = dict(_FIRST_ROWS)
    for section in (one for one in bare if one.name in first):
        page.add(section)
    for name, times in _FIRST_ROWS:
        for _ in range(times):
            page.grow(name)
    for section in (one for one in bare if one.name not in first):
        page.add(section)
    is_growing = True
    while is_growing:
        is_growing = any([page.grow(section.name) for section in bare])  # each in its turn
    return tuple(sorted(page.sections(), key=_place))


@dataclass
class _Page:
    """A page that is filled up: of each section the forms that are longer than what it shows."""

    room: int  # words
    forms: dict[str, list[Section]] = field(default_factory=dict)

    def add(self, section: Section, *, most: int = MOST_WORDS) -> None:
        """Take the shortest form of a section, if there is room and it has no more words."""
        forms = [*_shorter(section)][::-1]
        if forms and (words := word_count(forms[0])) <= min(self.room, most):
            self.room -= words
            self.forms[section.name] = forms

    def grow(self, name: str) -> bool:
        """Take the next longer form of a section; False where there is none or no room."""
        forms = self.forms.get(name, [])
        if len(forms) < 2 or (step := word_count(forms[1]) - word_count(forms[0])) > self.room:
            return False
        self.room -= step
        forms.pop(0)
        return True

    def sections(self) -> tuple[Section, ...]:
        """Return what the page shows."""
        return tuple(forms[0] for forms in self.forms.values())


def executive_deck(
    headline: Sentence, deck: Sequence[Sentence], tally: Any
) -> tuple[Sentence, ...]:
    """Return the sentences below a headline most of whose numbers stand neither there nor beside.

    Args:
        tally: what stands beside it, if anything.
    """
    said = _numbers((headline, tally))
    return tuple(
        text
        for text in deck
        if not (numbers := _numbers(text)) or 2 * len(numbers - said) > len(numbers)
    )


def _numbers(part: Any) -> set[str]:
    return {segment.fact_id for segment in within(part, Segment) if segment.fact_id}


def word_count(part: Any) -> int:
    """Return how many words of a part of a review are read on its page."""
    return sum(len(text.split()) for text in _texts(part))


def _texts(part: Any) -> Iterator[str]:
    match part:
        case Sentence():
            yield str(part)
            return
        case Segment():
            yield part.text
            return
        case Column() | KeyFact() | Section():
            yield part.label
        case MatrixRow():
            yield f"{part.name} {part.forecast.label}"
        case Matrix():
            yield " ".join(head for _, head in part.dimensions)
        case Change():
            yield part.project_name
        case TallyRow():
            yield f"{part.declared_count} {part.computed_count}"
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name))
    elif isinstance(part, tuple | list):
        for each in part:
            yield from _texts(each)


def _place(section: Section) -> tuple[int, str]:
    is_known = section.name in _ORDER
    return (_ORDER.index(section.name) if is_known else len(_ORDER), section.name)


def _shorter(section: Section) -> Iterator[Section]:
    """Yield a section shorter and shorter: with fewer rows, and lastly its title alone."""
    title = section.model_copy(update={"subtitle": Sentence(), "blocks": ()})
    blocks = () if section.name in _TITLE_ALONE else section.blocks
    for count in range(_MOST_ROWS, 0, -1):
        block = next(filter(None, (_short(each, count) for each in blocks)), None)
        if block is not None:
            yield title.model_copy(update={"blocks": (block,)})
    for names in filter(None, map(_red_names, blocks)):
        yield title.model_copy(update={"blocks": (names,)})
    if section.name not in _NEVER_BARE:
        yield title


def _short(block: Any, count: int) -> Any:
    """Return a block with so many rows, None where it says too much for a page of a minute."""
    match block:
        case Decisions():
            return _asked_table(block, count)
        case Matrix():
            return _worst_rows(block, count)
        case Paragraphs():
            return Paragraphs(paragraphs=block.paragraphs[:1])
        case DataTable():
            return _few_rows(block, count)
    return None


def _few_rows(table: DataTable, count: int) -> DataTable:
    """Return the first rows of a table: of one that adds up, in the columns of its last total.

    The total itself stands only where there is no row: it adds up more than the rows shown.
    """
    totals = table.total_count
    rows = table.rows[: min(count, len(table.rows) - totals)]
    places = range(min(_MOST_COLUMNS, len(table.columns)))
    is_total = bool(totals) and not rows
    if totals:
        total = table.rows[-1]
        places = [place for place, cell in enumerate(total) if str(cell.text).strip("– ")]
        rows = rows or (total,)
    return table.model_copy(
        update={
            "span": 12,
            "subtitle": _first_sentence(table.subtitle) if totals else Sentence(),
            "columns": tuple(table.columns[place] for place in places),
            "rows": tuple(tuple(row[place] for place in places) for row in rows),
            "total_count": int(is_total),
            "note": _first_sentence(table.note) if is_total else Sentence(),
        }
    )


def _first_sentence(text: Sentence) -> Sentence:
    """Return a text up to its first full stop, such as the unit of a table."""
    kept: list[Segment] = []
    for segment in text.segments:
        head, stop, _ = segment.text.partition(". ")
        kept.append(segment.model_copy(update={"text": head + stop.strip()}))
        if stop:
            break
    return Sentence(segments=tuple(kept))


def _asked_table(block: Decisions, count: int) -> DataTable:
    """Return decisions in a line each, and where all of them are."""
    return DataTable(
        columns=tuple(map(column, DECISION_HEADS)),
        rows=tuple(map(decision_cells, block.decisions[:count])),
        note=block.note if len(block.decisions) > count else Sentence(),
    )


def _worst_rows(matrix: Matrix, count: int) -> Matrix:
    """Return the rows of a matrix whose data look worst, in the order of the page."""
    matrix = _first_dimensions(matrix)
    order = sorted(_rows_of(matrix), key=_badness, reverse=True)
    worst = {row.project_id for row in order[:count]}
    groups = (
        group.model_copy(
            update={"rows": tuple(row for row in group.rows if row.project_id in worst)}
        )
        for group in matrix.groups
    )
    caption = _left_out(order[count:])
    return matrix.model_copy(
        update={"groups": tuple(group for group in groups if group.rows), "caption": caption}
    )


def _rows_of(matrix: Matrix) -> list[MatrixRow]:
    return [row for group in matrix.groups for row in group.rows]


def _red_names(block: Any) -> Paragraphs | None:
    """Name the red ones of a matrix, which are fewer words than its rows."""
    red = _reds("matrix-red-names", _rows_of(block) if isinstance(block, Matrix) else ())
    return Paragraphs(paragraphs=((red,),)) if red else None


def _reds(message: str, rows: Sequence[MatrixRow]) -> Sentence:
    red = [named(row.name) for row in rows if row.rag.computed == "red"]
    if not red:
        return Sentence()
    return Sentence.of(Segment(text=text_of(message)), *listed(red).segments, Segment(text="."))


def _left_out(rows: Sequence[MatrixRow]) -> Sentence:
    """Name the red ones of the rows that are not shown; say that there are others."""
    red = _reds("matrix-worst-red", rows)
    if red:
        return red
    return Sentence.of(Segment(text=text_of("matrix-worst"))) if rows else Sentence()


def _first_dimensions(matrix: Matrix) -> Matrix:
    """Return a matrix of the dimensions that stand first: the others are for those who act."""
    groups = tuple(
        group.model_copy(
            update={
                "rows": tuple(
                    row.model_copy(update={"cells": row.cells[:_MOST_DIMENSIONS]})
                    for row in group.rows
                )
            }
        )
        for group in matrix.groups
    )
    dimensions = matrix.dimensions[:_MOST_DIMENSIONS]
    return matrix.model_copy(update={"dimensions": dimensions, "groups": groups})


def _badness(row: MatrixRow) -> tuple[int, int]:
    """Return how bad the data are: all in all, and in how many of the dimensions shown."""
    red = sum(cell.rag == "red" for cell in row.cells)
    return (RAG_ORDER.get(row.rag.computed, -1), red)
