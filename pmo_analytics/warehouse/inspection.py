"""Read one file as a build would, and say what came of it, without a portfolio around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmo_analytics.settings import Settings, SourceTable
from pmo_analytics.sources.held_files import HeldFiles
from pmo_analytics.sources.mapping import MappingProposal, propose_mapping
from pmo_analytics.sources.planning import UNRECOGNISED, plan_file
from pmo_analytics.sources.read_plan import Problem, ReadPlan, RefusedFile
from pmo_analytics.sources.roles import STATUS_DURATION
from pmo_analytics.sources.scratch import scratch_folder
from pmo_analytics.sources.text_versions import text_version
from pmo_analytics.values import Tier
from pmo_analytics.warehouse.connection import fetch_rows, open_writer
from pmo_analytics.warehouse.landing import create_landing_tables, land_export
from pmo_analytics.warehouse.models import run_models

_ROLES_OF_STARTS = frozenset(
    {"started", "status_category_changed", "time_in_status", "stage", STATUS_DURATION}
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a file: how it is read, what of it is used, what it makes possible."""

    path: str
    plan: ReadPlan | RefusedFile
    rows: int
    accepted: int
    rejected: int
    reasons: tuple[
        tuple[str, int], ...
    ]  # why rows and cells could not be used, most frequent first
    tier: Tier | None
    # role, source, header, is_read and is_filled of those that mean something, here or elsewhere
    columns: tuple[Mapping[str, Any], ...]
    proposal: MappingProposal | None = None  # where no known tool writes such columns

    @property
    def roles(self) -> frozenset[str]:
        """Return the roles of the columns that hold something."""
        return _filled_roles(self.columns)

    @property
    def is_refused(self) -> bool:
        """Tell whether the file cannot be read truthfully at all."""
        return isinstance(self.plan, RefusedFile)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what a person should know about the file; of a refused one the reason first."""
        if isinstance(self.plan, RefusedFile):
            reason = Problem("refused", self.plan.reason)
            return (reason, *(one for one in self.plan.problems if one.text != reason.text))
        return self.plan.problems


def inspect_file(path: Path, *, source: str, table: SourceTable, settings: Settings) -> Inspection:
    """Look at a file and read it into a warehouse that is thrown away.

    Raises:
        ChangingFileError: the file changed each time it was read.
    """
    target = path.resolve()
    with scratch_folder() as scratch:
        copy = HeldFiles(target.parent, scratch / "files").path(target.name)
        held = copy.rename(copy.with_name(path.name))  # a link has a name of its own
        plan = plan_file(held, name=path.name, source=source, table=table)
        return _inspected(path, held, plan, settings)


def _inspected(
    path: Path, held: Path, plan: ReadPlan | RefusedFile, settings: Settings
) -> Inspection:
    if isinstance(plan, RefusedFile):
        return Inspection(
            path=str(path),
            plan=plan,
            rows=plan.row_count,
            accepted=0,
            rejected=plan.row_count,
            reasons=(),
            tier=None,
            columns=(),
            proposal=_proposal(held, plan),
        )
    rejected, reasons, columns = _read(held, plan, settings)
    return Inspection(
        path=str(path),
        plan=plan,
        rows=plan.row_count,
        accepted=plan.row_count - rejected,
        rejected=rejected,
        reasons=reasons,
        tier=_file_tier(plan, _filled_roles(columns)),
        columns=columns,
    )


def _proposal(path: Path, plan: RefusedFile) -> MappingProposal | None:
    is_unrecognised = any(problem.kind == UNRECOGNISED for problem in plan.problems)
    if not is_unrecognised:
        return None
    with text_version(path) as text:
        return propose_mapping(text)


def _read(
    held: Path, plan: ReadPlan, settings: Settings
) -> tuple[int, tuple[tuple[str, int], ...], tuple[dict[str, Any], ...]]:
    with scratch_folder() as scratch:
        connection = open_writer(scratch / "inspected.duckdb", readable=held.parent)
        try:
            create_landing_tables(connection)
            land_export(
                connection,
                plan,
                export_id=1,
                folder=held.parent,
                scratch=scratch,
                day_zone=settings.portfolio.time_zone,
            )
            run_models(connection, ("stg_row_faults",))
            counted = fetch_rows(connection, _REJECTED, name="rejected rows")[0]
            reasons = fetch_rows(connection, _REASONS, name="reasons")
            columns = fetch_rows(connection, _COLUMNS, name="columns")
        finally:
            connection.close()
    listed = tuple((row["reason"], row["count"]) for row in reasons)
    return counted["rejected"], listed, tuple(columns)


_REJECTED = """
    select
        (select count(*) from stg_row_faults)
        + (select count(*) from raw_faults where level = 'row') as rejected
"""
_COLUMNS = """
    select
        coalesce(nullif(role, ''), usual_role) as role,
        source,
        trim(header) as header,
        role <> '' as is_read,
        coalesce(is_filled, false) as is_filled
    from raw_columns
    join raw_exports using (export_id)
    where coalesce(nullif(role, ''), usual_role) is not null and role <> 'private'
    order by position
"""
_REASONS = """
    select reason, count(*) as count
    from (
        -- Row numbers within a reason would make each row a reason of its own.
        select regexp_replace(reason, '^Row [0-9]+', 'A later row') as reason from stg_row_faults
        union all
        select coalesce(column_name || ': ', '') || reason from raw_faults
        union all
        select column_name || ': ' || reason from raw_clock_doubts
    )
    group by reason
    order by count desc, reason
"""


def _filled_roles(columns: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(
        column["role"] for column in columns if column["is_read"] and column["is_filled"]
    )


def _file_tier(plan: ReadPlan, roles: Set[str]) -> Tier | None:
    """Return how much one file alone can tell (GLOSSARY.md, tier); None where it lists no items."""
    if plan.kind in ("counts", "sprints"):
        return None
    if plan.kind == "changes":
        return Tier.T3
    if plan.kind == "snapshots":
        return Tier.T2
    return Tier.T1 if _ROLES_OF_STARTS & roles else Tier.T0
