"""Decide how the dates of a file are read, from all values of all its date columns.

The order of `11/01/2023` is never guessed. It comes from the first of these that speaks: another
cell of the column that has one reading only, another column of the file that is written in the same
form, another export of the source, `pmo.toml`. If none does, all readings are shown and the file is
refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmo_analytics.sources.date_formats import date_formats
from pmo_analytics.sources.date_orders import (
    ORDER_WORDS,
    DateColumn,
    JudgedColumn,
    days_by_order,
    in_words,
    judge_columns,
    readings,
)
from pmo_analytics.sources.read_plan import DateFormat, DateOrder, DateOrderEvidence, Problem
from pmo_analytics.sources.toml_text import toml_key

DATE_ORDER_UNDECIDED = "date_order_undecided"  # the file is refused
DATES_OF_NO_ORDER = "dates_of_no_order"  # a column of it is left unread


@dataclass(frozen=True, slots=True)
class DateDecision:
    """The formats of each column by position, and why.

    `undecided` is the sentence for a reader where the file cannot be read; it shows both readings.
    A column without which items do not seem to be what they are not, is only left unread itself.
    """

    formats: Mapping[int, tuple[DateFormat, ...]]
    orders: Mapping[int, DateOrder | None]
    evidence: DateOrderEvidence | None = None
    undecided: str = ""
    problems: tuple[Problem, ...] = ()


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
    judged = judge_columns(columns)
    needed = [found for found in judged if not found.column.is_witness]
    believed = {
        found.column.position: _believed(found, judged, siblings, setting, source)
        for found in needed
    }
    orders: dict[int, DateOrder | None] = {}
    formats: dict[int, tuple[DateFormat, ...]] = {}
    for found in needed:
        position, own = found.column.position, believed[found.column.position]
        orders[position] = own.order if own else None
        is_unreadable = own is None and (found.is_contradictory or found.open_cell is not None)
        shapes = found.column.texts.shapes
        formats[position] = () if is_unreadable else date_formats(shapes, orders[position])
    is_any_read = any(formats.values())
    open_columns = [
        found
        for found in needed
        if found.open_cell and not believed[found.column.position] and not found.is_contradictory
    ]
    undecided = [
        _undecided_sentence(found, source)
        for found in open_columns
        if found.column.is_needed or not is_any_read
    ]
    left = () if undecided else (_left_unread(found, source) for found in open_columns)
    return DateDecision(
        formats=formats,
        orders=orders,
        evidence=_file_evidence(needed, believed),
        undecided=undecided[0] if undecided else "",
        problems=(*_problems(needed, setting), *left),
    )


def _believed(
    found: JudgedColumn,
    judged: Sequence[JudgedColumn],
    siblings: Sequence[DateOrderEvidence],
    setting: DateOrder | None,
    source: str,
) -> DateOrderEvidence | None:
    """Return what decides the order of a column: its own cells, else the first that speaks."""
    if found.evidence or found.form is None:
        return found.evidence
    if not found.is_contradictory:
        alike = [other for other in judged if other.form and other.form.agrees_with(found.form)]
        with_role = [other for other in alike if not other.column.is_witness]
        for group in (with_role, alike):
            if agreed := _agreed(other.evidence for other in group if other.evidence):
                return agreed
        others = [one for one in siblings if one.form is None or one.form.agrees_with(found.form)]
        if agreed := _agreed(others):
            return DateOrderEvidence(agreed.order, agreed.proof, "other_exports", agreed.form)
    may_stand = found.open_cell is None or setting in days_by_order(found.open_cell.text)
    if setting and may_stand:
        proof = f"pmo.toml says so for the source {source}"
        return DateOrderEvidence(setting, proof, "settings")
    return None


def _agreed(evidence: Iterable[DateOrderEvidence]) -> DateOrderEvidence | None:
    """Return the first of several proofs if all prove the same order."""
    found = list(evidence)
    return found[0] if len({proof.order for proof in found}) == 1 else None


def _file_evidence(
    needed: Sequence[JudgedColumn], believed: Mapping[int, DateOrderEvidence | None]
) -> DateOrderEvidence | None:
    """Return the evidence that stands for the file: that of its first column with a choice."""
    for found in needed:
        if found.evidence or found.open_cell:
            return believed[found.column.position]
    return None


def _problems(needed: Sequence[JudgedColumn], setting: DateOrder | None) -> Iterator[Problem]:
    yield from (found.problem for found in needed if found.problem)
    proven = [found for found in needed if found.evidence]
    orders = {found.evidence.order: found for found in proven if found.evidence}
    if len({found.form for found in orders.values()}) < len(orders):
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
                f"pmo.toml says {ORDER_WORDS[setting]}, but {found.evidence.proof}. The cells were "
                f"believed; correct date_order in pmo.toml.",
            )


def _left_unread(found: JudgedColumn, source: str) -> Problem:
    text = f"{_undecided_sentence(found, source)} Until then none of its dates is read."
    return Problem(DATES_OF_NO_ORDER, text)


def _undecided_sentence(found: JudgedColumn, source: str) -> str:
    seen = found.open_cell
    if seen is None:
        return ""
    days, orders = days_by_order(seen.text), readings(seen.text)
    listed = [f"{in_words(days[order])} ({ORDER_WORDS[order]})" for order in orders]
    remedy = " or ".join(f'"{order}"' for order in orders)
    return (
        f'{found.column.header} in row {seen.row} is "{seen.text}": {" or ".join(listed)}, and '
        f"nothing in the file proves which. Set date_order = {remedy} under "
        f"[sources.{toml_key(source)}] in pmo.toml."
    )
