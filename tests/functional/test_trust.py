"""A portfolio folder is data: nothing in it runs, wherever a command is started."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from own_notebooks import write_notebook, write_suite

from pmo_analytics.cli.places import shipped_notebooks
from tests.prove.ground import write_folder

pytestmark = pytest.mark.notebooks

# As the installed script does, and unlike `python -m`: the current folder is not searched.
PMO = (sys.executable, "-P", "-m", "pmo_analytics.cli.app")
# What a start of ours, of a worker, of a kernel or of JupyterLab imports or reads as settings.
CODE = (
    *("pandas.py", "duckdb.py", "papermill.py", "nbclient.py", "IPython.py", "ipykernel.py"),
    *("jupyterlab.py", "jupyter_core.py", "tornado.py", "zmq.py", "psutil.py", "altair.py"),
    *("pickle.py", "queue.py", "struct.py", "selectors.py", "asyncio.py", "json.py", "typing.py"),
    *("sitecustomize.py", "usercustomize.py", "pmo_analytics.py", "errors.py"),
    *("jupyter_server_config.py", "jupyter_lab_config.py", "jupyter_config.py"),
    *("ipython_config.py", "ipython_kernel_config.py", "conftest.py"),
)
LONG = 240


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a portfolio folder full of code, each file of which notes that it ran."""
    ran = f"open({str(tmp_path / 'ran')!r}, 'a').write(__file__ + '\\n')\n"
    files = {name: ran for name in CODE}
    files |= {f"{folder}/{name}": ran for name in CODE for folder in ("exports", "notebooks")}
    folder = write_folder(tmp_path / "portfolio", files)
    write_notebook(folder / "notebooks", "own", ran.replace("__file__", "'own'"), "import errors")
    (folder / "exports" / "tracker" / "x.sql").write_text("attach '/tmp/x'")
    return folder


@pytest.fixture
def places(tmp_path: Path) -> list[str]:
    """Return a suite and a notebook of ours, which says where it runs."""
    notebooks = tmp_path / "notebooks"
    write_notebook(notebooks, "where", "import os, sys; print(os.getcwd(), sys.path)")
    suite = write_suite(tmp_path / "suite.toml", 'notebook = "where"')
    return ["--suite", str(suite), "--notebooks", str(notebooks)]


def ran(tmp_path: Path) -> list[str]:
    noted = tmp_path / "ran"
    return noted.read_text().splitlines() if noted.exists() else []


def pmo(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [*PMO, *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=LONG
    )


@pytest.mark.parametrize("place", [".", "exports", "notebooks"])
def test_no_code_beside_the_data_runs_when_a_report_is_started_there(
    place, hostile, places, tmp_path
):
    made = pmo("report", *places, cwd=hostile / place)
    assert ran(tmp_path) == []
    assert "where" in made.stdout
    page = (hostile / "reports" / "latest" / "where.html").read_text()
    assert str(hostile) not in page
    assert "x.sql" in made.stdout  # it is no table, and named as such
    assert made.returncode == 1


def test_notebooks_of_the_folder_need_a_word_of_trust(hostile, tmp_path):
    refused = pmo("report", "--notebooks", hostile / "notebooks", cwd=hostile)
    assert refused.returncode == 2
    assert "--trust-portfolio-code" in refused.stderr
    assert ran(tmp_path) == []


def test_trusted_code_is_named_before_it_runs(hostile, places, tmp_path):
    for path in (hostile / "notebooks").glob("*.py"):
        if path.name != "errors.py":
            path.unlink()
    made = pmo("report", "-p", hostile, "--trust-portfolio-code", *places, cwd=tmp_path)
    lines = made.stdout.splitlines()
    assert lines[0].startswith("trusted: will run notebooks/own.ipynb, sha256 ")
    assert lines[1].startswith("trusted: can be imported: notebooks/errors.py, sha256 ")
    assert ran(tmp_path) == ["own", str(hostile / "notebooks" / "errors.py")]
    assert (hostile / "reports" / "latest" / "own.html").is_file()


# --- JupyterLab ---------------------------------------------------------------------------------


@dataclass
class Lab:
    """A running JupyterLab."""

    port: int
    token: str
    process: psutil.Process

    def ask(self, path: str, method: str = "GET", *, token: str = "", **headers: str) -> tuple:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        if token:
            headers["Authorization"] = f"token {token}"
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lab, Path]]:
    place = tmp_path_factory.mktemp("lab")
    folder = place / "hostile"
    folder.mkdir()
    note = f"open({str(place / 'ran')!r}, 'a').write(__file__ + '\\n')\n"
    for name in CODE:
        (folder / name).write_text(note + "c = get_config()\nc.ServerApp.ip = '0.0.0.0'\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "HOME": str(place), "JUPYTER_TOKEN": ""}
    with subprocess.Popen(
        [*PMO, "lab", "--no-browser", "--port", str(port)],
        cwd=folder,
        env=environment,
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            token = _token(process)
            _wait_for(port)
            yield Lab(port, token, psutil.Process(process.pid)), place
        finally:
            process.kill()


def _wait_for(port: int) -> None:
    """Wait until somebody listens: JupyterLab says that it runs a moment before."""
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def _token(process: subprocess.Popen[str]) -> str:
    until = time.monotonic() + LONG
    said = ""
    while time.monotonic() < until:
        line = process.stdout.readline()
        said += line
        if found := re.search(r"^Opening http://127\.0\.0\.1:\d+/lab\?token=(\S+)", line):
            token = found[1]
        if "running at" in line:
            return token
        if not line:
            break
    pytest.fail(f"JupyterLab did not start: {said}")


def test_lab_runs_no_settings_of_the_folder_it_is_started_in(lab):
    assert ran(lab[1]) == []


def test_lab_listens_on_this_machine_alone(lab):
    assert lab[0].ask("/api")[0] == 200
    opened = [one for one in lab[0].process.net_connections() if one.status == psutil.CONN_LISTEN]
    assert {one.laddr.ip for one in opened} == {"127.0.0.1"}


def test_lab_asks_for_its_token(lab):
    running, _ = lab
    assert len(running.token) > 32
    assert running.token not in " ".join(running.process.cmdline())
    assert running.ask("/api/contents")[0] == 403
    assert running.ask("/api/contents", token="x" * 43)[0] == 403
    assert running.ask("/api/contents", token=running.token)[0] == 200


def test_lab_serves_the_notebooks_and_nothing_above_them(lab):
    running, _ = lab
    _, text, _ = running.ask("/api/contents", token=running.token)
    shown = set(re.findall(r'"name": ?"([^"]+)"', text)) - {""}
    assert shown <= {path.name for path in shipped_notebooks().iterdir()}
    assert "explore.ipynb" in shown
    for path in ("..%2fpyproject.toml", "../pyproject.toml", "%2fetc%2fpasswd", "..%2fdata"):
        assert running.ask(f"/api/contents/{path}", token=running.token)[0] in (403, 404), path
        assert running.ask(f"/files/{path}", token=running.token)[0] in (403, 404), path


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1.evil.example"])
def test_lab_refuses_foreign_origins(origin, lab):
    running, _ = lab
    status, _, headers = running.ask("/api/kernels", "POST", Origin=origin)
    assert status in (403, 404)
    assert "Access-Control-Allow-Origin" not in headers
    status, _, _ = running.ask("/api/contents", Host="evil.example", token=running.token)
    assert status == 403
    socket_headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Origin": origin}
    socket_headers |= {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "x" * 22 + "=="}
    assert running.ask("/api/events/subscribe", **socket_headers)[0] == 403


def test_lab_starts_where_the_notebooks_lie(lab):
    assert lab[0].process.cwd() == str(shipped_notebooks())
