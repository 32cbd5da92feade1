"""What `pmo inspect` found in a file: as a table for a person, as a record for a program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table

from pmo_analytics.cli.terminal import plain, say
from pmo_analytics.metrics.possible import possible_metrics, unlocked_by_one_more
from pmo_analytics.sources.read_plan import ReadPlan
from pmo_analytics.warehouse.inspection import Inspection


def record(inspection: Inspection) -> dict[str, Any]:
    """Return everything that was found, for JSON."""
    plan = inspection.plan
    order = getattr(plan, "date_order", None)
    possible = possible_metrics(inspection.roles)
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
    ignored = [column.header for column in plan.columns if not column.is_used]
    yield "dialect", plan.dialect, ""
    for sentence in plan.evidence:
        yield "because", sentence, ""
    yield "written as", f"{plan.encoding}, {plan.delimiter!r} between cells", ""
    yield "taken", f"{plan.taken_at} ({plan.taken_at_evidence})", ""
    zone = plan.time_zone or ("local, zone not known" if plan.needs_time_zone else "UTC")
    yield "times", zone, ""
    if plan.date_order:
        yield "date order", f"{plan.date_order.order}: {plan.date_order.proof}", ""
    if inspection.tier is not None:
        yield "exactness", f"{inspection.tier.name}, {inspection.tier.words}", ""
    yield "columns used", ", ".join(used), ""
    if ignored:
        yield "not used", ", ".join(ignored), "dim"


def _metric_lines(inspection: Inspection) -> Iterator[tuple[str, str, str]]:
    possible = possible_metrics(inspection.roles)
    yield "makes possible", ", ".join(one.name for one in possible if one.is_possible), ""
    for addition, names in unlocked_by_one_more(possible).items():
        yield "would unlock", f"{addition} → {', '.join(names)}", ""
    for one in possible:
        if len(one.to_add) > 1:
            yield "not possible", f"{one.name}: {', and '.join(one.to_add)}", "dim"
