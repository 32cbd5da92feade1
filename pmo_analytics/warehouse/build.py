"""Build the warehouse of a portfolio folder: a pure function of its files and settings.

Same files, same settings, same tables. A build writes aside under a lock and is swapped in at the
end; if it dies, the warehouse before it stays the current one.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pmo_analytics.errors import ModelError, SettingsError
from pmo_analytics.settings import SETTINGS_FILE, Settings, read_settings
from pmo_analytics.sources.export_time import DATES_BEYOND_EXPORT, NEWER_THAN_ITS_NAME
from pmo_analytics.sources.exports import plan_exports
from pmo_analytics.sources.folder import NO_EXPORTS, FolderScan, scan_folder
from pmo_analytics.sources.held_files import HeldFiles
from pmo_analytics.sources.planning import TIME_ZONE_MISSING
from pmo_analytics.sources.read_plan import Problem, ReadPlan, RefusedFile
from pmo_analytics.sources.registers import RegisterPlan, plan_registers
from pmo_analytics.sources.toml_text import toml_key
from pmo_analytics.warehouse.connection import BUILD_MEMORY_MB, environment_fault, open_writer
from pmo_analytics.warehouse.findings import Findings, read_findings
from pmo_analytics.warehouse.generations import (
    DERIVED_FOLDER,
    build_lock,
    current_warehouse,
    generation_path,
    publish,
    read_pointer,
    remove_orphans,
)
from pmo_analytics.warehouse.landed_settings import land_settings
from pmo_analytics.warehouse.landing import (
    create_landing_tables,
    insert_records,
    land_export,
    land_refused,
)
from pmo_analytics.warehouse.models import run_models
from pmo_analytics.warehouse.people import KEY_FILE, People, people_of
from pmo_analytics.warehouse.registers import land_registers
from pmo_analytics.warehouse.reuse import copy_exports, known_plans, readable_warehouse

Plan = ReadPlan | RefusedFile
Progress = Callable[[str], None]
_PROGRAM_SUFFIXES = (".py", ".sql", ".toml")
_ODD_TIMES = (DATES_BEYOND_EXPORT, NEWER_THAN_ITS_NAME)
_TEMPLATE_DIALECT = "board"
_MEMORY_FOR_EXPORTS = 3  # times their size


@dataclass(frozen=True, slots=True)
class _Content:
    """All that a warehouse is made from."""

    files: HeldFiles
    problems: tuple[Problem, ...]
    settings: Settings
    people: People
    plans: tuple[Plan, ...]
    registers: tuple[RegisterPlan | RefusedFile, ...]
    known: Mapping[str, ReadPlan]  # what the earlier warehouse already read, by plan key
    earlier: Path | None
    tables: tuple[str, ...] = ()  # those that are asked for; all where none is named

    def key(self) -> str:
        """Return a digest that changes whenever the warehouse would."""
        digest = hashlib.sha256(_program_key().encode())
        digest.update(self.settings.model_dump_json().encode())
        digest.update(self.people.digest.encode())
        for plan in self.plans:
            digest.update(f"{plan.path}\0{plan.sha256}\0{getattr(plan, 'key', '')}\0".encode())
        for register in self.registers:
            digest.update(f"{register.path}\0{register.sha256}\0".encode())
        for problem in self.problems:
            digest.update(f"{problem.text}\0".encode())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: the warehouse it left, whether it was new, and what it could not read."""

    warehouse: Path
    is_new: bool
    refused: tuple[RefusedFile, ...]
    problems: tuple[Problem, ...]


def build_warehouse(
    folder: Path, *, progress: Progress = lambda _: None, tables: tuple[str, ...] = ()
) -> BuildResult:
    """Bring the warehouse of a portfolio folder up to date.

    Args:
        folder: the portfolio folder.
        progress: is told in a few words what is done next.
        tables: of a folder that is thrown away, those that are asked for; no others are made.

    Raises:
        FolderError: the folder does not exist.
        SettingsError: `pmo.toml` is not understood, or says what acts on nothing.
        BuildLockedError: another build of the folder is running.
        ChangingFileError: a file changed each time it was read; the warehouse of before stays.
        EnvironmentBrokenError: memory or space did not suffice; likewise.
    """
    folder = folder.resolve()
    scan_folder(folder)  # what is wrong with folder and settings is said before any wait
    read_settings(folder)
    try:
        with build_lock(folder) as derived:
            return _build(folder, derived, progress, tables)
    except duckdb.Error as error:
        raise environment_fault(error) or ModelError(f"The build failed: {error}") from error


def _build(folder: Path, derived: Path, progress: Progress, tables: tuple[str, ...]) -> BuildResult:
    progress("looking at the files")
    scan = scan_folder(folder)
    # Before anything is read: what changes from here on makes the next build.
    seen = folder_signature(folder, scan)
    settings = read_settings(folder)
    people = people_of(derived, settings.portfolio.people)
    pointer = read_pointer(folder)
    remove_orphans(derived, keep=pointer.warehouse if pointer else "")
    earlier = readable_warehouse(derived / pointer.warehouse if pointer else None)
    known = known_plans(earlier, program_key=_reading_key(settings, people))
    with TemporaryDirectory(prefix="building-", dir=derived) as scratch_name:
        scratch = Path(scratch_name)
        files = HeldFiles(folder, scratch / "files")
        found = plan_exports(folder, scan, settings, known=known, files=files)
        found = tuple(map(_settled, found))
        plans = tuple(plan for plan in found if plan.row_count or isinstance(plan, RefusedFile))
        overruled = _overruled_stages(settings, {plan.source for plan in plans})
        registers = plan_registers(folder, scan, settings, files=files)
        content = _Content(
            files=files,
            problems=tuple(one for one in scan.problems if one.kind != NO_EXPORTS),
            settings=settings,
            people=people,
            plans=plans,
            registers=registers,
            known=known,
            earlier=earlier if known else None,
            tables=tables,
        )
        warehouse = generation_path(derived, content.key())
        is_new = earlier != warehouse
        if is_new:
            _write_aside(content, warehouse, scratch, progress)
    publish(warehouse, seen=seen)
    refused = tuple(plan for plan in (*plans, *registers) if isinstance(plan, RefusedFile))
    problems = (*scan.problems, *overruled, *_without_rows(found), *_odd_times(plans))
    return BuildResult(warehouse, is_new, refused, problems)


def _without_rows(plans: Iterable[Plan]) -> Iterator[Problem]:
    """Name the exports that hold a header alone; of a board it is the template of `pmo init`."""
    for plan in plans:
        if isinstance(plan, ReadPlan) and not plan.row_count and plan.dialect != _TEMPLATE_DIALECT:
            yield Problem("no_rows", f"{plan.path} holds a header and no row, so it tells nothing.")


def _odd_times(plans: Iterable[Plan]) -> Iterator[Problem]:
    """Name the exports whose dates and name do not agree on when they were taken."""
    for plan in plans:
        for problem in plan.problems:
            if isinstance(plan, ReadPlan) and problem.kind in _ODD_TIMES:
                yield Problem(problem.kind, f"{plan.path}: {problem.text}")


def _overruled_stages(settings: Settings, sources: set[str]) -> tuple[Problem, ...]:
    """Name the sources whose own stages win over `[[workflow.stages]]`.

    Raises:
        SettingsError: they are all there are, so that the stages for everything act on nothing.
    """
    workflows = {name: settings.source(name).workflow for name in sources}
    own = sorted(name for name, workflow in workflows.items() if workflow and workflow.stages)
    if not own or not settings.workflow.stages:
        return ()
    tables = ", ".join(f"[[sources.{toml_key(name)}.workflow.stages]]" for name in own)
    if len(own) == len(sources):
        raise SettingsError(
            f"[[workflow.stages]] in pmo.toml acts on nothing: the stages of {tables} win. "
            "Change those, or delete them."
        )
    return (Problem("stages_overruled", f"[[workflow.stages]] does not hold where {tables} do."),)


def found_in(folder: Path, *, progress: Progress = lambda _: None) -> Findings:
    """Bring the warehouse of a folder up to date, and return what was found on the way."""
    if not is_current(folder):
        build_warehouse(folder, progress=progress)
    return read_findings(current_warehouse(folder.resolve()))


def is_current(folder: Path) -> bool:
    """Tell, from names, sizes and times of files only, whether a build would change nothing."""
    folder = folder.resolve()
    pointer = read_pointer(folder)
    return pointer is not None and pointer.seen == folder_signature(folder, scan_folder(folder))


def folder_signature(folder: Path, scan: FolderScan) -> str:
    """Return a digest of which files lie there, how large and how old; of the program too."""
    paths = [export.path for export in scan.exports] + [path for _, path in scan.registers]
    digest = hashlib.sha256(_program_key().encode())
    for problem in scan.problems:
        digest.update(f"{problem.text}\0".encode())
    for path in [*sorted(paths), SETTINGS_FILE, f"{DERIVED_FOLDER}/{KEY_FILE}"]:
        with contextlib.suppress(OSError):
            found = (folder / path).stat()
            # Nobody can set the change time, so an exchange that keeps size and time shows too.
            times = f"{found.st_mtime_ns}\0{found.st_ctime_ns}"
            digest.update(f"{path}\0{found.st_size}\0{times}\0".encode())
    return digest.hexdigest()


@cache
def _program_key() -> str:
    """Return a digest of the program that makes a warehouse: another one makes another."""
    digest = hashlib.sha256(f"{version('duckdb')} {version('holidays')}".encode())
    package = Path(__file__).parents[1]
    parts = (*(package / "sources").rglob("*"), *(package / "warehouse").rglob("*"))
    for path in (*sorted(parts), *sorted(package.glob("standards.*"))):
        if path.suffix in _PROGRAM_SUFFIXES:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _reading_key(settings: Settings, people: People) -> str:
    """Return what rows depend on beside their plan: program, where days begin, names of persons."""
    return f"{_program_key()} {settings.portfolio.time_zone} {people.digest}"


def _settled(plan: Plan) -> Plan:
    """Refuse a file whose times nobody placed: a guess would move items across midnight."""
    if isinstance(plan, RefusedFile):
        return plan
    missing = next((found for found in plan.problems if found.kind == TIME_ZONE_MISSING), None)
    return plan.refused(missing.text, source=plan.source) if missing else plan


def _write_aside(content: _Content, warehouse: Path, scratch: Path, progress: Progress) -> None:
    aside = scratch / warehouse.name
    connection = open_writer(
        aside,
        readable=content.files.place,
        earlier=content.earlier,
        memory_mb=_memory_mb(content),
    )
    try:
        _land(connection, content, scratch=scratch, progress=progress)
        progress("working out what happened to each item")
        run_models(connection, content.tables)
        if content.earlier is not None:
            connection.execute("detach before")
        connection.execute("checkpoint")
    finally:
        connection.close()
    aside.replace(warehouse)


def _memory_mb(content: _Content) -> int:
    """Return how much memory a build may hold: more only for exports above half a gigabyte."""
    size = sum(plan.size_bytes for plan in content.plans)
    return max(BUILD_MEMORY_MB, _MEMORY_FOR_EXPORTS * size // 1_000_000)


def _land(
    connection: duckdb.DuckDBPyConnection, content: _Content, *, scratch: Path, progress: Progress
) -> None:
    settings, plans, people = content.settings, content.plans, content.people
    create_landing_tables(connection, people)
    key = _reading_key(settings, people)
    insert_records(connection, "build_info", [{"program_key": key}])
    problems = [{"kind": one.kind, "reason": one.text} for one in content.problems]
    insert_records(connection, "raw_problems", problems)
    land_settings(connection, settings, sources=(plan.source for plan in plans))
    known = {
        export_id: plan
        for export_id, plan in enumerate(plans, start=1)
        if isinstance(plan, ReadPlan) and plan.key in content.known
    }
    copy_exports(connection, known)
    for export_id, plan in enumerate(plans, start=1):
        if isinstance(plan, RefusedFile):
            land_refused(connection, plan, export_id=export_id)
            continue
        if export_id in known:
            continue
        progress(f"reading {plan.path}")
        land_export(
            connection,
            plan,
            export_id=export_id,
            folder=content.files.place,
            scratch=scratch,
            day_zone=settings.portfolio.time_zone,
            people=people,
        )
        content.files.release(plan.path)
    progress("reading the registers")
    land_registers(
        connection,
        content.registers,
        folder=content.files.place,
        scratch=scratch,
        people=people,
    )
