"""`pmo sample DIR`: copy the sample portfolio to start from."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pmo_analytics.cli.places import shipped_sample
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import FolderError

NAME = "sample"


def run(
    folder: Annotated[Path, typer.Argument(help="Where to put it; must not exist yet.")],
) -> None:
    """Copy the sample portfolio: exports, registers and pmo.toml of an invented company."""
    if folder.exists():
        raise FolderError(f"{folder} exists already. Name a folder that does not.")
    shutil.copytree(shipped_sample(), folder, ignore=shutil.ignore_patterns(".pmo"))
    say(Console(), f"Copied to {folder}. Next: pmo report --portfolio {folder}")
