"""What the cells of a column are: dates, numbers, text; and whether a row fits its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmo_analytics.sources.csv_shape import Record
from pmo_analytics.sources.date_texts import SHAPE_OF_DIGITS, parse_date

# Words for "nothing" of databases, spreadsheets and data frames. They count as such only where a
# column of dates or numbers holds them: "None" may be a title.
NOTHING_WORDS = frozenset(
    {"NA", "N/A", "n/a", "NULL", "Null", "null", "None", "none", "NaN", "nan", "NaT", "nil", "-"}
    | {"\\N", "#N/A", "(null)", "(none)", "—", "–"}
)
# A column of dates may hold a few cells that are none, and still is one.
DATE_SHARE = 0.8
NUMBER = re.compile(r"[+-]?\d[\d.,\s]*")

_WHOLE_NUMBER = re.compile(r"[+-]?\d+")
# A later row may hold what the first rows of a column did not.
_FITTING_KINDS = {
    "date": ("date",),
    "whole": ("whole", "number"),
    "number": ("whole", "number"),
}
_ANY_KIND = ("date", "whole", "number", "text")


def kind_of_cells(cells: Sequence[str]) -> str:
    """Name what the filled cells of a column have in common.

    Returns:
        "date", "whole", "number", "text" or "empty".
    """
    said = [cell for cell in cells if cell not in NOTHING_WORDS]
    if not said:
        return "text" if cells else "empty"
    if sum(map(is_date, said)) >= DATE_SHARE * len(said):
        return "date"
    if all(map(_WHOLE_NUMBER.fullmatch, said)):
        return "whole"
    return "number" if all(map(NUMBER.fullmatch, said)) else "text"


def is_date(cell: str) -> bool:
    """Tell whether a cell can be a date."""
    parts = parse_date(cell.translate(SHAPE_OF_DIGITS))
    # Eight digits may be a date or any number; in a column without a known header, a number.
    return parts is not None and not parts.match["compact"]


def fits(record: Record, kinds: Sequence[str]) -> bool:
    """Tell whether the cells of a record are of the kinds their columns hold elsewhere."""
    for kind, cell in zip(kinds, map(str.strip, record), strict=True):
        says_nothing = not cell or cell in NOTHING_WORDS
        if not says_nothing and kind_of_cells([cell]) not in _FITTING_KINDS.get(kind, _ANY_KIND):
            return False
    return True
