"""`pmo init DIR`: make a portfolio folder to start from."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pmo_analytics.cli.build import build_and_tell, check_refused
from pmo_analytics.cli.run_log import RunLog
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import FolderError, UsageError

if TYPE_CHECKING:
    from pmo_analytics.sources.grouping import SourceGroup

NAME = "init"
_SOURCE_NAME = re.compile(r"[\w-]+")
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
    sources: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="FILE=NAME",
            help="Put a file into a source of your own choice; several are given by several.",
        ),
    ] = None,
) -> None:
    """Make a folder with a commented pmo.toml, headers of all registers and a template of a board.

    Exports are put together by what they hold: the same items, a history with its items, parts of
    one export. What was put together and why is printed, and on a terminal asked. The workflow in
    pmo.toml is filled with the statuses of the exports; what a status means is proposed where
    nobody knows it, and marked so. Lastly the folder is built, as by `pmo build`.
    """
    from pmo_analytics.cli.starter import Starter, write_folder  # noqa: PLC0415 - slow to import
    from pmo_analytics.settings import parse_settings  # noqa: PLC0415
    from pmo_analytics.sources.grouping import group_exports, regroup  # noqa: PLC0415

    if folder.exists() and any(folder.iterdir()):
        raise FolderError(f"{folder} is not empty. Name a folder that is new.")
    for path in exports or ():
        if not path.is_file():
            raise FolderError(f"There is no file {path}.")
    if time_zone:
        parse_settings({"portfolio": {"time_zone": time_zone}})
    console = Console()
    own = dict(_own_source(text, exports or ()) for text in sources or ())
    groups = regroup(group_exports(exports or ()), own)
    _tell_groups(groups, console)
    if len(exports or ()) > 1 and console.is_terminal and sys.stdin.isatty():
        groups = _asked(groups)
    folder.mkdir(parents=True, exist_ok=True)
    write_folder(folder, Starter(name or folder.name, time_zone or None, groups))
    say(console, f"Made {folder}.")
    refused = tuple[str, ...]()
    if groups:
        with RunLog("text") as shown:
            refused = build_and_tell(folder, shown)
    say(console, f"Next: read {folder / 'pmo.toml'}, then")
    say(console, f"  pmo report --portfolio {folder}")
    check_refused(refused)


def _own_source(text: str, exports: Sequence[Path]) -> tuple[Path, str]:
    """Return a file and the source that it is put into, from FILE=NAME."""
    file, _, name = text.rpartition("=")
    path = next((path for path in exports if file in (str(path), path.name)), None)
    if path is None or not _SOURCE_NAME.fullmatch(name):
        raise UsageError(
            f'"{text}" is not FILE=NAME of one of the exports; a name is of letters, digits, "-" '
            'and "_".'
        )
    return path, name


def _tell_groups(groups: Sequence[SourceGroup], console: Console) -> None:
    for group in groups:
        files = ", ".join(path.name for path in group.paths)
        reason = f" ({group.reason})" if group.reason else ""
        say(console, f"source {group.name}: {files}{reason}")
    if sum(len(group.paths) for group in groups) > 1:
        say(console, "To change that: --source FILE=NAME, or move files between exports/ folders.")


def _asked(groups: tuple[SourceGroup, ...]) -> tuple[SourceGroup, ...]:
    """Ask whether the sources are right, and where they are not, for that of each file."""
    from pmo_analytics.sources.grouping import regroup  # noqa: PLC0415 - slow to import

    if typer.confirm("Is that right?", default=True):
        return groups
    own = {}
    for group in groups:
        for path in group.paths:
            name = ""
            while not _SOURCE_NAME.fullmatch(name):
                name = typer.prompt(f"Source of {path.name}", default=group.name)
            own[path] = name
    return regroup(groups, own)
