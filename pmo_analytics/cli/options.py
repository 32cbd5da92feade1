"""Options that several commands share, and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmo_analytics.cli.places import is_checkout, shipped_sample
from pmo_analytics.cli.run_log import LogForm
from pmo_analytics.errors import FolderError
from pmo_analytics.settings import SETTINGS_FILE

PortfolioOption = Annotated[
    Path | None,
    typer.Option(
        "--portfolio",
        "-p",
        help="The portfolio folder. Default: the nearest folder upwards with a pmo.toml, else, in "
        "a checkout, the sample.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="The day to answer for, as 2026-09-30. Default: that of the newest export.",
        show_default=False,
    ),
]
ComparedWithOption = Annotated[
    str,
    typer.Option(
        "--compared-with",
        metavar="DAY",
        help="The day to compare with. Default: the last day of the month before.",
        show_default=False,
    ),
]
LogOption = Annotated[
    LogForm,
    typer.Option("--log", help="How progress is said where nobody watches: lines, or JSON lines."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


def portfolio_folder(given: Path | None) -> Path:
    """Return the folder that a command works on.

    Raises:
        FolderError: the folder that was named does not exist, or none was named and there is none.
    """
    if given is not None:
        if not given.is_dir():
            raise FolderError(f"There is no folder {given}. Copy the sample: pmo sample {given}")
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    if not is_checkout():  # the sample in an installed package is nobody's to build in
        raise FolderError(
            f"There is no {SETTINGS_FILE} here or above. Copy the sample, pmo sample DIR, and name "
            "it: --portfolio DIR"
        )
    return shipped_sample()
