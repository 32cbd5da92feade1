"""Read one file as a build would, and say what came of it, without a portfolio around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pmo_analytics.settings import Settings, SourceTable
from pmo_analytics.sources.dialect import common_role
from pmo_analytics.sources.held_files import HeldFiles
from pmo_analytics.sources.mapping import MappingProposal, propose_mapping
from pmo_analytics.sources.planning import UNRECOGNISED, plan_file
from pmo_analytics.sources.read_plan import Problem, ReadPlan, RefusedFile
from pmo_analytics.sources.roles import STATUS_DURATION
from pmo_analytics.sources.scratch import scratch_folder
from pmo_analytics.sources.text_versions import text_version
from pmo_analytics.sources.toml_text import toml_key
from pmo_analytics.values import Tier
from pmo_analytics.warehouse.cell_types import text_of
from pmo_analytics.warehouse.connection import execute, fetch_rows, open_writer
from pmo_analytics.warehouse.landing import create_landing_tables, land_export
from pmo_analytics.warehouse.models import read_models


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
    roles: frozenset[str]  # of the columns that hold something
    proposal: MappingProposal | None = None  # where no known tool writes such columns

    @property
    def standing(self) -> dict[str, str]:
        """Say by role of columns that stand in the file and cannot serve, why they do not."""
        columns = getattr(self.plan, "columns", ())
        unused = {
            role: f'"{column.header.strip()}" stands in the file and is not read as {role}; if it '
            f"is that, say so under [sources.{toml_key(self.plan.source)}.columns] in pmo.toml"
            for column in columns
            if not column.role and (role := common_role(column.header))
        }
        empty = {
            column.role: f'the column "{column.header.strip()}" is there and empty: fill it in the '
            "tracker, or export again when it is filled"
            for column in columns
            if column.is_used
        }
        return {role: text for role, text in (unused | empty).items() if role not in self.roles}

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
            roles=frozenset(),
            proposal=_proposal(held, plan),
        )
    rejected, reasons, roles = _read(held, plan, settings)
    return Inspection(
        path=str(path),
        plan=plan,
        rows=plan.row_count,
        accepted=plan.row_count - rejected,
        rejected=rejected,
        reasons=reasons,
        tier=file_tier(plan, roles),
        roles=roles,
    )


def _proposal(path: Path, plan: RefusedFile) -> MappingProposal | None:
    is_unrecognised = any(problem.kind == UNRECOGNISED for problem in plan.problems)
    if not is_unrecognised:
        return None
    with text_version(path) as text:
        return propose_mapping(text)


def _read(
    held: Path, plan: ReadPlan, settings: Settings
) -> tuple[int, tuple[tuple[str, int], ...], frozenset[str]]:
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
            for model in read_models():
                if model.name in ("stg_shared_numbers", "stg_row_faults"):
                    connection.execute(f"create table {model.name} as\n{model.sql}")
            counted = fetch_rows(connection, _REJECTED, name="rejected rows")[0]
            reasons = fetch_rows(connection, _REASONS, name="reasons")
            roles = filled_roles(connection, plan)
        finally:
            connection.close()
    listed = tuple((row["reason"], row["count"]) for row in reasons)
    return counted["rejected"], listed, roles


def filled_roles(connection: duckdb.DuckDBPyConnection, plan: ReadPlan) -> frozenset[str]:
    """Return the roles of which at least one cell of the file read last is filled."""
    read = [column for column in plan.columns if column.is_used]
    counts = ", ".join(f"count({text_of(plan, column)})" for column in read)
    filled = execute(connection, f"select {counts or 0} from cells", name=plan.path).fetchone()
    return frozenset(
        column.role for column, count in zip(read, filled or (), strict=False) if count
    )


_REJECTED = """
    select
        (select count(*) from stg_row_faults)
        + (select count(*) from raw_faults where level = 'row') as rejected
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


def file_tier(plan: ReadPlan, roles: frozenset[str]) -> Tier | None:
    """Return how much one file alone can tell (GLOSSARY.md, tier); None where it lists no items."""
    if plan.kind in ("counts", "sprints"):
        return None
    if plan.kind == "changes":
        return Tier.T3
    if plan.kind == "snapshots":
        return Tier.T2
    knows_starts = {
        "started",
        "status_category_changed",
        "time_in_status",
        "stage",
        STATUS_DURATION,
    } & roles
    return Tier.T1 if knows_starts else Tier.T0
