"""Recipes: how the numbers of a review are made, and how each is asked for again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.registry import find_measure
from pmo_analytics.metrics.measure import Measure
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.query import composed_sql, used_parameters
from pmo_analytics.metrics.question import Question, Scope
from pmo_analytics.values import Fact, FactSource, Recipe

_MOST_BASES = 12  # scopes listed behind a number that serves many


def recipes_of(evidence: Evidence, facts: Iterable[Fact]) -> tuple[Recipe, ...]:
    """Return the recipes of facts, one a measure and set of options, in the order of the facts."""
    by_recipe: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_recipe[fact.recipe_id].append(fact)
    return tuple(_recipe(evidence, recipe_id, found) for recipe_id, found in by_recipe.items())


def _recipe(evidence: Evidence, recipe_id: str, facts: Sequence[Fact]) -> Recipe:
    source = facts[0].source
    measure = find_measure(source.measure)
    sql = composed_sql(measure.summary or measure.detail)
    return Recipe(
        recipe_id=recipe_id,
        label=measure.title,
        means=measure.meaning,
        rule=" ".join(filter(None, (measure.rule, evidence.lines_rule(measure)))),
        based_on=_based_on(evidence, measure, facts),
        data_needed=measure.data_needed,
        left_out=_left_out(evidence, measure, facts),
        query=sql,
        parameters=_parameters_text(used_parameters(sql, _question(evidence, facts))),
        call=metric_call(source),
    )


def metric_call(source: FactSource) -> str:
    """Return the call that gives a fact again, as an analyst types it."""
    scope = {source.scope_kind: source.scope} if source.scope else {}
    day = {"as_of": source.as_of.isoformat()} if source.as_of else {}
    given = {**scope, **day, **{name: _plain(value) for name, value in source.options.items()}}
    arguments = (f"{name}={value!r}" for name, value in given.items())
    return f"p.metric({', '.join((repr(source.measure), *arguments))})"


def _based_on(evidence: Evidence, measure: Measure, facts: Sequence[Fact]) -> str:
    """Say what a number rests on, scope by scope, and of which days later exports speak."""
    counts = {fact.source.scope: fact.n for fact in facts if fact.n is not None}
    is_late = any(fact.is_reconstructed for fact in facts)
    return (
        "; ".join(_by_scope(evidence, counts, of=measure.counted, is_one=len(counts) == 1))
        + "; reconstructed, since later exports speak for the day" * is_late
    )


def _left_out(evidence: Evidence, measure: Measure, facts: Sequence[Fact]) -> str:
    """Say what could not be used, with what to add for each, and what no data would tell."""
    sources = {fact.source.scope: fact.source for fact in facts}
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for source in sources.values():
        day, scope = evidence.calendar.as_of(source.as_of), _scope(evidence, source)
        result = evidence.answer(measure.name, scope, day, **source.options)
        for why, count in result.left_out.items():
            counts[why][source.scope] = count
    lines = [
        f"{'; '.join(_by_scope(evidence, found, of=why, is_one=len(sources) == 1))}: "
        f"{measure.remedies[why]}."
        for why, found in counts.items()
    ]
    return " ".join((*lines, f"It cannot tell: {measure.cannot_tell}"))


def _by_scope(
    evidence: Evidence, counts: Mapping[str, int], *, of: str, is_one: bool
) -> Iterator[str]:
    """Yield counts with what they count, by name of the scope unless there is but one."""
    names = evidence.project_names
    for scope, count in islice(counts.items(), _MOST_BASES):
        yield f"{count:,} {of}" if is_one else f"{names.get(scope, scope) or 'all'}: {count:,} {of}"
    if len(counts) > _MOST_BASES:
        yield f"and {len(counts) - _MOST_BASES} more"


def _question(evidence: Evidence, facts: Sequence[Fact]) -> Question:
    scopes = dict.fromkeys(_scope(evidence, fact.source) for fact in facts)
    days = dict.fromkeys(fact.source.as_of for fact in facts)
    return Question(
        scopes=tuple(scopes),
        as_of=tuple(evidence.calendar.as_of(day) for day in days),
        options=dict(facts[0].source.options),
    )


def _scope(evidence: Evidence, source: FactSource) -> Scope:
    if source.scope_kind == "project":
        return project_scope(source.scope)
    if source.scope_kind == "team":
        return evidence.scope(team=source.scope)
    return evidence.scope(programme=source.scope)


def _parameters_text(parameters: dict[str, Any]) -> str:
    return json.dumps(parameters, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else value
