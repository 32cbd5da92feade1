"""`pmo inspect FILE…`: what is in a file, how it is read, and what it makes possible."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from pmo_analytics.cli.options import JsonOption
from pmo_analytics.cli.terminal import plain, say
from pmo_analytics.errors import FolderError, UnreadableFileError
from pmo_analytics.settings import SETTINGS_FILE, Settings, read_settings

if TYPE_CHECKING:
    from pmo_analytics.warehouse.inspection import Inspection

NAME = "inspect"
EPILOG = "A refused file is shown too; the exit code is then 3."


def run(
    files: Annotated[list[Path], typer.Argument(help="Exports to look at.")],
    as_json: JsonOption = False,
) -> None:
    """Say how files are read: dialect, rows used and not, date order, what they make possible."""
    from pmo_analytics.warehouse.inspection import inspect_file  # noqa: PLC0415 - slow to import

    inspections = []
    for path in files:
        if not path.is_file():
            raise FolderError(f"There is no file {path}.")
        folder, settings = _portfolio_of(path)
        source = _source_of(path, folder)
        inspections.append(
            inspect_file(path, source=source, table=settings.source(source), settings=settings)
        )
    if as_json:
        listed = [_record(inspection) for inspection in inspections]
        sys.stdout.write(json.dumps(listed, indent=1, ensure_ascii=False) + "\n")
    else:
        for inspection in inspections:
            _show(inspection, Console())
    if refused := [inspection for inspection in inspections if inspection.is_refused]:
        raise UnreadableFileError(
            f"{len(refused)} of {len(inspections)} files were refused: "
            f"{', '.join(inspection.path for inspection in refused)}."
        )


def _portfolio_of(path: Path) -> tuple[Path | None, Settings]:
    """Return the portfolio folder that a file lies in, and its settings."""
    folder = next(
        (parent for parent in path.resolve().parents if (parent / SETTINGS_FILE).is_file()), None
    )
    return folder, read_settings(folder) if folder else Settings()


def _source_of(path: Path, folder: Path | None) -> str:
    parts = path.resolve().relative_to(folder).parts if folder else ()
    is_below_source = len(parts) > 2 and parts[0] == "exports"
    return parts[1] if is_below_source else path.stem


def _record(inspection: Inspection) -> dict[str, Any]:
    from pmo_analytics.metrics.possible import possible_metrics  # noqa: PLC0415

    plan = inspection.plan
    order = getattr(plan, "date_order", None)
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
        "metrics": [
            {"metric": possible.name, "is_possible": possible.is_possible, "add": possible.missing}
            for possible in possible_metrics(inspection.roles)
        ],
    }


def _show(inspection: Inspection, console: Console) -> None:
    from pmo_analytics.metrics.possible import possible_metrics  # noqa: PLC0415

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    rows = f"{inspection.rows:,} in, {inspection.accepted:,} used, {inspection.rejected:,} not"
    table.add_row("rows", rows)
    if not inspection.is_refused:
        for label, value in _plan_lines(inspection):
            table.add_row(label, plain(value))
    for reason, count in inspection.reasons:
        table.add_row("not used", plain(f"{count:,} × {reason}"))
    for problem in inspection.problems:
        table.add_row("problem", plain(problem.text, style="bold"))
    for possible in possible_metrics(inspection.roles) if not inspection.is_refused else ():
        words = "possible" if possible.is_possible else f"not from this file: {possible.missing}"
        table.add_row(possible.name, plain(words, style="" if possible.is_possible else "dim"))
    say(console, inspection.path, style="bold")
    console.print(table)
    console.print()


def _plan_lines(inspection: Inspection) -> list[tuple[str, str]]:
    plan: Any = inspection.plan
    used = [f"{column.header} → {column.role}" for column in plan.columns if _is_used(column)]
    ignored = [column.header for column in plan.columns if not _is_used(column)]
    lines = [
        ("dialect", plan.dialect),
        *(("because", sentence) for sentence in plan.evidence),
        ("written as", f"{plan.encoding}, {plan.delimiter!r} between cells"),
        ("taken", f"{plan.taken_at} ({plan.taken_at_evidence})"),
        ("times", plan.time_zone or ("local, zone not known" if plan.needs_time_zone else "UTC")),
    ]
    if plan.date_order:
        lines.append(("date order", f"{plan.date_order.order}: {plan.date_order.proof}"))
    if inspection.tier is not None:
        lines.append(("exactness", f"{inspection.tier.name}, {inspection.tier.words}"))
    lines.append(("columns used", ", ".join(used)))
    if ignored:
        lines.append(("not used", ", ".join(ignored)))
    return lines


def _is_used(column: Any) -> bool:
    return column.role not in ("", "private")
