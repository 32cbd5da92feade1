"""Asking for the facts of a review again, as an analyst would."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from pmo_analytics.catalogue.registry import find_measure
from pmo_analytics.portfolio import Portfolio
from pmo_analytics.values import Fact, FactSource, Recipe, Review


def facts_by_call(review: Review) -> dict[str, list[Fact]]:
    """Group the facts of a review by the call that gives them."""
    grouped: dict[str, list[Fact]] = defaultdict(list)
    for fact in review.facts.values():
        source = fact.source
        call = (source.measure, source.scope_kind, source.scope, source.as_of, source.options)
        grouped[repr(call)].append(fact)
    return dict(grouped)


def ask(portfolio: Portfolio, source: FactSource) -> Any:
    """Ask for a measure as the source of a fact says."""
    scope = {source.scope_kind: source.scope} if source.scope else {}
    return portfolio.metric(source.measure, **scope, as_of=source.as_of, **source.options)


def row_of(frame: pd.DataFrame, source: FactSource) -> pd.Series:
    """Return the one row of a frame that the source of a fact tells."""
    found = frame
    for name, value in source.row.items():
        found = found[[same(each, value) for each in found[name]]]
    assert len(found) == 1, f"{len(found)} rows of {source.measure} are {source.row}"
    return found.iloc[0]


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same, whatever frame or review they come from."""
    one, other = _plain(one), _plain(other)
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool):
        return value
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return float(value)
    if hasattr(value, "date") and callable(value.date):
        return value.date()
    return date.fromisoformat(value) if _is_day(value) else value


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def wrong_facts(portfolio: Portfolio, review: Review) -> Iterator[str]:
    """Yield the facts of a review that `p.metric` does not give as they are printed."""
    for facts in facts_by_call(review).values():
        result = ask(portfolio, facts[0].source)
        for fact in facts:
            source = fact.source
            found = (
                row_of(result.frame, source)[source.column]
                if source.row
                else result.values.get(source.column)
            )
            if not same(found, fact.value):
                yield f"{fact.fact_id}: {fact.value} on the page, {found} by {source}"


def wrong_queries(portfolio: Portfolio, review: Review) -> Iterator[str]:
    """Yield the recipes whose query does not give the numbers that open it, or their rows."""
    for recipe in review.recipes:
        rows = portfolio.sql(recipe.query, **json.loads(recipe.parameters))
        facts = [fact for fact in review.facts.values() if fact.recipe_id == recipe.recipe_id]
        measure = find_measure(facts[0].source.measure)
        if rows.empty:
            yield f"{recipe.recipe_id}: the query gives nothing"
        if recipe.call not in _calls(facts):
            yield f"{recipe.recipe_id}: {recipe.call} gives none of its numbers"
        is_plain = measure.derive is None and measure.statistics is None
        for fact in facts if is_plain else ():
            yield from _missing(rows, fact, recipe, measure.summary)


def _missing(rows: pd.DataFrame, fact: Fact, recipe: Recipe, summary: str) -> Iterator[str]:
    source = fact.source
    if source.row or fact.value is None or not summary:
        return
    scope = source.scope or "portfolio"
    asked = rows[rows["scope"] == scope]
    asked = asked[[same(day, source.as_of) for day in asked["as_of"]]]
    if not any(same(value, fact.value) for value in asked[source.column]):
        yield f"{fact.fact_id}: {fact.value} is not among the rows of {recipe.recipe_id}"


def _calls(facts: list[Fact]) -> set[str]:
    from pmo_analytics.catalogue.recipes import metric_call

    return {metric_call(fact.source) for fact in facts}
