"""The reports by name, and the small answers that need the same evidence."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import duckdb

from pmo_analytics.errors import ParameterError, UnknownNameError
from pmo_analytics.forecasts.finish import FinishForecast, forecast_finish
from pmo_analytics.forecasts.throughput import HISTORY_WEEKS
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.scope import AsOf, Question, Scope
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.reviews.portfolio_health import portfolio_health
from pmo_analytics.reviews.project_health import project_health
from pmo_analytics.settings import Settings
from pmo_analytics.values import Review, Tier
from pmo_analytics.warehouse.connection import fetch_rows

# The scope each report takes; the name is that of its notebook.
REPORTS: dict[str, tuple[Callable[..., Review], str]] = {
    "portfolio_health": (portfolio_health, "programme"),
    "project_health": (project_health, "project"),
}


def make_review(evidence: Evidence, name: str, *, project: str, programme: str) -> Review:
    """Make the report of that name.

    Raises:
        UnknownNameError: there is no report of that name.
        ParameterError: the report does not take the scope that was given.
    """
    if name not in REPORTS:
        near = get_close_matches(name, REPORTS, n=1)
        hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(REPORTS)}."
        raise UnknownNameError(f'There is no report "{name}". {hint}')
    make, takes = REPORTS[name]
    given: dict[str, str] = {"project": project, "programme": programme}
    for scope, value in given.items():
        if value and scope != takes:
            raise ParameterError(f"{name} takes a {takes}, not a {scope}.")
    if takes == "project" and not project:
        raise ParameterError(f'{name} needs a project: p.review("{name}", project="…").')
    return make(evidence, **{takes: given[takes]})


def forecast_of(connection: duckdb.DuckDBPyConnection, scope: Scope, as_of: AsOf) -> FinishForecast:
    """Forecast the open items of a scope from its last complete weeks."""
    rows = query_rows(connection, "pace", Question(scopes=(scope,), as_of=(as_of,)))
    pace: dict[str, Any] = rows[0] if rows else {}
    return forecast_finish(
        as_of=as_of.day,
        open_items=pace.get("open_count", 0),
        weekly_finished=pace.get("finished_count", [])[-HISTORY_WEEKS:],
        active_days=sum(pace.get("active_days", [])[-HISTORY_WEEKS:]),
        weekly_arrived=pace.get("arrived_count", [])[-HISTORY_WEEKS:],
    )


def portfolio_card(connection: duckdb.DuckDBPyConnection, settings: Settings, as_of: AsOf) -> str:
    """Return a portfolio in a few lines: sources, rows, how fresh, how exact, problems."""
    sources = fetch_rows(connection, _SOURCES, name="sources")
    counts = fetch_rows(connection, _COUNTS, name="counts")[0]
    lines = [f"{settings.portfolio.name}, as of {as_of}"]
    lines += [
        f"  {row['source']:<16}{row['exports']} exports, {row['rows_accepted']} of "
        f"{row['rows_in']} rows used, newest {_day(row['taken_at'])}, {_tier(row['tier'])}"
        for row in sources
    ]
    lines.append(
        f"  {counts['projects']} projects, {counts['items']} items, {counts['registers']} registers"
    )
    if counts["refused"] or counts["rejected"]:
        lines.append(
            f"  problems: {counts['refused']} files refused, {counts['rejected']} rows and cells "
            'not used; see p.sql("from rejects")'
        )
    return "\n".join(lines)


_SOURCES = """
    select
        exports.source,
        count(*) as exports,
        sum(exports.rows_in)::bigint as rows_in,
        sum(exports.rows_accepted)::bigint as rows_accepted,
        max(exports.taken_at) as taken_at,
        any_value(tiers.tier) as tier
    from exports
    left join (select source, max(tier) as tier from items group by source) as tiers using (source)
    group by exports.source
    order by exports.source
"""
_COUNTS = """
    select
        (select count(*) from projects) as projects,
        (select count(*) from items) as items,
        (select count(*) from raw_registers where row_count > 0) as registers,
        (select count(*) from exports where refused_reason is not null) as refused,
        (select count(*) from rejects where level <> 'file') as rejected
"""


def _day(moment: Any) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC") if moment else "unknown"


def _tier(tier: int | None) -> str:
    return Tier(tier).words if tier is not None else "nothing read"
