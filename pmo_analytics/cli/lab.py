"""`pmo lab`: JupyterLab, ready for the notebooks."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from pmo_analytics.cli.places import shipped_notebooks
from pmo_analytics.errors import EnvironmentBrokenError

NAME = "lab"
# Without them a fresh JupyterLab asks for news on the internet, and for permission to.
_QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)


def run(
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    port: Annotated[int, typer.Option(help="Port on this machine only.")] = 8888,
) -> None:
    """Open JupyterLab on the notebooks; charts draw there without internet."""
    if find_spec("jupyterlab") is None:
        raise EnvironmentBrokenError("JupyterLab is not installed. Run: make setup")
    arguments = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--notebook-dir={shipped_notebooks().parent}",
        "--LabApp.default_url=/lab/tree/notebooks/explore.ipynb",
        f"--port={port}",
        *_QUIET,
    ]
    if not browser:
        arguments.append("--no-browser")
    os.execv(sys.executable, arguments)
