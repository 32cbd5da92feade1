"""The moments of the first rows of a file, row by row: how columns of dates move together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pmo_analytics.sources.cell_kinds import NOTHING_WORDS
from pmo_analytics.sources.date_orders import DateColumn
from pmo_analytics.sources.date_sightings import DateSightings, utc
from pmo_analytics.sources.date_texts import epoch_kind, parse_date, read_moment
from pmo_analytics.sources.dates import decide_dates

Moments = Sequence[datetime | None]


def are_moments(kind: str, cells: Sequence[str]) -> bool:
    """Tell whether cells are dates, or numbers of seconds or milliseconds since 1970."""
    said = [cell for cell in cells if cell not in NOTHING_WORDS]
    return kind == "date" or (bool(said) and all(map(epoch_kind, said)))


def sample_moments(columns: Mapping[int, tuple[str, Sequence[str]]]) -> dict[int, Moments]:
    """Read the cells of columns of dates, without zones; nothing where no order is proven.

    Args:
        columns: header and trimmed cells by position, blank cells too.
    """
    texts = {position: DateSightings() for position in columns}
    for position, (_, cells) in columns.items():
        texts[position].add(cells, first_row=2)
    decision = decide_dates(
        [
            DateColumn(position, header, texts[position])
            for position, (header, _) in columns.items()
        ],
        source="",
    )
    moments: dict[int, Moments] = {}
    for position, (_, cells) in columns.items():
        order = decision.orders[position]
        read = [
            read_moment(cell, order) if order or not _has_choice(cell) else None for cell in cells
        ]
        moments[position] = [utc(moment) if moment else None for moment in read]
    return moments


def _has_choice(cell: str) -> bool:
    parts = parse_date(cell)
    return parts is not None and bool(parts.orders)
