"""Find a metric in the catalogue and compute it for any scope as of any day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import duckdb

from pmo_analytics.errors import UnknownNameError
from pmo_analytics.metrics.benefits import benefits
from pmo_analytics.metrics.capacity import capacity
from pmo_analytics.metrics.cost import cost
from pmo_analytics.metrics.data import data_quality
from pmo_analytics.metrics.dates import dates
from pmo_analytics.metrics.dependencies import dependencies
from pmo_analytics.metrics.flow import blocked, counted, over_time, stages, times
from pmo_analytics.metrics.governance import governance
from pmo_analytics.metrics.measurable import (
    ScopeData,
    left_out,
    missing_register,
    part_reason,
    unmeasurable_reason,
)
from pmo_analytics.metrics.measure import Measure
from pmo_analytics.metrics.options import DEFAULT_OPTIONS, check_options, told_options
from pmo_analytics.metrics.oversight import oversight
from pmo_analytics.metrics.quality import defects
from pmo_analytics.metrics.query import (
    composed_sql,
    hold_shared,
    query_rows,
    run_query,
    used_parameters,
)
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.metrics.result import MetricResult
from pmo_analytics.metrics.risk import risk
from pmo_analytics.metrics.scope import scope_change
from pmo_analytics.metrics.sprints import sprints

if TYPE_CHECKING:
    import pandas as pd

CATALOGUE: dict[str, Measure] = {
    definition.name: definition
    for definition in (
        *over_time.FAMILY,
        *counted.FAMILY,
        *times.FAMILY,
        *stages.FAMILY,
        *blocked.FAMILY,
        *dates.FAMILY,
        *scope_change.FAMILY,
        *sprints.FAMILY,
        *cost.FAMILY,
        *risk.FAMILY,
        *benefits.FAMILY,
        *defects.FAMILY,
        *capacity.FAMILY,
        *dependencies.FAMILY,
        *governance.FAMILY,
        *oversight.FAMILY,
        *data_quality.FAMILY,
    )
}


def find_metric(name: str) -> Measure:
    """Return the definition of a metric.

    Raises:
        UnknownNameError: there is no metric of that name.
    """
    if name in CATALOGUE:
        return CATALOGUE[name]
    near = get_close_matches(name, CATALOGUE, n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(CATALOGUE)}."
    raise UnknownNameError(f'There is no metric "{name}". {hint}')


def catalogue_frame() -> pd.DataFrame:
    """Return the catalogue, one row a metric."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and only an analyst asks

    rows = [
        {
            "metric": definition.name,
            "family": definition.family,
            "meaning": definition.meaning,
            "unit": definition.unit,
            "better": definition.better,
            "data_needed": definition.data_needed,
            "smallest_n": definition.smallest_n,
            "options": ", ".join(definition.options),
            "cannot_tell": definition.cannot_tell,
        }
        for definition in CATALOGUE.values()
    ]
    return pd.DataFrame(rows).set_index("metric")


def compute_metric(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    *,
    scope: Scope,
    as_of: AsOf,
    **options: Any,
) -> MetricResult:
    """Compute one metric for one scope as of one day.

    Args:
        options: those that the definition names, such as `percentile=0.7` or `days=90`.

    Raises:
        UnknownNameError: there is no metric of that name.
        ParameterError: the metric has no such option, or the option no such value.
    """
    definition = find_metric(name)
    options = check_options(name, definition.options, options)
    question = Question(scopes=(scope,), as_of=(as_of,), options=options)
    summary = _summary(connection, definition, question)
    return _answer(ScopeData(connection, scope), definition, question, summary)


def compute_family(
    connection: duckdb.DuckDBPyConnection, family: str, *, scope: Scope, as_of: AsOf
) -> tuple[MetricResult, ...]:
    """Compute all metrics of a family for one scope as of one day, its items worked out once.

    Raises:
        UnknownNameError: there is no family of that name.
    """
    definitions = [each for each in CATALOGUE.values() if each.family == family]
    if not definitions:
        known = dict.fromkeys(each.family for each in CATALOGUE.values())
        raise UnknownNameError(f'There is no family "{family}". There are: {", ".join(known)}.')
    data, question = ScopeData(connection, scope), Question(scopes=(scope,), as_of=(as_of,))
    names = [each.summary for each in definitions]
    names += [each.detail for each in definitions if each.statistics is not None]
    holder, held = hold_shared(connection, names, question)
    with closing(holder):
        return tuple(
            _answer(data, definition, question, _summary(holder, definition, held))
            for definition in definitions
        )


def family_frame(results: Iterable[MetricResult]) -> pd.DataFrame:
    """Return metrics, one row a value; an unmeasurable one has a row with the reason."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and only an analyst asks

    rows = [
        {
            "metric": result.name,
            "figure": name,
            "value": value,
            "means": result.definition.values.get(name, ""),
            "n": result.n,
            "tier": result.tier.name if result.tier is not None else "",
            "reason": result.reason,
        }
        for result in results
        for name, value in (result.values or {"": None}).items()
    ]
    return pd.DataFrame(rows).set_index(["metric", "figure"])


def _answer(
    data: ScopeData, definition: Measure, question: Question, summary: Mapping[str, Any]
) -> MetricResult:
    (scope,), (as_of,), options = question.scopes, question.as_of, question.options
    apart = part_reason(definition, scope)
    n = 0 if apart else int(summary.get("n") or 0)
    reason = (
        apart
        or missing_register(definition, data, options)
        or unmeasurable_reason(definition, n, summary, data)
    )
    sql = composed_sql(definition.detail)
    return MetricResult(
        definition=definition,
        scope=scope,
        as_of=as_of,
        values={} if reason else {name: summary[name] for name in definition.values},
        n=n,
        tier=None if reason else data.tier(definition),
        conventions={
            **definition.conventions,
            **told_options(definition.options, options),
            "time zone": data.time_zone,
        },
        reason=reason,
        left_out=left_out(definition, summary),
        sql=sql,
        parameters=used_parameters(sql, question),
        _fetch=lambda: run_query(data.connection, definition.detail, question),
    )


def _summary(
    connection: duckdb.DuckDBPyConnection, definition: Measure, question: Question
) -> dict[str, Any]:
    rows = query_rows(connection, definition.summary, question)
    summary = rows[0] if rows else {}
    if definition.statistics is None:
        return summary
    detail = query_rows(connection, definition.detail, question)
    options = {**DEFAULT_OPTIONS, **question.options}
    return {**summary, **definition.statistics(detail, options)}
