"""In which order the three numbers of one column of dates stand: what its own cells prove.

A cell proves an order if no other makes a day of it, or none that falls on the weekday beside it.
Where a year has two digits no single cell tells it from a day, but all of them do: days run through
a month, years stay close together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pmo_analytics.sources.date_forms import date_form
from pmo_analytics.sources.date_sightings import DateSightings, Sighting
from pmo_analytics.sources.date_texts import DateParts, parse_date
from pmo_analytics.sources.month_names import ENGLISH_MONTHS, weekdays_named
from pmo_analytics.sources.read_plan import DateForm, DateOrder, DateOrderEvidence, Problem

# Cells that prove both orders: one mistyped date does not unsettle a column of a hundred, but a
# spreadsheet that swapped the dates it could and left the others does.
PROOFS_PER_CONTRADICTION = 20
# Numbers that are days run through at least half a month, and through twice as many values as
# those that are years.
SHORTEST_RUN_OF_DAYS = 15
DAYS_PER_YEAR_NUMBER = 2
ORDER_WORDS: dict[DateOrder, str] = {
    "day_first": "day first",
    "month_first": "month first",
    "year_first": "year first",
}
_YEAR_LAST: tuple[DateOrder, ...] = ("day_first", "month_first")


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A date column: where it stands, what it is called, what its cells are."""

    position: int
    header: str
    texts: DateSightings
    is_witness: bool = False  # has no role; may prove an order, need not have one
    is_needed: bool = True  # without its dates items would seem to be what they are not


@dataclass(frozen=True, slots=True)
class JudgedColumn:
    """What the cells of one column say about its order."""

    column: DateColumn
    form: DateForm | None = None  # None: no cell has three numbers
    evidence: DateOrderEvidence | None = None
    open_cell: Sighting | None = None  # the first with several readings
    problem: Problem | None = None

    @property
    def is_contradictory(self) -> bool:
        """Tell whether its cells prove two orders, so that none of them can be believed."""
        return self.problem is not None and self.evidence is None


def judge_columns(columns: Sequence[DateColumn]) -> list[JudgedColumn]:
    """Judge every column by its cells; those of one form tell together where the year stands."""
    cells = [_cells_of(column) for column in columns]
    forms = [date_form(parts for _, parts in found) for found in cells]
    return [
        _judge(
            column,
            found,
            form,
            [
                other
                for other, at in zip(cells, forms, strict=True)
                if form and at and at.agrees_with(form)
            ],
        )
        for column, found, form in zip(columns, cells, forms, strict=True)
    ]


_Cells = list[tuple[Sighting, DateParts]]


def _cells_of(column: DateColumn) -> _Cells:
    """Return the first cell of each day whose three numbers have a choice."""
    if not any(parts.orders for shape in column.texts.shapes if (parts := parse_date(shape))):
        return []
    return [
        (seen, parts)
        for seen in column.texts.first_of_days()
        if (parts := parse_date(seen.text)) and parts.orders
    ]


def _judge(
    column: DateColumn, cells: _Cells, form: DateForm | None, alike: Sequence[_Cells]
) -> JudgedColumn:
    if form is None:
        return JudgedColumn(column)
    has_short_years = any("year_first" in parts.orders for _, parts in cells)
    place = _place_of_year(cells, alike) if has_short_years else _Place(is_first=False)
    if place is None:
        open_cell = next((seen for seen, _ in cells if len(readings(seen.text)) > 1), None)
        return JudgedColumn(column, form, open_cell=open_cell)
    if place.is_first:
        proof = f"{column.header}: {place.why}" if place.why else _proof(column, *place.shown)
        return JudgedColumn(column, form, DateOrderEvidence("year_first", proof, form=form))
    return _judge_year_last(column, cells, form)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a two-digit year stands, and what shows it: words, or a cell with one reading."""

    is_first: bool
    why: str = ""
    shown: tuple[DateOrder, Sighting] = ("year_first", Sighting("", 0))


def _place_of_year(cells: _Cells, alike: Sequence[_Cells]) -> _Place | None:
    """Tell whether the year is the first or the last number; None where nothing proves it."""
    only_first, only_last = [], []
    short = [seen for seen, parts in cells if "year_first" in parts.orders]
    for seen in short:
        orders = days_by_order(seen.text).keys()
        if orders == {"year_first"}:
            only_first.append(seen)
        elif orders and "year_first" not in orders:
            only_last.append(seen)
    if len(only_first) > PROOFS_PER_CONTRADICTION * len(only_last):
        return _Place(is_first=True, shown=("year_first", only_first[0]))
    if len(only_last) > PROOFS_PER_CONTRADICTION * len(only_first) and (
        PROOFS_PER_CONTRADICTION * len(only_last) >= len(short)
    ):
        return _Place(is_first=False)
    return None if only_first or only_last else _place_by_spread(alike)


def _place_by_spread(alike: Sequence[_Cells]) -> _Place | None:
    """Compare how far the first and the last numbers of all cells of one form run."""
    written = [parts.match for cells in alike for _, parts in cells if "year_first" in parts.orders]
    firsts = {int(found["first"]) for found in written}
    lasts = {int(found["third"]) for found in written}
    if _run_like_days(firsts, lasts):
        return _Place(is_first=False)
    if not _run_like_days(lasts, firsts):
        return None
    why = (
        f"its last numbers run from {min(lasts)} to {max(lasts)} as days do, its first from "
        f"{min(firsts)} to {max(firsts)} as years do"
    )
    return _Place(is_first=True, why=why)


def _run_like_days(days: set[int], years: set[int]) -> bool:
    run_of_days, run_of_years = max(days) - min(days), max(years) - min(years)
    return run_of_days >= max(SHORTEST_RUN_OF_DAYS, DAYS_PER_YEAR_NUMBER * run_of_years) and len(
        days
    ) >= DAYS_PER_YEAR_NUMBER * len(years)


def _judge_year_last(column: DateColumn, cells: _Cells, form: DateForm) -> JudgedColumn:
    """Look for cells that only a day, or only a month, in front makes a date of."""
    counts: Counter[DateOrder] = Counter()
    proofs: dict[DateOrder, Sighting] = {}
    open_cell: Sighting | None = None
    for seen, _ in cells:
        found = readings(seen.text, _YEAR_LAST)
        if len(found) == 1:
            counts[found[0]] += 1
            proofs.setdefault(found[0], seen)
        elif found:
            open_cell = open_cell or seen
    if not counts:
        return JudgedColumn(column, form, open_cell=open_cell)
    order, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    is_clear = count >= PROOFS_PER_CONTRADICTION * (counts.total() - count)
    problem = None
    if len(counts) > 1:
        problem = _contradiction(column.header, proofs, counts, is_clear=is_clear)
    if not is_clear:
        return JudgedColumn(column, form, open_cell=open_cell, problem=problem)
    evidence = DateOrderEvidence(order, _proof(column, order, proofs[order]), form=form)
    return JudgedColumn(column, form, evidence, open_cell, problem)


def _proof(column: DateColumn, order: DateOrder, seen: Sighting) -> str:
    return f'row {seen.row}, {column.header}: "{seen.text}" can only be {ORDER_WORDS[order]}'


def readings(text: str, among: Iterable[DateOrder] = tuple(ORDER_WORDS)) -> tuple[DateOrder, ...]:
    """Return the orders that make different dates of a text.

    None where all orders make the same day of it: `05/05/2023` needs no proof.
    """
    found: dict[date, DateOrder] = {}
    days = {order: day for order, day in days_by_order(text).items() if order in among}
    for order, day in days.items():
        found.setdefault(day, order)
    return tuple(found.values()) if len(found) > 1 or len(days) == 1 else ()


@lru_cache(maxsize=4096)
def days_by_order(text: str) -> Mapping[DateOrder, date]:
    """Return the days that a text of three numbers may mean."""
    parts = parse_date(text)
    orders = parts.orders if parts else ()
    return {order: day for order in orders if parts and (day := _calendar_day(parts, order))}


def _calendar_day(parts: DateParts, order: DateOrder) -> date | None:
    numbers = parts.day(order)
    try:
        day = date(*numbers) if numbers else None
    except ValueError:
        return None
    named = parts.match["weekday"]
    is_other = day and named and day.weekday() not in weekdays_named(named)
    return None if is_other else day


def in_words(day: date) -> str:
    """Write a day so that it has one reading: 3 Apr 2023."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1].title()} {day.year}"


def _contradiction(
    header: str,
    proofs: Mapping[DateOrder, Sighting],
    counts: Mapping[DateOrder, int],
    *,
    is_clear: bool,
) -> Problem:
    shown = ", ".join(
        f'row {seen.row} "{seen.text}" can only be {ORDER_WORDS[order]} ({counts[order]} such days)'
        for order, seen in sorted(proofs.items(), key=lambda item: item[1].row)
    )
    if is_clear:
        remedy = (
            "The few cells that do not fit the others are rejected: correct them in the tracker."
        )
        return Problem("date_order_exceptions", f"{header}: {shown}. {remedy}")
    return Problem(
        "date_order_contradictory",
        f"{header} holds dates of two orders: {shown}. As a rule a spreadsheet swapped the dates "
        f"it could and left the others, so none of them is read: export the file again.",
    )
