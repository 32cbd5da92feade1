"""Notebooks in real kernels: three ways to run them, and what becomes of those that fail."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
from example_reviews.notebooks import notebook_of
from nbclient import NotebookClient
from own_notebooks import write_notebook
from sample_portfolio import (
    PROJECTS,
    all_sample_reviews,
    executive_review,
    own_sample,
    sample,
    sample_review,
)

from pmo_analytics.content import Review
from pmo_analytics.display.notebook import REVIEW_MIME, SECTION_MIME
from pmo_analytics.runner.execute import INDEX_FILE, make_report
from pmo_analytics.runner.executors import KERNELS, ProcessExecutor
from pmo_analytics.runner.jobs import Job, RunRequest, plan_jobs
from pmo_analytics.runner.page import page_html, review_of
from pmo_analytics.runner.run import RunResult, run_suite
from pmo_analytics.runner.suite import Suite, SuiteReport, read_suite

pytestmark = pytest.mark.notebooks

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"
LONG_ENOUGH, TOO_LONG = 300, 30  # seconds; a kernel needs a few to start, on a busy machine more
WAITS = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_sample(tmp_path_factory.mktemp("runs") / "sample")


def run_of(folder: Path, out: Path, *entries: SuiteReport, notebooks: Path, **given) -> RunResult:
    request = RunRequest(folder=folder, suite=Suite(reports=entries), notebooks=notebooks, **given)
    return run_suite(request, out=out, executor=ProcessExecutor(processes=2))


# --- the shipped notebooks ----------------------------------------------------------------------


# One report of each entry of the suite, and beside it one that lacks sections: finished, or thin.
RUN_SCOPES = ("", "Passenger Services", "ATLAS", "INLET", "Fleet refit", "Slipway")
LARGEST_PAGE = 2_000_000  # bytes


def shipped(folder: Path) -> RunRequest:
    suite = read_suite(ROOT / "reports" / "suite.toml")
    return RunRequest(folder=folder, suite=suite, notebooks=NOTEBOOKS)


def scope_of(job: Job) -> str:
    return job.parameters.get(job.filled_in, "")


@pytest.fixture(scope="module")
def planned(folder: Path) -> tuple[Job, ...]:
    """Return every report of the shipped suite."""
    return plan_jobs(shipped(folder), sample())


@pytest.fixture(scope="module")
def suite_run(folder: Path, planned, tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """Return a run of reports of every entry of the shipped suite."""
    chosen = tuple(job.title for job in planned if scope_of(job) in RUN_SCOPES)
    out = tmp_path_factory.mktemp("out")
    request = replace(shipped(folder), only=chosen)
    return run_suite(request, out=out, executor=ProcessExecutor(processes=2))


def value_of(job: Job) -> Review:
    """Return the review that a report carries, as the package makes it."""
    if job.parameters.get("persona") == "executive":
        return executive_review()
    return sample_review(job.notebook.stem, scope=scope_of(job))


def entry_of(job: Job) -> tuple[str, str, str]:
    return job.notebook.stem, job.filled_in, job.parameters.get("persona", "")


def test_the_shipped_suite_makes_every_review(planned):
    assert len(planned) == len(all_sample_reviews())
    assert all(value_of(job) in all_sample_reviews() for job in planned)


def test_reports_of_every_entry_are_made(planned, suite_run):
    made = [result.job for result in suite_run.results]
    assert {entry_of(job) for job in made} == {entry_of(job) for job in planned}
    assert len(made) == len({entry_of(job) for job in made}) + 2  # with one that lacks sections
    assert [result.failure for result in suite_run.results] == [""] * len(suite_run.results)
    pages = suite_run.index.parent
    for result in suite_run.results:
        assert (pages / result.job.file).stat().st_size == result.page_bytes
        assert result.page_bytes < LARGEST_PAGE
        assert (pages / f"{result.job.stem}.review.json").is_file()


def test_the_review_of_a_kernel_is_that_of_the_package(suite_run):
    pages = suite_run.index.parent
    for result in suite_run.results:
        written = (pages / f"{result.job.stem}.review.json").read_text(encoding="utf-8")
        assert Review.model_validate_json(written) == value_of(result.job)


def test_the_other_pages_of_the_suite_are_made_of_their_reviews(planned, suite_run):
    made = {result.job.file for result in suite_run.results}
    others = [value_of(job) for job in planned if job.file not in made]
    assert len(others) == len(planned) - len(made) > len(PROJECTS)
    for review in others:
        page = page_html(notebook_of(review), index_file=INDEX_FILE)
        assert len(page.encode()) < LARGEST_PAGE, review.scope_name
        assert Review.model_validate_json(review.model_dump_json(indent=1)) == review


def test_nothing_but_pages_reviews_and_the_manifest_is_shared(suite_run):
    names = {path.name for path in suite_run.index.parent.iterdir()}
    made = {result.job.file for result in suite_run.results}
    reviews = {f"{result.job.stem}.review.json" for result in suite_run.results}
    assert names == made | reviews | {"index.html", "manifest.json"}


def test_pages_link_only_to_pages_that_are_there(suite_run):
    pages = suite_run.index.parent
    text = suite_run.index.read_text(encoding="utf-8")
    for result in suite_run.results:
        assert f'href="{result.job.file}"' in text
    portfolio = (pages / "portfolio_health.html").read_text(encoding="utf-8")
    assert 'href="project_health-ATLAS.html"' in portfolio


def test_no_path_of_the_machine_stands_in_a_page(suite_run, folder):
    for result in suite_run.results:
        page = (suite_run.index.parent / result.job.file).read_text(encoding="utf-8")
        assert str(folder) not in page
        assert str(ROOT) not in page


@pytest.fixture(scope="module")
def by_papermill(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    """Return project_health run by papermill alone."""
    output = tmp_path_factory.mktemp("papermill") / "papermill.ipynb"
    papermill.execute_notebook(
        str(NOTEBOOKS / "project_health.ipynb"),
        str(output),
        parameters={"portfolio": str(folder), "project": "ATLAS"},
        progress_bar=False,
        cwd=str(ROOT),
    )
    return nbformat.read(output, as_version=4)


def test_the_same_input_gives_the_same_bytes(suite_run, by_papermill):
    page = suite_run.index.parent / "project_health-ATLAS.html"
    assert page.read_bytes() == page_html(by_papermill, index_file=INDEX_FILE).encode()


@pytest.fixture(scope="module")
def as_in_jupyterlab(folder: Path) -> nbformat.NotebookNode:
    """Return project_health run in its own folder, with the folder typed into its cell."""
    notebook = nbformat.read(NOTEBOOKS / "project_health.ipynb", as_version=4)
    cell = next(one for one in notebook.cells if "parameters" in one.metadata.get("tags", ()))
    cell.source += f"\nportfolio = {str(folder)!r}"
    NotebookClient(notebook, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    return notebook


def test_every_way_to_run_a_notebook_makes_the_same_review(
    suite_run, as_in_jupyterlab, by_papermill
):
    by_papermill = review_of(by_papermill).model_dump_json(indent=1)
    by_runner = suite_run.index.parent / "project_health-ATLAS.review.json"
    assert by_papermill + "\n" == by_runner.read_text(encoding="utf-8")
    # A file sorts the names of columns, a running notebook does not.
    in_jupyterlab = review_of(as_in_jupyterlab).model_dump_json()
    assert json.loads(by_papermill) == json.loads(in_jupyterlab)


def test_review_and_sections_show_themselves_in_a_notebook(as_in_jupyterlab):
    shown = [
        output.data
        for cell in as_in_jupyterlab.cells
        for output in cell.get("outputs", ())
        if "data" in output
    ]
    sections = [data[SECTION_MIME]["section"] for data in shown if SECTION_MIME in data]
    assert sum(REVIEW_MIME in data for data in shown) == 1
    assert sections == [
        "comment",
        "decisions",
        "reported",
        "finish",
        "pace",
        "stuck",
        "board",
        "next_wave",
        "work",
        "cost",
        "exposure",
        "office",
        "data",
    ]
    assert all("text/html" in data for data in shown if SECTION_MIME in data)


def test_the_notebooks_run_where_they_lie_without_any_change():
    notebook = nbformat.read(NOTEBOOKS / "explore.ipynb", as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.output_type == "error"]


# --- an analyst's own ---------------------------------------------------------------------------


def test_an_own_notebook_with_parameters_is_a_report_like_any_other(folder, tmp_path):
    notebooks = tmp_path / "notebooks"
    write_notebook(notebooks, "own", '"weeks " + str(weeks * 2) + " <b>" + note + "</b>"')
    entry = SuiteReport(notebook="own", time_limit_seconds=LONG_ENOUGH)
    result = run_of(
        folder, tmp_path / "out", entry, notebooks=notebooks, parameters={"weeks": "21"}
    )
    (made,) = result.results
    assert made.is_made
    page = (result.index.parent / "own.html").read_text(encoding="utf-8")
    assert "<h1>An own look</h1>" in page
    assert "weeks 42" in page
    assert "<b>plain</b>" not in page
    assert 'href="own.html"' in result.index.read_text(encoding="utf-8")


# --- what fails ---------------------------------------------------------------------------------

SPAWN_AND_LOOP = """
import os, pathlib, subprocess
child = subprocess.Popen(["sleep", "600"])
pathlib.Path(note).write_text(f"{os.getpid()} {child.pid}")
"""
FAILING = {
    "raises": ('"a" + 1', "TypeError: can only concatenate str"),
    "exits": ("import sys; sys.exit(0)", "The notebook ended before its last cell."),
    "dies": ("import os; os._exit(0)", "The kernel died"),
    "says": ('p.review("project_health", project="X")', 'There is no project "X".'),
    "endless": (
        SPAWN_AND_LOOP + "import time\nwhile True: time.sleep(0.1)",
        f"Stopped at the time limit of {TOO_LONG} s",
    ),
    # foreign code that keeps the interpreter to itself: the kernel notices nothing meanwhile
    "stuck": (SPAWN_AND_LOOP + "import ctypes; ctypes.PyDLL(None).sleep(600)", "Stopped at the"),
}


@pytest.fixture(scope="module")
def failing_run(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[RunResult, Path]:
    """Return a run in which every notebook but the last fails, each in its own way."""
    place = tmp_path_factory.mktemp("failing")
    entries = []
    for name, (source, _) in FAILING.items():
        opening = f"from pmo_analytics import open_portfolio; p = open_portfolio({str(folder)!r})"
        first = opening if name == "says" else "note"
        write_notebook(place / "notebooks", name, first + "\n" + source, '"after"')
        limit = TOO_LONG if name in ("endless", "stuck") else LONG_ENOUGH
        parameters = {"note": str(place / f"{name}.pids")}
        entries.append(SuiteReport(notebook=name, time_limit_seconds=limit, parameters=parameters))
    write_notebook(place / "notebooks", "fine", '"all well"')
    entries.append(SuiteReport(notebook="fine", time_limit_seconds=LONG_ENOUGH))
    return run_of(folder, place / "out", *entries, notebooks=place / "notebooks"), place


def test_failing_reports_never_stop_the_rest(failing_run):
    run, _ = failing_run
    by_name = {result.job.stem: result for result in run.results}
    assert by_name["fine"].is_made
    assert {result.job.stem for result in run.failed} == set(FAILING)
    assert (run.index.parent / "fine.html").is_file()


@pytest.mark.parametrize("name", FAILING)
def test_each_failure_is_said_by_its_cause(name, failing_run):
    run, _ = failing_run
    (result,) = [one for one in run.results if one.job.stem == name]
    assert FAILING[name][1] in result.failure
    assert "\x1b" not in result.failure
    assert not (run.index.parent / f"{name}.html").exists()


def test_the_index_says_every_failure(failing_run):
    run, _ = failing_run
    text = run.index.read_text(encoding="utf-8")
    manifest = json.loads((run.index.parent / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["made"], manifest["failed"]) == (1, len(FAILING))
    for name in FAILING:
        assert f"pmo report {name}" in text


def _is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("name", ["endless", "stuck"])
def test_past_the_time_limit_no_process_is_left(name, failing_run):
    _, place = failing_run
    pids = [int(pid) for pid in (place / f"{name}.pids").read_text().split()]
    assert len(pids) == 2, "the kernel did not come so far; the limit is too short here"
    until = time.monotonic() + WAITS
    while not all(map(_is_gone, pids)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [pid for pid in pids if not _is_gone(pid)] == []


def test_no_worker_outlives_the_run(failing_run):
    workers = [
        child
        for child in psutil.Process(os.getpid()).children()
        if "runner.worker" in " ".join(child.cmdline())
    ]
    assert workers == []


def test_a_report_that_fails_today_keeps_the_page_of_yesterday(folder, tmp_path):
    notebooks, out = tmp_path / "notebooks", tmp_path / "out"
    entry = SuiteReport(notebook="own", time_limit_seconds=LONG_ENOUGH)
    write_notebook(notebooks, "own", '"yesterday"')
    good = run_of(folder, out, entry, notebooks=notebooks)
    write_notebook(notebooks, "own", "1 / 0")
    bad = run_of(folder, out, entry, notebooks=notebooks)
    kept = (bad.index.parent / "own.html").read_bytes()
    assert kept == (good.index.parent / "own.html").read_bytes()
    assert b"yesterday" in kept
    assert (out / "latest").resolve() == good.index.parent.resolve()


def test_making_one_report_leaves_the_executed_notebook_apart(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", str(KERNELS))  # as a worker is started
    pages, executed = tmp_path / "pages", tmp_path / "executed"
    pages.mkdir()
    executed.mkdir()
    notebook = write_notebook(tmp_path, "own", "weeks + 1")
    job = Job(
        title="Own",
        notebook=notebook,
        file="own.html",
        group="",
        parameters={"weeks": 41},
        time_limit_seconds=LONG_ENOUGH,
    )
    result = make_report(job, pages=pages, executed=executed)
    assert result.is_made
    assert [path.name for path in pages.iterdir()] == ["own.html"]
    assert [path.name for path in executed.iterdir()] == ["own.ipynb"]
    assert "42" in (pages / "own.html").read_text(encoding="utf-8")
