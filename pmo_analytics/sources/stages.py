"""Which columns of dates are stages of an item's way, in which order, and which are not.

A header that names a known status is a stage; one that names a creation, a plan or a last touch is
an attribute. Of the others the cells must show it: a stage follows those before it, and is blank
for items that have not come so far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmo_analytics.sources.date_names import named_date_role, planning_word, touching_word
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.sample_moments import Moments
from pmo_analytics.sources.status_names import known_statuses, likely_statuses

# Two columns follow one another if hardly a row says the opposite; a stage may be skipped, not by
# every fifth item.
CONTRARY_SHARE = 0.2
FEWEST_CONTRARY_ROWS = 2
SKIPPING_SHARE = 0.3  # of the items; where more skip a stage, one that is full may be a stage too


@dataclass(frozen=True, slots=True)
class StageReading:
    """The stages by position in the order of the way, and the role of each other column."""

    order: tuple[int, ...]
    attributes: Mapping[int, str]
    reasons: tuple[str, ...]  # why columns of dates are no stages, a sentence each


def read_stages(headers: Mapping[int, str], moments: Mapping[int, Moments]) -> StageReading:
    """Tell stages from attributes among columns of dates.

    Args:
        headers: of the columns of dates that no dialect explains, by position.
        moments: their moments in the first rows.
    """
    attributes: dict[int, str] = {}
    reasons: dict[int, str] = {}
    for position, header in headers.items():
        if reason := _named_attribute(header):
            attributes[position] = named_date_role(header) or ""
            reasons[position] = f'its name says "{reason}"'
    left = {position: moments[position] for position in headers if position not in attributes}
    while stray := _stray(headers, left):
        position, reasons[position] = stray
        attributes[position] = ""
        del left[position]
    return StageReading(
        order=tuple(_in_order(headers, left)),
        attributes=attributes,
        reasons=tuple(
            f'"{headers[position].strip()}" is no stage: {reasons[position]}'
            for position in sorted(reasons)
        ),
    )


def _named_attribute(header: str) -> str:
    """Return the word that makes a header an attribute; "" where it may be a stage."""
    if fold(header) in known_statuses():
        return ""
    word = planning_word(header) or touching_word(header)
    if word:
        return word
    return header.strip() if named_date_role(header) in ("created", "updated", "due_date") else ""


def _stray(headers: Mapping[int, str], left: Mapping[int, Moments]) -> tuple[int, str] | None:
    """Return a column that does not move with the way of the items, and what shows it."""
    order = _in_order(headers, left)
    for position in reversed(order):
        if _is_surely_stage(headers[position]):
            continue
        others = [other for other in order if other != position]
        if reason := _crossing(headers, left, position, others):
            return position, reason
        before = others[: order.index(position)]
        if reason := _too_full(headers, left, position, before):
            return position, reason
    return None


def _is_surely_stage(header: str) -> bool:
    return fold(header) in known_statuses() and not planning_word(header)


def _crossing(
    headers: Mapping[int, str], left: Mapping[int, Moments], position: int, others: Sequence[int]
) -> str:
    """Find columns that a column stands before in some rows and after in others."""
    crossed = [other for other in others if _is_crossed(left[position], left[other])]
    sure = [other for other in crossed if _is_surely_stage(headers[other])]
    if not sure and 2 * len(crossed) <= len(others):
        return ""
    name = headers[(sure or crossed)[0]].strip()
    return f'it lies before "{name}" in some rows and after it in others'


def _is_crossed(one: Moments, other: Moments) -> bool:
    before, after = _rows_before(one, other), _rows_before(other, one)
    contrary = min(before, after)
    return contrary >= max(FEWEST_CONTRARY_ROWS, CONTRARY_SHARE * (before + after))


def _too_full(
    headers: Mapping[int, str], left: Mapping[int, Moments], position: int, before: Sequence[int]
) -> str:
    """Find the stage before a column that items have not come to although they fill it."""
    filled = [row for row, moment in enumerate(left[position]) if moment]
    for other in reversed(before):
        ahead = sum(left[other][row] is None for row in filled)
        is_end = likely_statuses().get(fold(headers[other])) == "done"
        if ahead < max(FEWEST_CONTRARY_ROWS, CONTRARY_SHARE * len(filled)):
            return ""
        if is_end or (len(filled) == len(left[position]) and _is_nested(left, before)):
            name = headers[other].strip()
            return f'it is filled in {ahead} rows that have not come to "{name}"'
    return ""


def _is_nested(left: Mapping[int, Moments], order: Sequence[int]) -> bool:
    """Tell whether few items skip a stage, and some have not come to the last one."""
    rows = list(zip(*(left[position] for position in order), strict=True))
    steps = [sum(map(bool, row)) for row in rows]
    skipping = sum(not all(row[:step]) for row, step in zip(rows, steps, strict=True))
    return len(order) > 1 and skipping <= SKIPPING_SHARE * len(rows) and len(set(steps)) > 1


def _in_order(headers: Mapping[int, str], left: Mapping[int, Moments]) -> list[int]:
    """Sort columns by how many others come before them in most rows, then by how full they are."""
    places = {
        position: sum(
            _rows_before(left[other], left[position]) > _rows_before(left[position], left[other])
            for other in left
            if other != position
        )
        for position in left
    }
    return sorted(
        left,
        key=lambda position: (
            places[position],
            -sum(moment is not None for moment in left[position]),
            _WAY.get(known_statuses().get(fold(headers[position]), ""), 1),
            position,
        ),
    )


_WAY = {"to_do": 0, "active": 1, "waiting": 1, "done": 2, "cancelled": 3}


def _rows_before(one: Moments, other: Moments) -> int:
    pairs = zip(one, other, strict=True)
    return sum(bool(first and second and first < second) for first, second in pairs)
