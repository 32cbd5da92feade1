"""`pmo lab`: JupyterLab, ready for the notebooks."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pmo_analytics.cli.places import is_checkout, shipped_notebooks, shipped_sample
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import EnvironmentBrokenError

NAME = "lab"
LOOPBACK = "127.0.0.1"
TOKEN_BYTES = 32
PORTS = 50  # tried one after the other
# Settings of ours: without them a fresh JupyterLab asks whether it may fetch news.
_SETTINGS = Path(__file__).parent / "jupyter"


def run(
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    port: Annotated[int, typer.Option(help="Port on this machine only.")] = 8888,
) -> None:
    """Open JupyterLab on the notebooks; charts draw there without internet.

    It serves the folder of the notebooks to this machine only, to whoever has its token. Without a
    checkout they and their sample are first copied to the folder it is run in.
    """
    if find_spec("jupyterlab") is None:
        raise EnvironmentBrokenError("JupyterLab is not installed. Run: make setup")
    folder = _workplace()
    # Where it starts is searched for settings, which are code: it starts where ours lie.
    os.chdir(shipped_notebooks())
    port, token = _free_port(port), secrets.token_urlsafe(TOKEN_BYTES)
    # JupyterLab shows no token that it was given.
    say(Console(), f"Opening http://{LOOPBACK}:{port}/lab?token={token}")
    arguments = server_arguments(folder, port=port, has_browser=browser)
    sys.stdout.flush()
    os.execve(sys.executable, arguments, server_environment(token))


def _free_port(first: int) -> int:
    """Return the first port from here on that nobody listens on."""
    for port in range(first, first + PORTS):
        with closing(socket.socket()) as tried:
            if tried.connect_ex((LOOPBACK, port)):
                return port
    raise EnvironmentBrokenError(f"The ports from {first} on are taken. Name another: --port")


def server_arguments(folder: Path, *, port: int, has_browser: bool) -> list[str]:
    """Return the command of a server that shows one folder to this machine alone.

    What is said here outweighs the settings of its user, which may have opened a door.
    """
    server = {
        "ip": LOOPBACK,
        "port": port,
        "port_retries": 0,
        "root_dir": folder,
        "allow_origin": "",
        "allow_origin_pat": "",
        "allow_remote_access": False,
        "disable_check_xsrf": False,
        "open_browser": has_browser,
        # In a container there may be nobody else; it listens on this machine only.
        "allow_root": hasattr(os, "geteuid") and os.geteuid() == 0,
    }
    return [
        *(sys.executable, "-P", "-m", "jupyterlab"),
        *(f"--ServerApp.{name}={value}" for name, value in server.items()),
        "--ContentsManager.allow_hidden=False",
        "--LabApp.default_url=/lab/tree/explore.ipynb",
    ]


def server_environment(token: str) -> dict[str, str]:
    """Return the environment of the server; other users see arguments, but not this."""
    known = os.environ.get("JUPYTER_CONFIG_PATH", "")
    path = os.pathsep.join(part for part in (str(_SETTINGS), known) if part)
    return {
        **os.environ,
        "JUPYTER_CONFIG_PATH": path,
        "JUPYTER_TOKEN": token,
        "PYTHONSAFEPATH": "1",
    }


def _workplace() -> Path:
    """Return the folder of the notebooks: what an analyst changes is not in a package."""
    if is_checkout():
        return shipped_notebooks()
    here = Path.cwd()
    for source, path in ((shipped_notebooks(), "notebooks"), (shipped_sample(), "data/sample")):
        if not (here / path).exists():
            shutil.copytree(source, here / path)
            say(Console(), f"Copied to {here / path}.")
    return here / "notebooks"
