"""Plan all exports of a folder: what one export of a source proves helps the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pmo_analytics.settings import Settings
from pmo_analytics.sources.dates import DATE_ORDER_UNDECIDED, DATES_OF_NO_ORDER
from pmo_analytics.sources.folder import ExportFile, FolderScan
from pmo_analytics.sources.held_files import FolderFiles
from pmo_analytics.sources.planning import plan_file, plan_key
from pmo_analytics.sources.read_plan import DateOrderEvidence, ReadPlan, RefusedFile

_OPEN_ORDERS = frozenset({DATE_ORDER_UNDECIDED, DATES_OF_NO_ORDER})
_NOTHING_KNOWN: Mapping[str, ReadPlan] = MappingProxyType({})


def plan_exports(
    folder: Path,
    scan: FolderScan,
    settings: Settings,
    *,
    known: Mapping[str, ReadPlan] = _NOTHING_KNOWN,
    files: FolderFiles | None = None,
) -> tuple[ReadPlan | RefusedFile, ...]:
    """Decide how every export is read, in the order of the scan.

    A file whose plan is known is not looked at again, unless its date order was taken from other
    exports, which may have gone.

    Args:
        folder: the portfolio folder.
        scan: its files.
        settings: its `pmo.toml`.
        known: plans of an earlier build by `ReadPlan.key`.
        files: how its files are read; by default where they lie.
    """
    files = files or FolderFiles(folder)
    plans = {export: _plan_alone(files, export, settings, known) for export in scan.exports}
    proofs = _proven_orders(plans)
    for export, plan in plans.items():
        siblings = proofs[export.source]
        if siblings and _can_learn(plan):
            plans[export] = plan_file(
                files.path(export.path),
                name=export.path,
                source=export.source,
                table=settings.source(export.source),
                sibling_orders=siblings,
            )
    return tuple(plans.values())


def _plan_alone(
    files: FolderFiles, export: ExportFile, settings: Settings, known: Mapping[str, ReadPlan]
) -> ReadPlan | RefusedFile:
    table = settings.source(export.source)
    if known:
        plan = known.get(plan_key(export.path, files.digest(export.path), table))
        if plan and not _depends_on_others(plan):
            return plan
    return plan_file(files.path(export.path), name=export.path, source=export.source, table=table)


def _depends_on_others(plan: ReadPlan) -> bool:
    return plan.date_order is not None and plan.date_order.origin == "other_exports"


def _can_learn(plan: ReadPlan | RefusedFile) -> bool:
    """Tell whether the proofs of other exports may change how a file is read."""
    if any(problem.kind in _OPEN_ORDERS for problem in plan.problems):
        return True
    order = None if isinstance(plan, RefusedFile) else plan.date_order
    return order is not None and order.origin == "settings"


def _proven_orders(
    plans: Mapping[ExportFile, ReadPlan | RefusedFile],
) -> dict[str, list[DateOrderEvidence]]:
    """Collect by source what the cells of its exports prove."""
    proofs: dict[str, list[DateOrderEvidence]] = defaultdict(list)
    for export, plan in plans.items():
        order = plan.date_order if isinstance(plan, ReadPlan) else None
        if order and order.origin == "cells":
            proof = f"{export.path}, {order.proof}"
            proofs[export.source].append(DateOrderEvidence(order.order, proof, form=order.form))
    return proofs
