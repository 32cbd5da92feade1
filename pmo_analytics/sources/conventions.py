"""How a file writes what is not a date: nothing, numbers, parents, the order of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pmo_analytics.sources.cell_kinds import NOTHING_WORDS
from pmo_analytics.sources.date_texts import read_moment
from pmo_analytics.sources.read_plan import DateOrder, RowOrder
from pmo_analytics.sources.survey import NOT_AVAILABLE, Survey

_COMMA_DECIMAL = re.compile(r"[+-]?9+,(?:9{1,2}|9{4,})|[+-]?9{1,3}(?:[. \xa0]999)+,9+")
_POINT_DECIMAL = re.compile(r"[+-]?9*\.9+|[+-]?9{1,3}(?:[, ]999)+\.9+")
_TWO_DIGITS = re.compile(r"99+\b")
_KEY_SHAPE = re.compile(r".*[^\W\d_].*")


def null_texts(
    survey: Survey, *, dialect_texts: Sequence[str], shapes: Iterable[set[str]]
) -> tuple[tuple[str, ...], str]:
    """Return the texts that mean "nothing", and why.

    Args:
        survey: the pass over the file.
        dialect_texts: what the dialect says of itself.
        shapes: the shapes of each column of dates or numbers.
    """
    found = {text.strip() for texts in shapes for text in texts} & NOTHING_WORDS
    texts = {*dialect_texts, *found}
    evidence = ""
    if found:
        evidence = f"Columns of dates or numbers hold {_listed(found)} for nothing"
    if survey.is_numbered and survey.has_not_available:
        texts.add(NOT_AVAILABLE)
        evidence = "Written by R (unnamed column of row numbers): NA means nothing"
    return tuple(sorted(texts)), evidence


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(f'"{text}"' for text in sorted(texts))


def decimal_sign(shapes: Iterable[set[str]]) -> tuple[str, str]:
    """Return the decimal sign of the number columns, and why; a point where nothing tells."""
    texts = {text.strip() for column in shapes for text in column}
    commas = sorted(text for text in texts if _COMMA_DECIMAL.fullmatch(text))
    points = sorted(text for text in texts if _POINT_DECIMAL.fullmatch(text))
    if commas and not points:
        return ",", f'Numbers are written like "{commas[0].replace("9", "1")}"'
    return ".", ""


def separator(cells: Sequence[str], candidates: Sequence[str]) -> str:
    """Return the first of some signs that stands between the values of a cell."""
    used = (sign for sign in candidates if any(sign in cell for cell in cells))
    return next(used, candidates[0] if candidates else "")


def parent_role(shapes: set[str]) -> str:
    """Tell whether a parent column holds keys such as ABC-12 or numeric ids."""
    is_key = any(_KEY_SHAPE.fullmatch(text) for text in shapes)
    return "parent_key" if is_key else "parent_id"


def deliveries(columns: Mapping[int, Sequence[str]]) -> tuple[int, int] | None:
    """Find, among counted columns, what was finished in each period and its running total.

    The proof is arithmetic: one column grows by exactly what the other holds, row by row.
    """
    numbers = {
        position: [int(cell) for cell in cells]
        for position, cells in columns.items()
        if cells and all(cell.isascii() and cell.isdigit() for cell in cells)
    }
    pairs = [
        (position, total)
        for position, finished in numbers.items()
        for total, totals in numbers.items()
        if len(finished) == len(totals) > 1
        and any(finished)
        and [after - before for before, after in pairwise(totals)] == finished[1:]
    ]
    return pairs[0] if len(pairs) == 1 else None


def whole_progress(shapes: set[str]) -> str:
    """Return the number that means all of an item: "100", or "1" where parts are fractions."""
    texts = {text.strip() for text in shapes}
    is_percent = any("%" in text or _TWO_DIGITS.match(text) for text in texts)
    return "100" if is_percent else "1"


def row_order(
    pairs: Sequence[tuple[str, str]], order: DateOrder | None
) -> tuple[RowOrder | None, str]:
    """Tell whether changes stand newest or oldest first, and why.

    Args:
        pairs: moments of neighbouring rows of one item, as written.
        order: order of the dates.
    """
    falling = rising = 0
    for above, below in pairs:
        first, second = read_moment(above, order), read_moment(below, order)
        if first and second and (first.tzinfo is None) == (second.tzinfo is None):
            falling += first > second
            rising += first < second
    if falling == rising:
        return None, "Nothing in the file tells the order of its rows"
    name: RowOrder = "newest_first" if falling > rising else "oldest_first"
    words, count = name.replace("_", " ").capitalize(), max(falling, rising)
    return name, (
        f"{words}: so it is in {count:,} of {falling + rising:,} neighbouring rows of one item"
    )
