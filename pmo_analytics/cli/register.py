"""`pmo register check` and `pmo register add NAME`: fill the registers without guessing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pmo_analytics.cli.options import PortfolioOption, portfolio_folder
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import (
    CheckFailedError,
    UnknownNameError,
    UnreadableFileError,
    UsageError,
)
from pmo_analytics.sources.folder import REGISTERS

if TYPE_CHECKING:
    from pmo_analytics.sources.register_schema import RegisterColumn, RegisterSchema
    from pmo_analytics.sources.registers import RegisterPlan
    from pmo_analytics.warehouse.registers import RegisterFault

NAME = "register"
commands = typer.Typer(
    help="Check the registers, make one, or add a row to it.", no_args_is_help=True
)


@commands.command(name="check")
def check(portfolio: PortfolioOption = None) -> None:
    """List all faults of all registers at once: file, row, column, what stands there, what to do.

    The exit code is 1 where there is a fault; the sound rows are used all the same.
    """
    console, folder = Console(), portfolio_folder(portfolio)
    faults, counted = _faults(folder)
    for fault in faults:
        say(console, fault.sentence)
    for text in _remarks(folder):
        say(console, text)
    rows = sum(counted.values())
    summary = f"{len(counted)} registers with {rows:,} rows"
    if faults:
        what = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise CheckFailedError(f"{what} in {summary}.")
    say(console, f"No fault in {summary}.")


@commands.command(name="add")
def add(
    name: Annotated[str, typer.Argument(help="The register, such as risks.")],
    portfolio: PortfolioOption = None,
    template: Annotated[
        bool, typer.Option("--template", help="Only write the header, and ask for no row.")
    ] = False,
) -> None:
    """Make a register with its header, and append a row that is asked for field by field.

    A row with a fault is not kept; what is wrong with it is said.
    """
    console, folder = Console(), portfolio_folder(portfolio)
    schema = _schema(name)
    path = folder / REGISTERS / f"{schema.name}.csv"
    _check_no_sheet(folder, schema.name)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        header = ",".join(column.name for column in schema.columns)
        path.write_text(f"{header}\n", encoding="utf-8")
        say(console, f"Made {path}.")
    if template:
        return
    say(console, f"One row is {schema.row}. Leave blank what is not known.")
    plan = _plan(folder, path)
    planned = [column.column for column in plan.columns]
    cells = [_asked(column) if column else "" for column in planned]
    _append(folder, path, plan, cells)
    say(console, f"Added to {path}.")


def _schema(name: str) -> RegisterSchema:
    from pmo_analytics.sources.register_schema import (  # noqa: PLC0415 - slow to import
        register_schemas,
        unknown_register,
    )

    if schema := register_schemas().get(name.removesuffix(".csv")):
        return schema
    raise UnknownNameError(unknown_register(name))


def _check_no_sheet(folder: Path, register: str) -> None:
    """Refuse to begin a second file of a register that is a sheet of a workbook.

    Raises:
        UsageError: it is one.
    """
    from pmo_analytics.settings import read_settings  # noqa: PLC0415 - slow to import
    from pmo_analytics.sources.folder import scan_folder  # noqa: PLC0415
    from pmo_analytics.sources.registers import RegisterPlan, plan_registers  # noqa: PLC0415

    for plan in plan_registers(folder, scan_folder(folder), read_settings(folder)):
        if isinstance(plan, RegisterPlan) and plan.register == register and plan.sheet:
            raise UsageError(f"{register} is kept in {plan.path}: add the row there.")


def _plan(folder: Path, path: Path) -> RegisterPlan:
    """Return how a register is read.

    Raises:
        UnreadableFileError: it is refused.
    """
    from pmo_analytics.settings import read_settings  # noqa: PLC0415 - slow to import
    from pmo_analytics.sources.read_plan import RefusedFile  # noqa: PLC0415
    from pmo_analytics.sources.registers import plan_register  # noqa: PLC0415

    name = path.relative_to(folder).as_posix()
    plan = plan_register(path, name=name, portfolio=read_settings(folder).portfolio)
    if isinstance(plan, RefusedFile):
        raise UnreadableFileError(f"{name}: {plan.reason}")
    return plan


def _asked(column: RegisterColumn) -> str:
    """Ask for a cell; one that each row needs is asked for until it is filled."""
    kind = f"one of {', '.join(column.choices)}" if column.choices else column.type
    text = f"{column.name} ({column.meaning}; {kind})"
    if column.is_required:
        return str(typer.prompt(text)).strip()
    return str(typer.prompt(text, default="", show_default=False)).strip()


def _append(folder: Path, path: Path, plan: RegisterPlan, cells: list[str]) -> None:
    """Append a row, and take it back where the checks of the build find a fault in it.

    Raises:
        CheckFailedError: the row has a fault.
    """
    before = path.read_bytes()
    row = io.StringIO()
    csv.writer(row, delimiter=plan.delimiter, lineterminator="\n").writerow(cells)
    gap = b"" if before.endswith((b"\n", b"\r")) else b"\n"
    path.write_bytes(before + gap + row.getvalue().encode(plan.encoding.removesuffix("-sig")))
    added = plan.header_row + 2 + plan.row_count
    faults = [
        fault for fault in _faults(folder)[0] if (fault.path, fault.row) == (plan.path, added)
    ]
    if faults:
        path.write_bytes(before)
        wrong = " ".join(fault.finding for fault in faults)
        raise CheckFailedError(f"The row was not kept. {wrong}")


def _faults(folder: Path) -> tuple[tuple[RegisterFault, ...], dict[str, int]]:
    """Return the faults of all registers, and how many rows each register has."""
    from pmo_analytics.warehouse.build import build_warehouse  # noqa: PLC0415 - slow to import
    from pmo_analytics.warehouse.connection import open_reader  # noqa: PLC0415
    from pmo_analytics.warehouse.registers import register_faults, register_rows  # noqa: PLC0415

    connection = open_reader(build_warehouse(folder).warehouse)
    try:
        return register_faults(connection), register_rows(connection)
    finally:
        connection.close()


def _remarks(folder: Path) -> Iterable[str]:
    """Return what is no fault of a row: columns that nobody knows, dates of two readings."""
    from pmo_analytics.settings import read_settings  # noqa: PLC0415 - slow to import
    from pmo_analytics.sources.folder import scan_folder  # noqa: PLC0415
    from pmo_analytics.sources.registers import plan_registers  # noqa: PLC0415

    for plan in plan_registers(folder, scan_folder(folder), read_settings(folder)):
        for problem in plan.problems:
            yield f"{plan.path}: {problem.text}"
