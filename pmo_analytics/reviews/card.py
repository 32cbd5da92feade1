"""A portfolio in a few lines: sources, rows, how fresh, how exact, problems."""

from __future__ import annotations

from typing import Any

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.metrics.question import NOTHING, AsOf, Question
from pmo_analytics.narrative.formatting import amount_text, count_text
from pmo_analytics.values import Tier


def portfolio_card(evidence: Evidence, day: AsOf) -> str:
    """Return the card of a portfolio as of a day."""
    sources = evidence.rows("export_sources", Question((), (day,)))
    (counts,) = evidence.rows("warehouse_counts", NOTHING)
    tiers = {row["source"]: row["tier"] for row in evidence.rows("source_tiers", NOTHING)}
    lines = [f"{evidence.settings.portfolio.name}, as of {day}"]
    width = max((len(row["source"]) for row in sources), default=0) + 2
    lines += [f"  {row['source']:<{width}}{_source_words(row, tiers)}" for row in sources]
    nouns = ("projects", "project"), ("items", "item"), ("registers", "register")
    lines.append("  " + ", ".join(amount_text(counts[key], singular) for key, singular in nouns))
    if counts["refused"] or counts["rejected"]:
        lines.append(
            f"  problems: {amount_text(counts['refused'], 'file')} refused, "
            f"{amount_text(counts['rejected'], 'row or cell', 'rows and cells')} not used; "
            'see p.sql("from rejects")'
        )
    return "\n".join(lines)


def _source_words(row: dict[str, Any], tiers: dict[str, int]) -> str:
    """Say of a source how much of its exports is used, how fresh and how exact it is."""
    used, total = count_text(row["accepted_count"]), amount_text(row["row_count"], "row")
    newest = row["taken_date"].isoformat() if row["taken_date"] else "unknown"
    return (
        f"{amount_text(row['export_count'], 'export')}, {used} of {total} used, "
        f"newest {newest}, {_exactness(row, tiers)}"
    )


def _exactness(row: dict[str, Any], tiers: dict[str, int]) -> str:
    if row["source"] in tiers:
        return Tier(tiers[row["source"]]).words
    return "no items in it" if row["accepted_count"] else "nothing read"
