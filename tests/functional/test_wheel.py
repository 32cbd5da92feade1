"""A wheel, installed away from a checkout: the commands do what they do in a clone."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmo_analytics.errors import FolderError, exit_code

pytestmark = pytest.mark.notebooks

ROOT = Path(__file__).parents[2]
BUILT_FROM = ("pmo_analytics", "notebooks", "reports/suite.toml", "data/sample")
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".pmo", ".ipynb*")
SECONDS_TO_START = 120


@dataclass(frozen=True)
class Installation:
    """An environment that holds the wheel and, of this one, only the packages beside it."""

    python: Path
    wheel: Path
    empty: Path

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start `pmo` in the empty folder."""
        kept = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
        lab = Path(sysconfig.get_path("data")) / "share" / "jupyter" / "lab"
        environment = {**kept, "COLUMNS": "160", "JUPYTERLAB_DIR": str(lab)}
        return subprocess.Popen(
            [self.python, "-m", "pmo_analytics.cli.app", *map(str, arguments)],
            cwd=self.empty,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def pmo(self, *arguments: object) -> tuple[int, str]:
        """Run `pmo` in the empty folder; return its exit code and what it printed."""
        running = self.start(*arguments)
        printed, _ = running.communicate()
        return running.returncode, printed


def run(*command: object) -> None:
    done = subprocess.run(map(str, command), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"  # a build leaves its own files behind, so it has a copy
    source.mkdir()
    for name in ("pyproject.toml", "README.md"):
        shutil.copyfile(ROOT / name, source / name)
    for name in BUILT_FROM:
        place = source / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place, ignore=LEFT_BEHIND)
        else:
            shutil.copyfile(ROOT / name, place)
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    alone = ("--no-deps", "--no-index")
    run(*pip, "wheel", *alone, "--no-build-isolation", "--wheel-dir", folder, source)
    shutil.rmtree(source)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "environment", with_pip=False)
    python = folder / "environment" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(*pip, "--python", python, "install", *alone, wheel)
    # a plain line is a folder to look in: what is installed there by a link is not followed
    packages = sysconfig.get_path("purelib", vars={"base": str(folder / "environment")})
    beside = Path(packages) / "beside.pth"
    beside.write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    empty = folder / "empty"
    empty.mkdir()
    return Installation(python, wheel, empty)


def test_the_wheel_holds_every_file_of_the_package(installed):
    held = set(zipfile.ZipFile(installed.wheel).namelist())
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pmo_analytics").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(files) > 300
    assert files - held == set()


def test_without_a_portfolio_the_sample_is_offered_not_built_in_the_package(installed):
    code, printed = installed.pmo("report")
    assert code == exit_code(FolderError(""))
    assert "pmo sample DIR" in " ".join(printed.split())


def test_sample_and_report_work_and_keep_their_runs_beside_the_portfolio(installed):
    assert installed.pmo("sample", "mine")[0] == 0
    for source in ("energy", "jira", "kanban"):  # one of them is enough, and soon built
        shutil.rmtree(installed.empty / "mine" / "exports" / source)
    code, printed = installed.pmo("report", "INLET", "--portfolio", "mine")
    assert code == 0, printed
    latest = installed.empty / "mine" / "reports" / "latest"
    assert printed.split()[-1] == str(latest / "index.html")
    assert [page.name for page in sorted(latest.glob("*.html"))] != ["index.html"]
    package = installed.python.parents[1]
    assert not list(package.rglob(".pmo")), "the sample of the package is left alone"


def test_lab_opens_on_notebooks_of_its_own(installed):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = installed.start("lab", "--no-browser", "--port", port)
    try:
        token = _token(running)
        page = f"http://127.0.0.1:{port}/lab/tree/explore.ipynb?token={token}"
        assert _answer(page, running) == 200
        assert _answer(page.replace("lab/tree", "api/contents"), running) == 200
    finally:
        running.terminate()
        running.communicate()
    assert (installed.empty / "data" / "sample" / "pmo.toml").is_file()


def _token(running: subprocess.Popen[str]) -> str:
    """Return the token that is asked of whoever opens the notebooks, as it is printed."""
    for line in running.stdout:
        if found := re.search(r"/lab\?token=(\S+)", line):
            return found[1]
    pytest.fail("JupyterLab said no address.")


def _answer(url: str, running: subprocess.Popen[str]) -> int:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            if running.poll() is not None:
                pytest.fail(running.communicate()[0])
            time.sleep(0.3)
    return 0
