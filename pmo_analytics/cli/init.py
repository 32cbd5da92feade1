"""`pmo init DIR`: make a portfolio folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import FolderError

NAME = "init"
EPILOG = "Example: pmo init my-portfolio ~/Downloads/jira.csv --time-zone Europe/London"


def run(
    folder: Annotated[Path, typer.Argument(help="The new folder.")],
    exports: Annotated[
        list[Path] | None, typer.Argument(help="Exports to begin with; they are copied.")
    ] = None,
    name: Annotated[str, typer.Option(help="Name of the portfolio.")] = "",
    time_zone: Annotated[
        str,
        typer.Option(
            "--time-zone",
            help="Zone of those who use the portfolio and made its exports: where a day begins and "
            "ends, and what times mean that carry no zone.",
            show_default="UTC, exports undecided",
        ),
    ] = "",
) -> None:
    """Make a folder with a commented pmo.toml, headers of all registers and a template of a board.

    The workflow in pmo.toml is filled with the statuses of the exports given; what a status means
    is proposed where nobody knows it, and marked so.
    """
    from pmo_analytics.cli.starter import Starter, write_folder  # noqa: PLC0415 - slow to import
    from pmo_analytics.settings import parse_settings  # noqa: PLC0415

    if folder.exists() and any(folder.iterdir()):
        raise FolderError(f"{folder} is not empty. Name a folder that is new.")
    for path in exports or ():
        if not path.is_file():
            raise FolderError(f"There is no file {path}.")
    if time_zone:
        parse_settings({"portfolio": {"time_zone": time_zone}})
    folder.mkdir(parents=True, exist_ok=True)
    write_folder(folder, Starter(name or folder.name, time_zone or None, tuple(exports or ())))
    console = Console()
    say(console, f"Made {folder}. Next: read {folder / 'pmo.toml'}, then")
    say(console, f"  pmo report --portfolio {folder}")
