"""What `pmo inspect` found in a file: as a table for a person, as a record for a program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table

from pmo_analytics.catalogue.possible import PossibleMetric, possible_metrics, unlocked_by_one_more
from pmo_analytics.cli.terminal import plain, say
from pmo_analytics.metrics.measure import StandingColumn
from pmo_analytics.sources.read_plan import ColumnPlan, ReadPlan
from pmo_analytics.warehouse.inspection import Inspection


def record(inspection: Inspection) -> dict[str, Any]:
    """Return everything that was found, for JSON."""
    plan = inspection.plan
    order = getattr(plan, "date_order", None)
    possible = _possible(inspection)
    proposal = inspection.proposal
    return {
        "file": inspection.path,
        "dialect": getattr(plan, "dialect", None),
        "kind": getattr(plan, "kind", None),
        "rows": inspection.rows,
        "accepted": inspection.accepted,
        "rejected": inspection.rejected,
        "tier": inspection.tier.name if inspection.tier is not None else None,
        "problems": [{"kind": one.kind, "text": one.text} for one in inspection.problems],
        "reasons": [{"reason": reason, "count": count} for reason, count in inspection.reasons],
        "evidence": list(getattr(plan, "evidence", ())),
        "encoding": getattr(plan, "encoding", None),
        "delimiter": getattr(plan, "delimiter", None),
        "date_order": {"order": order.order, "proof": order.proof} if order else None,
        "time_zone": getattr(plan, "time_zone", None),
        "columns": {
            column.header: column.role or "not used" for column in getattr(plan, "columns", ())
        },
        "proposed_columns": [
            {"role": one.role, "header": one.header, "evidence": one.evidence}
            for one in (proposal.columns if proposal else ())
        ],
        "metrics": [
            {"metric": one.name, "is_possible": one.is_possible, "add": list(one.to_add)}
            for one in possible
        ],
        "one_column_more": {
            addition: list(names) for addition, names in unlocked_by_one_more(possible).items()
        },
    }


def _possible(inspection: Inspection) -> tuple[PossibleMetric, ...]:
    return possible_metrics([StandingColumn(**column) for column in inspection.columns])


def show(inspection: Inspection, console: Console) -> None:
    """Print everything that was found, a line a fact."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, text, style in _lines(inspection):
        table.add_row(label, plain(text, style=style))
    say(console, inspection.path, style="bold")
    console.print(table)
    console.print()


def _lines(inspection: Inspection) -> Iterator[tuple[str, str, str]]:
    rows = f"{inspection.rows:,} in, {inspection.accepted:,} used, {inspection.rejected:,} not"
    yield "rows", rows, ""
    for reason, count in inspection.reasons:
        yield "not used", f"{count:,} × {reason}", ""
    plan = inspection.plan
    if isinstance(plan, ReadPlan):
        yield from _plan_lines(inspection, plan)
    for problem in inspection.problems:
        yield "problem", problem.text, "bold"
    if isinstance(plan, ReadPlan):
        yield from _metric_lines(inspection)
    if inspection.proposal:
        for column in inspection.proposal.columns:
            yield "proposed", f"{column.header} → {column.role}: {column.evidence}", ""
        yield "not used", ", ".join(inspection.proposal.others), "dim"


def _plan_lines(inspection: Inspection, plan: ReadPlan) -> Iterator[tuple[str, str, str]]:
    used = [f"{column.header} → {column.role}" for column in plan.columns if column.is_used]
    ignored = [_header(column) for column in plan.columns if not column.is_used]
    yield "dialect", plan.dialect, ""
    for sentence in plan.evidence:
        yield "because", sentence, ""
    yield "taken", f"{_taken_words(plan)} ({plan.taken_at_evidence})", ""
    if times := _times_words(plan):
        yield "times", times, ""
    if inspection.tier is not None:
        yield "exactness", f"{inspection.tier.name}, {inspection.tier.words}", ""
    yield "columns used", ", ".join(used), ""
    if empty := [column.header for column in plan.columns if _is_empty(column, inspection)]:
        yield "empty", ", ".join(empty), "dim"
    if ignored:
        yield "not used", ", ".join(ignored), "dim"


def _is_empty(column: ColumnPlan, inspection: Inspection) -> bool:
    return column.is_used and column.role not in inspection.roles


def _header(column: ColumnPlan) -> str:
    return column.header.strip() or f"column {column.position + 1}, which has no name"


def _taken_words(plan: ReadPlan) -> str:
    """Say when the export was taken, as exactly as that is known."""
    if plan.taken_at is None:
        return "not known"
    if plan.taken_at_is_day:
        return f"{plan.taken_at:%Y-%m-%d}"
    return f"{plan.taken_at:%Y-%m-%d %H:%M:%S}{' UTC' if plan.taken_at.tzinfo else ''}"


def _times_words(plan: ReadPlan) -> str:
    """Say which zone the times of a file are in; "" where it has none."""
    forms = [form for column in plan.columns if column.is_used for form in column.date_formats]
    if not forms:
        return ""
    if plan.needs_time_zone:
        return plan.time_zone or "local times of a zone that the file does not tell"
    if all(form.is_date_only for form in forms):
        return "days without a time"
    return "with their offset from UTC, or as seconds since 1970"


def _metric_lines(inspection: Inspection) -> Iterator[tuple[str, str, str]]:
    possible = _possible(inspection)
    names = ", ".join(one.name for one in possible if one.is_possible)
    yield "makes possible", names or "no metric: none is read from what it holds", ""
    if inspection.tier is None:  # it lists no items, so columns of items are not what it lacks
        return
    for addition, names in unlocked_by_one_more(possible).items():
        yield "would unlock", f"{addition} → {', '.join(names)}", ""
    for one in possible:
        if len(one.to_add) > 1:
            yield "not possible", f"{one.name}: {', and '.join(one.to_add)}", "dim"
