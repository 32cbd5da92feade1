"""Decide how a register file is read: match its columns with the schema of its register.

The warehouse checks cells, keys and references in SQL, so that all faults of all registers are
listed at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pmo_analytics.errors import UnreadableFileError, did_you_mean, nearest
from pmo_analytics.settings import PortfolioTable, Settings
from pmo_analytics.sources.csv_shape import find_shape, first_records
from pmo_analytics.sources.date_formats import date_formats
from pmo_analytics.sources.date_texts import parse_date
from pmo_analytics.sources.folder import REGISTERS, WORKBOOK_SUFFIX, FolderScan
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.held_files import FolderFiles
from pmo_analytics.sources.problems import shape_problems
from pmo_analytics.sources.read_plan import (
    DateFormat,
    DateOrder,
    FilePlan,
    Problem,
    RefusedFile,
)
from pmo_analytics.sources.reading import TableFile
from pmo_analytics.sources.register_schema import (
    RegisterColumn,
    RegisterSchema,
    register_schemas,
    unknown_register,
)
from pmo_analytics.sources.scratch import scratch_folder
from pmo_analytics.sources.survey import Watch, survey_file
from pmo_analytics.sources.tables import Table, possible_tables
from pmo_analytics.sources.text_encoding import read_byte_evidence
from pmo_analytics.sources.text_versions import write_rows
from pmo_analytics.sources.workbooks import read_sheets

_ISO_SHAPE = "9999-99-99"
MONTH_FORMAT = DateFormat("YYYY-MM", "%Y-%m", is_date_only=True)


@dataclass(frozen=True, slots=True)
class RegisterColumnPlan:
    """A column of a register file; `column` is None where the schema does not know it."""

    position: int
    header: str
    column: RegisterColumn | None = None
    date_formats: tuple[DateFormat, ...] = ()

    @property
    def role(self) -> str:
        """Return the name of the column; an unknown one is kept under its header."""
        return self.column.name if self.column else self.header


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPlan(FilePlan):
    """How a register file is read."""

    register: str
    columns: tuple[RegisterColumnPlan, ...]
    is_sign_named: bool = False  # pmo.toml names the decimal sign
    workbook: str = ""  # posix path of the workbook whose sheet it is
    sheet: str = ""


def plan_registers(
    folder: Path, scan: FolderScan, settings: Settings, *, files: FolderFiles | None = None
) -> tuple[RegisterPlan | RefusedFile, ...]:
    """Decide how every register of a folder is read, by default where it lies."""
    files = files or FolderFiles(folder)
    plans = list[RegisterPlan | RefusedFile]()
    for _, path in scan.registers:
        if path.lower().endswith(WORKBOOK_SUFFIX):
            plans += _plan_workbook(files.path(path), name=path, portfolio=settings.portfolio)
        else:
            plans.append(plan_register(files.path(path), name=path, portfolio=settings.portfolio))
    return tuple(_once(plans))


def _once(plans: Iterable[RegisterPlan | RefusedFile]) -> Iterator[RegisterPlan | RefusedFile]:
    """Refuse a register that another file holds as well: which one is right cannot be known.

    A file without rows, such as the templates of `pmo init`, holds nothing.
    """
    paths: dict[str, str] = {}
    for plan in sorted(plans, key=lambda plan: not plan.row_count):
        if isinstance(plan, RefusedFile):
            yield plan
        elif plan.register not in paths:
            paths[plan.register] = plan.path
            yield plan
        elif plan.row_count:
            reason = f"{paths[plan.register]} is there too; put all rows into one of them."
            yield plan.refused(reason, source=REGISTERS)


def _plan_workbook(
    path: Path, *, name: str, portfolio: PortfolioTable
) -> Iterator[RegisterPlan | RefusedFile]:
    """Decide how the sheets of a workbook are read, each by its name."""
    found = read_byte_evidence(path)
    try:
        sheets = read_sheets(path)
    except UnreadableFileError as error:
        yield RefusedFile(name, REGISTERS, found.sha256, found.size_bytes, 0, str(error))
        return
    registers = {fold(name): name for name in register_schemas()}
    filled = {sheet: rows for sheet, rows in sheets.items() if rows}
    whole = registers.get(fold(PurePosixPath(name).stem)) if len(filled) == 1 else None
    for sheet, rows in filled.items():
        with scratch_folder() as scratch:
            register = registers.get(fold(sheet)) or whole or sheet
            text = write_rows(rows, scratch)
            place = f"{REGISTERS}/{register.replace('/', ' ')}"
            plan = plan_register(text, name=place, portfolio=portfolio)
        shown = f"{name}, sheet {sheet}"
        if isinstance(plan, RefusedFile):
            yield replace(plan, path=shown)
        else:
            yield replace(plan, path=shown, workbook=name, sheet=sheet)


def plan_register(
    path: Path, *, name: str, portfolio: PortfolioTable
) -> RegisterPlan | RefusedFile:
    """Match a register file with its schema.

    Args:
        path: the file; its stem is the name of the register.
        name: its path relative to the portfolio folder, posix.
        portfolio: `[portfolio]` of `pmo.toml`: decimal sign, and the order of dates that are not
            written in ISO form.
    """
    register = PurePosixPath(name).stem
    schema = register_schemas().get(register)
    file = _read(path, name, schema)
    if schema is None:
        return file.refused(unknown_register(register), source=REGISTERS)
    if not file.table.header:
        expected = ", ".join(column.name for column in schema.columns if column.is_required)
        return file.refused(f"It has no header; expected {expected}.", source=REGISTERS)
    if stopped_by := file.survey.stopped_by:
        return file.refused(f"It cannot be cut into rows: {stopped_by}.", source=REGISTERS)
    known = _known_columns(file.table, schema)
    if missing := [c for c in schema.columns if c.is_required and c not in known.values()]:
        return file.refused(_missing_sentence(missing, file.table, known), source=REGISTERS)
    return _plan(file, schema, known, portfolio)


def _read(path: Path, name: str, schema: RegisterSchema | None) -> TableFile:
    found = read_byte_evidence(path)
    shape = find_shape(path, found)
    tables = possible_tables(first_records(path, found, shape), lead=shape.lead)
    fitting = (table for table in tables if schema and _known_columns(table, schema))
    table = next(fitting, Table(shape.lead, [], []))
    known = _known_columns(table, schema) if schema else {}
    dates = tuple(position for position, column in known.items() if column.type == "date")
    survey = survey_file(
        path,
        found,
        shape,
        header_row=table.header_row,
        kinds=table.kinds,
        watch=Watch(dates=dates),
    )
    return TableFile(name=name, found=found, shape=shape, table=table, survey=survey)


def _known_columns(table: Table, schema: RegisterSchema) -> dict[int, RegisterColumn]:
    """Match headers with columns; the first of several equal headers counts."""
    by_name = {fold(column.name): column for column in schema.columns}
    known: dict[int, RegisterColumn] = {}
    for position, header in enumerate(table.header):
        if column := by_name.pop(fold(header), None):
            known[position] = column
    return known


def _plan(
    file: TableFile,
    schema: RegisterSchema,
    known: Mapping[int, RegisterColumn],
    portfolio: PortfolioTable,
) -> RegisterPlan:
    order = portfolio.date_style if "date_style" in portfolio.model_fields_set else None
    columns = tuple(
        RegisterColumnPlan(
            position,
            text,
            known.get(position),
            _formats(file, position, known.get(position), order),
        )
        for position, text in enumerate(file.table.header)
    )
    problems = (
        *shape_problems(file, overflow_header=None),
        *_unknown_columns(columns, schema),
        *(() if order else _dates_of_no_order(file)),
    )
    return RegisterPlan(
        **file.plan_fields(),
        register=schema.name,
        columns=columns,
        decimal_sign=portfolio.decimal_sign,
        is_sign_named="decimal_sign" in portfolio.model_fields_set,
        problems=problems,
    )


def _formats(
    file: TableFile, position: int, column: RegisterColumn | None, order: DateOrder | None
) -> tuple[DateFormat, ...]:
    """Return the formats of a date column: ISO, and others only where `pmo.toml` orders them."""
    if column is None or column.type not in ("date", "month"):
        return ()
    if column.type == "month":
        return (MONTH_FORMAT,)
    shapes = {shape for shape in file.survey.dates[position].shapes if parse_date(shape)}
    readable = {shape for shape in shapes if order or not _has_choice(shape)}
    return date_formats(readable | {_ISO_SHAPE}, order)


def _has_choice(shape: str) -> bool:
    parts = parse_date(shape)
    return parts is not None and bool(parts.orders)


def _dates_of_no_order(file: TableFile) -> Iterator[Problem]:
    """Show a date of each column that can be read in two orders while `pmo.toml` names none."""
    for position, texts in file.survey.dates.items():
        seen = next((seen for seen in texts.first_of_days() if _has_choice(seen.text)), None)
        if seen:
            yield Problem(
                "date_style_missing",
                f'{file.table.header[position]} in row {seen.row} is "{seen.text}". Write dates '
                f"like 2026-09-30, or set date_style under [portfolio] in pmo.toml.",
            )


def _unknown_columns(
    columns: tuple[RegisterColumnPlan, ...], schema: RegisterSchema
) -> Iterator[Problem]:
    """List the columns that the schema does not know, each with the nearest name it does."""
    taken = {plan.column.name for plan in columns if plan.column}
    free = [column.name for column in schema.columns if column.name not in taken]
    for plan in columns:
        if plan.column or not plan.header.strip():
            continue
        hint = did_you_mean(plan.header.lower(), free, otherwise="It is kept, and nothing uses it.")
        yield Problem("unknown_column", f'{schema.name} has no column "{plan.header}". {hint}')


def _missing_sentence(
    missing: list[RegisterColumn], table: Table, known: Mapping[int, RegisterColumn]
) -> str:
    names = ", ".join(f'"{column.name}"' for column in missing)
    others = [header for position, header in enumerate(table.header) if position not in known]
    text = f"It lacks the column {names}, which every row needs"
    near = [f'"{found}" may be it' for column in missing if (found := nearest(column.name, others))]
    return f"{text}; {', '.join(near)}." if near else f"{text}."
