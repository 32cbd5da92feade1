"""The cost family: the least scope that must go for a project to keep its budget."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from pmo_analytics.catalogue.money import whole_money
from pmo_analytics.catalogue.outturn import changed_outturn, left_out_by
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.forecast import LIKELY, ScopeForecast
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.cost.cost import COSTS
from pmo_analytics.metrics.measure import Answers, Measure, Row, rows_of_cases
from pmo_analytics.metrics.question import AsOf, Question, Scope


def budget_cut_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Find for each project how many open items must go for its likely outturn to be its budget."""
    histories = {(row["scope"], row["as_of"]): row for row in _histories(answers, question)}
    finishes = answers.values("finish_forecast", question)
    outturns = answers.values("outturn", question)
    for scope, day in question.cases():
        key = (scope.name, day.day)
        found: dict[str, Any] = dict.fromkeys(BUDGET_CUT.values)
        is_over = (outturns.get(key, {}).get("outturn_over_cost") or 0) > 0
        if scope.is_whole_project and is_over and key in histories and key in finishes:
            found |= _least_cut(answers, scope, day, histories[key], finishes[key])
        n = 0 if found["cut_count"] is None else 1
        yield {"scope": scope.name, "as_of": day.day, "n": n, **found}


def _histories(answers: Answers, question: Question) -> Iterator[Row]:
    for row in rows_of_cases(answers, "cost_histories", question):
        if not left_out_by(row):
            yield row


def _least_cut(
    answers: Answers, scope: Scope, day: AsOf, known: Row, finish: Row
) -> dict[str, Any]:
    """Return the fewest items without which the budget suffices; nothing where no cut does."""
    open_count = int(finish["open_count"] or 0)
    if finish.get("is_young") or not len(finish["forecast"].scope.ends):
        return {}

    @cache  # the least cut is asked for again when it is found
    def after(cut: int) -> ScopeForecast:
        return answers.forecaster.changed(day, scope.name, (Change(scope.name, items=-cut),))

    def over(cut: int) -> Decimal:
        drawn = changed_outturn(known, after(cut).ends, left_share=1 - cut / open_count)
        cost = whole_money(drawn.at(LIKELY)) if drawn else None
        return Decimal("Infinity") if cost is None else cost - known["budget"]

    at = bisect_left(range(open_count), True, key=lambda cut: over(cut) <= 0)
    if at == open_count:
        return {}
    return {
        "cut_count": at,
        "cut_of_count": open_count,
        "cut_over_cost": over(at),
        "cut_likely_date": after(at).when(LIKELY),
    }


BUDGET_CUT = Measure(
    name="budget_cut",
    family="cost",
    label="What keeps the budget",
    meaning="How many open items must be left out for the likely outturn to be within the budget.",
    rule=(
        "The fewest items without which the outturn, asked again, is as likely within the budget "
        "as not. What was left to earn falls with the share of open items that goes: items of a "
        "project count alike. Where even one item left would cost too much, there is none."
    ),
    source="outturn and finish_forecast asked again without them",
    unit="count",
    better="lower",
    least_tier=None,
    cannot_tell="What the items are worth, and whether those that go are the dear ones.",
    detail="cost_histories",
    values={
        "cut_count": "open items that would be left out",
        "cut_of_count": "open items",
        "cut_over_cost": "likely outturn less budget then; below 0: under it",
        "cut_likely_date": "likely finish then",
    },
    needs=(COSTS,),
    counted="cuts that would help",
    conventions=FROM_EXPORTS,
    derive=budget_cut_rows,
    known_of="projects",
)

FAMILY = (BUDGET_CUT,)
