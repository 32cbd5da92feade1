"""Build the warehouse of a portfolio folder: a pure function of its files and settings.

Same files, same settings, same tables. A build writes aside under a lock and is swapped in at the
end; if it dies, the warehouse before it stays the current one.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pmo_analytics.errors import ModelError, NothingUsableError
from pmo_analytics.settings import SETTINGS_FILE, Settings, read_settings
from pmo_analytics.sources.exports import plan_exports
from pmo_analytics.sources.folder import EXPORTS, NO_EXPORTS, FolderScan, scan_folder
from pmo_analytics.sources.held_files import HeldFiles
from pmo_analytics.sources.planning import TIME_ZONE_MISSING
from pmo_analytics.sources.read_plan import Problem, ReadPlan, RefusedFile
from pmo_analytics.sources.registers import RegisterPlan, plan_registers
from pmo_analytics.warehouse.connection import (
    BUILD_MEMORY_MB,
    environment_fault,
    open_reader,
    open_writer,
)
from pmo_analytics.warehouse.generations import (
    DERIVED_FOLDER,
    build_lock,
    current_warehouse,
    generation_path,
    publish,
    read_pointer,
    remove_orphans,
)
from pmo_analytics.warehouse.landing import (
    create_landing_tables,
    insert_records,
    land_export,
    land_refused,
    land_settings,
)
from pmo_analytics.warehouse.models import run_models
from pmo_analytics.warehouse.people import KEY_FILE, People, people_of
from pmo_analytics.warehouse.refusals import has_usable_export, read_refusals
from pmo_analytics.warehouse.registers import land_registers
from pmo_analytics.warehouse.reuse import copy_export, known_plans, readable_warehouse

Plan = ReadPlan | RefusedFile
Progress = Callable[[str], None]
_PROGRAM_SUFFIXES = (".py", ".sql", ".toml")
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


def build_warehouse(folder: Path, *, progress: Progress = lambda _: None) -> BuildResult:
    """Bring the warehouse of a portfolio folder up to date.

    Args:
        folder: the portfolio folder.
        progress: is told in a few words what is done next.

    Raises:
        FolderError: the folder does not exist.
        SettingsError: `pmo.toml` is not understood.
        BuildLockedError: another build of the folder is running.
        ChangingFileError: a file changed each time it was read; the warehouse of before stays.
        EnvironmentBrokenError: memory or space did not suffice; likewise.
    """
    folder = folder.resolve()
    scan_folder(folder)  # what is wrong with folder and settings is said before any wait
    read_settings(folder)
    try:
        with build_lock(folder) as derived:
            return _build(folder, derived, progress)
    except duckdb.Error as error:
        raise environment_fault(error) or ModelError(f"The build failed: {error}") from error


def _build(folder: Path, derived: Path, progress: Progress) -> BuildResult:
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
        plans = plan_exports(folder, scan, settings, known=known, files=files)
        plans = tuple(map(_settled, plans))
        registers = plan_registers(folder, scan, settings, files=files)
        problems = tuple(one for one in scan.problems if one.kind != NO_EXPORTS)
        content = _Content(
            files=files,
            problems=problems,
            settings=settings,
            people=people,
            plans=plans,
            registers=registers,
            known=known,
            earlier=earlier if known else None,
        )
        warehouse = generation_path(derived, content.key())
        is_new = earlier != warehouse
        if is_new:
            _write_aside(content, warehouse, scratch, progress)
    publish(warehouse, seen=seen)
    refused = tuple(plan for plan in (*plans, *registers) if isinstance(plan, RefusedFile))
    return BuildResult(warehouse, is_new, refused, scan.problems)


def ensure_usable(folder: Path, *, progress: Progress = lambda _: None) -> tuple[str, ...]:
    """Bring the warehouse of a folder up to date, and say what of the folder was not used.

    Returns:
        A sentence for each refused file, unreadable place and broken register.

    Raises:
        NothingUsableError: no export could be read.
    """
    if not is_current(folder):
        build_warehouse(folder, progress=progress)
    with closing(open_reader(current_warehouse(folder.resolve()))) as connection:
        refusals, is_usable = read_refusals(connection), has_usable_export(connection)
    if not is_usable:
        found = f": {refusals[0]}" if refusals else "."
        raise NothingUsableError(
            f"No export of {folder} could be read{found} Put CSV files of your tracker into "
            f"{EXPORTS}/<source>/; `pmo inspect` says of each file what it lacks."
        )
    return refusals


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
    digest = hashlib.sha256(version("duckdb").encode())
    package = Path(__file__).parents[1]
    for folder in ("sources", "warehouse"):
        for path in sorted((package / folder).rglob("*")):
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
        run_models(connection)
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
    for export_id, plan in enumerate(plans, start=1):
        if isinstance(plan, RefusedFile):
            land_refused(connection, plan, export_id=export_id)
            continue
        if plan.key in content.known:
            copy_export(connection, plan, export_id=export_id)
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
