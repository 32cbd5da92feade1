"""The reports by name, and the small answers that need the same evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import duckdb

from pmo_analytics.errors import ParameterError, UnknownNameError
from pmo_analytics.forecasts.finish import FinishForecast, forecast_finish
from pmo_analytics.forecasts.throughput import HISTORY_WEEKS
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.narrative.formatting import amount_text, count_text
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
    width = max((len(row["source"]) for row in sources), default=0) + 2
    lines += [f"  {row['source']:<{width}}{_source_words(row)}" for row in sources]
    nouns = ("projects", "project"), ("items", "item"), ("registers", "register")
    lines.append("  " + ", ".join(amount_text(counts[key], singular) for key, singular in nouns))
    if counts["refused"] or counts["rejected"]:
        lines.append(
            f"  problems: {amount_text(counts['refused'], 'file')} refused, "
            f"{amount_text(counts['rejected'], 'row or cell', 'rows and cells')} not used; "
            'see p.sql("from rejects")'
        )
    return "\n".join(lines)


def _source_words(row: Mapping[str, Any]) -> str:
    """Say of a source how much of its exports is used, how fresh and how exact it is."""
    used, total = count_text(row["rows_accepted"]), amount_text(row["rows_in"], "row")
    return (
        f"{amount_text(row['exports'], 'export')}, {used} of {total} used, "
        f"newest {_day(row['taken_at'])}, {_exactness(row)}"
    )


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


def _exactness(row: Mapping[str, Any]) -> str:
    if row["tier"] is not None:
        return Tier(row["tier"]).words
    return "no items in it" if row["rows_accepted"] else "nothing read"
