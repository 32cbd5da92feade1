"""The oversight family: what the office promised, and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pmo_analytics.metrics.conventions import FROM_REPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Need, Row, form_of
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import TOLERANCE

_PERCENT = ("%", "percent")


def charter_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Hold the objectives of the office against what is measured, in every scope."""
    for day in question.as_of:
        before = answers.calendar.compared_with(day, question.options.get("compared_with"))
        declared = answers.rows("charter_objectives", Question((), (day,)))
        for scope in question.scopes:
            rows = [_objective(answers, row, scope, before, day) for row in declared]
            counts = Counter(row["state_name"] for row in rows)
            yield {
                "scope": scope.name,
                "as_of": day.day,
                "n": len(rows),
                "objective_count": len(rows),
                "reached_count": counts["reached"],
                "short_count": counts["short"],
                "unmeasured_count": counts["unmeasured"],
                "frame": rows,
            }


def _objective(answers: Answers, row: Row, scope: Scope, before: AsOf, day: AsOf) -> dict[str, Any]:
    name, _, column = row["measure"].strip().partition(".")
    measure = answers.definition(name)
    if measure is not None and (column or next(iter(measure.values))) not in measure.values:
        measure = None
    column = column or (next(iter(measure.values)) if measure else "")
    is_percent = (row["unit"] or "").strip().casefold() in _PERCENT
    form = form_of(measure.unit_of(column) if measure else "share" if is_percent else "")
    is_share = form == "share"
    scale = 100 if is_share and is_percent else 1
    actual, earlier = (_value(answers, measure, column, scope, one) for one in (day, before))
    target = float(row["target"]) / scale
    baseline = None if row["baseline"] is None else float(row["baseline"]) / scale
    is_up = baseline is None or target >= baseline
    if baseline is None and measure is not None:
        is_up = measure.better != "lower"
    return {
        "objective": row["objective"],
        "measure": row["measure"],
        "measure_name": measure.values[column] if measure else row["measure"],
        "unit_name": "" if is_share else (row["unit"] or ""),
        "form_name": form,
        "target_date": row["target_date"],
        **{f"{one}_{other}": None for one in _VALUES for other in ("share", "ratio")},
        f"target_{form}": target,
        f"baseline_{form}": baseline,
        f"actual_{form}": actual,
        f"earlier_{form}": earlier,
        "state_name": _state(actual, target, is_up=is_up),
        "course_name": _course(actual, earlier, is_up=is_up),
    }


_VALUES = ("target", "baseline", "actual", "earlier")


def _value(
    answers: Answers, measure: Measure | None, column: str, scope: Scope, day: AsOf
) -> float | None:
    if measure is None:
        return None
    found = answers.values(measure.name, Question((scope,), (day,))).get((scope.name, day.day), {})
    value = found.get(column)
    return None if value is None else float(value)


def _state(actual: float | None, target: float, *, is_up: bool) -> str:
    if actual is None:
        return "unmeasured"
    short = target - actual if is_up else actual - target
    return "short" if short > TOLERANCE else "reached"


def _course(actual: float | None, earlier: float | None, *, is_up: bool) -> str:
    if actual is None or earlier is None:
        return "unknown"
    gained = actual - earlier if is_up else earlier - actual
    if abs(gained) <= TOLERANCE:
        return "same"
    return "nearer" if gained > 0 else "farther"


CHARTER = Measure(
    name="charter",
    family="oversight",
    label="Objectives of the office",
    meaning="What the office promised: target, what is measured, and which way it goes.",
    rule=(
        "The measure that the charter names, or one of its values after a dot, as of the day and "
        "as of the day compared with. A target above the baseline is reached from below, one below "
        "it from above; without a baseline the measure says which side is better. Words that name "
        "no measure cannot be measured."
    ),
    source="charter.csv",
    unit="count",
    better="higher",
    least_tier=None,
    least_data="registers, and what the measures named need",
    smallest_n=0,
    cannot_tell="Whether the objective is worth its effort.",
    detail="charter_objectives",
    values={
        "objective_count": "objectives",
        "reached_count": "of these, reached",
        "short_count": "measured, and not reached",
        "unmeasured_count": "not measured",
    },
    needs=(Need("add the register charter.csv", registers=("charter",)),),
    counted="objectives",
    options=("compared_with",),
    conventions=FROM_REPORTS,
    derive=charter_rows,
)

FAMILY = (CHARTER,)
