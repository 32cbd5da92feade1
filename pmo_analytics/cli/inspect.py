"""`pmo inspect FILE…`: what is in a file, how it is read, and what it makes possible."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pmo_analytics.cli.options import JsonOption
from pmo_analytics.errors import FolderError, UnreadableFileError
from pmo_analytics.settings import SETTINGS_FILE, Settings, read_settings
from pmo_analytics.sources.folder import EXPORTS

if TYPE_CHECKING:
    from pmo_analytics.warehouse.inspection import Inspection

NAME = "inspect"
EPILOG = "A refused file is shown too; the exit code is then 3."


def run(
    files: Annotated[list[Path], typer.Argument(help="Exports to look at.")],
    as_json: JsonOption = False,
    write: Annotated[
        bool,
        typer.Option(
            "--write",
            help="Put the columns proposed for a file that nobody knows into the pmo.toml of its "
            "portfolio, and look again.",
        ),
    ] = False,
) -> None:
    """Say how files are read: dialect, rows used and not, date order, what they make possible."""
    from pmo_analytics.cli import inspection_view as view  # noqa: PLC0415 - slow to import

    inspections = [_inspect(path) for path in files]
    if write:
        inspections = [_written(inspection) for inspection in inspections]
    if as_json:
        listed = [view.record(inspection) for inspection in inspections]
        sys.stdout.write(json.dumps(listed, indent=1, ensure_ascii=False) + "\n")
    else:
        for inspection in inspections:
            view.show(inspection, Console())
    if refused := [inspection for inspection in inspections if inspection.is_refused]:
        raise UnreadableFileError(
            f"Refused {len(refused)} of {len(inspections)}: "
            f"{', '.join(inspection.path for inspection in refused)}."
        )


def _inspect(path: Path) -> Inspection:
    from pmo_analytics.sources.grouping import source_name  # noqa: PLC0415 - slow to import
    from pmo_analytics.warehouse.inspection import inspect_file  # noqa: PLC0415

    if not path.is_file():
        raise FolderError(f"There is no file {path}.")
    folder = _portfolio_of(path)
    settings = read_settings(folder) if folder else Settings()
    source = _source_of(path, folder) or source_name(path)
    return inspect_file(path, source=source, table=settings.source(source), settings=settings)


def _written(inspection: Inspection) -> Inspection:
    """Write what is proposed for a file into its `pmo.toml`, and look at the file again."""
    from pmo_analytics.cli.starter import add_columns  # noqa: PLC0415 - slow to import

    if inspection.proposal is None:
        return inspection
    path = Path(inspection.path)
    folder = _portfolio_of(path)
    source = _source_of(path, folder)
    if not folder or not source:
        raise FolderError(
            f"{path} lies in no portfolio: move it to exports/SOURCE/ below the folder of a "
            "pmo.toml, such as `pmo init` makes."
        )
    add_columns(folder, source, inspection.proposal)
    return _inspect(path)


def _portfolio_of(path: Path) -> Path | None:
    """Return the portfolio folder that a file lies in."""
    parents = path.resolve().parents
    return next((parent for parent in parents if (parent / SETTINGS_FILE).is_file()), None)


def _source_of(path: Path, folder: Path | None) -> str | None:
    """Return the source that a file of a portfolio belongs to."""
    parts = path.resolve().relative_to(folder).parts if folder else ()
    return parts[1] if len(parts) > 2 and parts[0] == EXPORTS else None
