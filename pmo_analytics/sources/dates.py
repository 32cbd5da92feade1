"""Decide how the dates of a file are read, from all values of all its date columns.

The order of `11/01/2023` is never guessed. It comes from the first of these that speaks: another
cell of the column that has one reading only, another column of the file, another export of the
source, `pmo.toml`. If none does, both readings are shown and the file is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pmo_analytics.sources.date_formats import date_formats
from pmo_analytics.sources.date_sightings import DateSightings, Sighting
from pmo_analytics.sources.date_texts import DateParts, parse_date
from pmo_analytics.sources.month_names import ENGLISH_MONTHS
from pmo_analytics.sources.read_plan import DateFormat, DateOrder, DateOrderEvidence, Problem
from pmo_analytics.sources.toml_text import toml_key

# Cells that prove both orders: one mistyped date does not unsettle a column of a hundred, but a
# spreadsheet that swapped the dates it could and left the others does.
PROOFS_PER_CONTRADICTION = 20
DATE_ORDER_UNDECIDED = "date_order_undecided"

_WORDS: dict[DateOrder, str] = {
    "day_first": "day first",
    "month_first": "month first",
    "year_first": "year first",
}


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A date column: where it stands, what it is called, what its cells are."""

    position: int
    header: str
    texts: DateSightings
    is_witness: bool = False  # has no role; may prove an order, need not have one


@dataclass(frozen=True, slots=True)
class DateDecision:
    """The formats of each column by position, and why.

    `undecided` is the sentence for a reader where the file cannot be read; it shows both readings.
    """

    formats: Mapping[int, tuple[DateFormat, ...]]
    orders: Mapping[int, DateOrder | None]
    evidence: DateOrderEvidence | None = None
    undecided: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the cells of one column say about its order."""

    column: DateColumn
    evidence: DateOrderEvidence | None = None
    open_cell: Sighting | None = None  # the first with two readings
    problem: Problem | None = None

    @property
    def is_contradictory(self) -> bool:
        return self.problem is not None and self.evidence is None


def decide_dates(
    columns: Sequence[DateColumn],
    *,
    source: str,
    setting: DateOrder | None = None,
    siblings: Sequence[DateOrderEvidence] = (),
) -> DateDecision:
    """Decide order and formats of every date column of a file.

    Args:
        columns: all date columns, those without a role as witnesses.
        source: name of the source, for the sentence that asks for a setting.
        setting: `date_order` of `pmo.toml`.
        siblings: what the other exports of the source prove.
    """
    judged = [_judge(column) for column in columns]
    needed = [found for found in judged if not found.column.is_witness]
    fallback = _fallback(judged, siblings, setting, source)
    undecided = ""
    orders: dict[int, DateOrder | None] = {}
    formats: dict[int, tuple[DateFormat, ...]] = {}
    for found in needed:
        position, texts = found.column.position, found.column.texts
        own = found.evidence or (fallback if not found.is_contradictory or setting else None)
        orders[position] = own.order if own else None
        if found.open_cell and own is None and not found.is_contradictory:
            undecided = undecided or _undecided_sentence(
                found.column.header, found.open_cell, source
            )
        unreadable = found.is_contradictory and own is None
        formats[position] = () if unreadable else date_formats(texts.shapes, orders[position])
    return DateDecision(
        formats=formats,
        orders=orders,
        evidence=_file_evidence(needed, fallback),
        undecided=undecided,
        problems=tuple(_problems(needed, setting)),
    )


def _judge(column: DateColumn) -> _Judged:
    """Look for cells that have one reading only."""
    if not any(parts.orders for shape in column.texts.shapes if (parts := parse_date(shape))):
        return _Judged(column)
    if seen := _proof_of_year_first(column):
        return _Judged(column, _evidence(column, "year_first", seen))
    counts: Counter[DateOrder] = Counter()
    proofs: dict[DateOrder, Sighting] = {}
    open_cell: Sighting | None = None
    for seen in column.texts.first_of_days():
        readings = _readings(seen.text)
        if len(readings) == 1:
            counts[readings[0]] += 1
            proofs.setdefault(readings[0], seen)
        elif readings:
            open_cell = open_cell or seen
    if not counts:
        return _Judged(column, open_cell=open_cell)
    order, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    is_clear = count >= PROOFS_PER_CONTRADICTION * (counts.total() - count)
    problem = None
    if len(counts) > 1:
        problem = _contradiction(column.header, proofs, counts, is_clear=is_clear)
    if not is_clear:
        return _Judged(column, open_cell=open_cell, problem=problem)
    return _Judged(column, _evidence(column, order, proofs[order]), open_cell, problem)


def _evidence(column: DateColumn, order: DateOrder, seen: Sighting) -> DateOrderEvidence:
    proof = f'row {seen.row}, {column.header}: "{seen.text}" can only be {_WORDS[order]}'
    return DateOrderEvidence(order, proof)


def _proof_of_year_first(column: DateColumn) -> Sighting | None:
    """Return a cell that only a year in front makes a date of, if all cells allow one.

    A two-digit year could stand first in almost every `29/08/23`, and no export known writes it so:
    it is considered only where nothing else fits.
    """
    proof = None
    for seen in column.texts.first_of_days():
        orders = _days_by_order(seen.text).keys()
        if orders and "year_first" not in orders:
            return None
        if orders == {"year_first"}:
            proof = proof or seen
    return proof


def _readings(text: str) -> tuple[DateOrder, ...]:
    """Return the orders that make different dates of a text; none where there is no choice."""
    dates = _days_by_order(text)
    dates.pop("year_first", None)
    return tuple(dates) if len(set(dates.values())) == len(dates) else ()


def _days_by_order(text: str) -> dict[DateOrder, date]:
    """Return the days that a text of three numbers may mean."""
    parts = parse_date(text)
    orders = parts.orders if parts else ()
    return {order: day for order in orders if parts and (day := _calendar_day(parts, order))}


def _calendar_day(parts: DateParts, order: DateOrder) -> date | None:
    numbers = parts.day(order)
    try:
        return date(*numbers) if numbers else None
    except ValueError:
        return None


def _fallback(
    judged: Sequence[_Judged],
    siblings: Sequence[DateOrderEvidence],
    setting: DateOrder | None,
    source: str,
) -> DateOrderEvidence | None:
    """Return what decides the columns that do not prove their own order."""
    proven = [found for found in judged if found.evidence]
    with_role = [found for found in proven if not found.column.is_witness]
    for group in (with_role, proven):
        if agreed := _agreed(found.evidence for found in group if found.evidence):
            return agreed
    if agreed := _agreed(siblings):
        return DateOrderEvidence(agreed.order, agreed.proof, "other_exports")
    if setting:
        proof = f"pmo.toml says so for the source {source}"
        return DateOrderEvidence(setting, proof, "settings")
    return None


def _agreed(evidence: Iterable[DateOrderEvidence]) -> DateOrderEvidence | None:
    """Return the first of several proofs if all prove the same order."""
    found = list(evidence)
    return found[0] if len({proof.order for proof in found}) == 1 else None


def _file_evidence(
    needed: Sequence[_Judged], fallback: DateOrderEvidence | None
) -> DateOrderEvidence | None:
    """Return the evidence that stands for the file: that of its first column with a choice."""
    for found in needed:
        if found.evidence or found.open_cell:
            return found.evidence or fallback
    return None


def _problems(needed: Sequence[_Judged], setting: DateOrder | None) -> Iterable[Problem]:
    yield from (found.problem for found in needed if found.problem)
    orders = {found.evidence.order: found for found in needed if found.evidence}
    if len(orders) > 1:
        proofs = "; ".join(found.evidence.proof for found in orders.values() if found.evidence)
        yield Problem(
            "date_orders_differ",
            f"The date columns of this file use different orders: {proofs}. Each is read by its "
            f"own; check that the file was not changed in a spreadsheet.",
        )
    for order, found in orders.items():
        if setting and order != setting and found.evidence:
            yield Problem(
                "date_order_contradicts_setting",
                f"pmo.toml says {_WORDS[setting]}, but {found.evidence.proof}. The cells were "
                f"believed; correct date_order in pmo.toml.",
            )


def _contradiction(
    header: str,
    proofs: Mapping[DateOrder, Sighting],
    counts: Mapping[DateOrder, int],
    *,
    is_clear: bool,
) -> Problem:
    shown = ", ".join(
        f'row {seen.row} "{seen.text}" can only be {_WORDS[order]} ({counts[order]} such days)'
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


def _undecided_sentence(header: str, seen: Sighting, source: str) -> str:
    days = _days_by_order(seen.text)
    readings = [f"{_in_words(days[order])} ({_WORDS[order]})" for order in _readings(seen.text)]
    return (
        f'{header} in row {seen.row} is "{seen.text}": {" or ".join(readings)}, and nothing in '
        f'the file proves which. Set date_order = "day_first" or "month_first" under '
        f"[sources.{toml_key(source)}] in pmo.toml."
    )


def _in_words(day: date) -> str:
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1].title()} {day.year}"
