"""`pmo lab`: JupyterLab, ready for the notebooks."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pmo_analytics.cli.places import is_checkout, shipped_notebooks, shipped_sample
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import EnvironmentBrokenError

NAME = "lab"
# Settings of ours: without them a fresh JupyterLab asks whether it may fetch news.
_SETTINGS = Path(__file__).parent / "jupyter"


def run(
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    port: Annotated[int, typer.Option(help="Port on this machine only.")] = 8888,
) -> None:
    """Open JupyterLab on the notebooks; charts draw there without internet.

    Without a checkout the notebooks and their sample are first copied to the folder it is run in.
    """
    if find_spec("jupyterlab") is None:
        raise EnvironmentBrokenError("JupyterLab is not installed. Run: make setup")
    arguments = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--notebook-dir={_workplace()}",
        "--LabApp.default_url=/lab/tree/notebooks/explore.ipynb",
        f"--port={port}",
    ]
    if not browser:
        arguments.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # In a container there may be nobody else; it listens on this machine only.
        arguments.append("--allow-root")
    known = os.environ.get("JUPYTER_CONFIG_PATH", "")
    path = os.pathsep.join(part for part in (str(_SETTINGS), known) if part)
    os.execve(sys.executable, arguments, {**os.environ, "JUPYTER_CONFIG_PATH": path})


def _workplace() -> Path:
    """Return the folder that holds `notebooks`: what an analyst changes is not in a package."""
    if is_checkout():
        return shipped_notebooks().parent
    here = Path.cwd()
    for source, path in ((shipped_notebooks(), "notebooks"), (shipped_sample(), "data/sample")):
        if not (here / path).exists():
            shutil.copytree(source, here / path)
            say(Console(), f"Copied to {here / path}.")
    return here
