"""A run from plan to published folder, with an executor that starts no kernel."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from own_notebooks import write_notebook
from pretended_executor import Pretended
from sample_portfolio import PROJECTS, own_sample

from pmo_analytics.errors import FolderError, NothingUsableError, ParameterError, UsageError
from pmo_analytics.runner.jobs import RunRequest
from pmo_analytics.runner.ownership import OWNER_FILE
from pmo_analytics.runner.run import RunResult, run_suite
from pmo_analytics.runner.suite import Suite, SuiteReport

pytestmark = pytest.mark.slow

CELL = 'portfolio: str = ""  # folder\nas_of: str = ""  # day\nproject: str = ""  # id\n'
CELL += 'compared_with: str = ""  # day'


@pytest.fixture
def run(tmp_path) -> Callable[..., RunResult]:
    """Return a runner of a suite of one own notebook and one for each project."""
    notebooks = tmp_path / "notebooks"
    write_notebook(notebooks, "own")
    write_notebook(notebooks, "single", parameters=CELL)
    suite = Suite(
        reports=[
            SuiteReport(notebook="own"),
            SuiteReport(notebook="single", for_each="project"),
        ]
    )

    folder = own_sample(tmp_path / "sample")

    def ran(*failing: str, is_reversed: bool = False, **given) -> RunResult:
        request = RunRequest(folder=folder, suite=suite, notebooks=notebooks, **given)
        executor = Pretended(failing, is_reversed=is_reversed)
        return run_suite(request, out=tmp_path / "out", executor=executor)

    return ran


def manifest_of(result: RunResult) -> dict:
    return json.loads((result.index.parent / "manifest.json").read_text())


def test_a_run_has_pages_index_and_manifest(run, tmp_path):
    result = run()
    assert not result.failed
    files = {path.name for path in result.index.parent.iterdir()}
    assert {"index.html", "manifest.json", "own.html", "single-ATLAS.html"} <= files
    assert (tmp_path / "out" / "latest").resolve() == result.index.parent.resolve()


def test_results_come_in_the_order_of_the_suite_whenever_they_are_made(run):
    for is_reversed in (False, True):
        stems = [one.job.stem for one in run(is_reversed=is_reversed).results]
        assert stems[0] == "own"
        assert len(stems) == 1 + len(PROJECTS)


def test_progress_is_told_before_and_after_each_report(tmp_path):
    notebooks = tmp_path / "notebooks"
    write_notebook(notebooks, "own")
    suite = Suite(reports=[SuiteReport(notebook="own")])
    told: list[str] = []
    run_suite(
        RunRequest(folder=own_sample(tmp_path / "sample"), suite=suite, notebooks=notebooks),
        out=tmp_path / "out",
        executor=Pretended(),
        on_plan=lambda jobs: told.append(f"plan {len(jobs)}"),
        on_result=lambda result: told.append(result.job.stem),
    )
    assert told == ["plan 1", "own"]


def test_a_failing_report_never_stops_the_others(run):
    result = run("ATLAS")
    assert [one.job.project for one in result.failed] == ["ATLAS"]
    assert (result.index.parent / "single-BOREAL.html").is_file()
    assert not (result.index.parent / "single-ATLAS.html").exists()
    assert "it broke" in result.index.read_text()


def test_a_failed_report_keeps_its_last_good_page_run_after_run(run):
    run()
    for _ in range(2):
        result = run("ATLAS", "own")
        pages = result.index.parent
        assert (pages / "single-ATLAS.html").read_text() == "page of single-ATLAS"
        assert (pages / "own.html").read_text() == "page of own"
        reports = {one["title"]: one for one in manifest_of(result)["reports"]}
        assert reports["Atlas booking renewal"]["keeps_last_good_page"]
        assert reports["Atlas booking renewal"]["status"] == "failed"


def test_the_index_links_the_page_a_failed_report_last_had(run):
    run()
    index = run("ATLAS", "own").index.read_text()
    assert 'href="single-ATLAS.html"' in index
    assert 'href="own.html"' in index
    assert "Report of 30 Sep" in index


def test_a_review_of_another_version_beside_a_kept_page_does_not_break_the_run(run):
    first = run()
    (first.index.parent / "single-ATLAS.review.json").write_text('{"from": "the future"}')
    result = run("ATLAS")
    assert 'href="single-ATLAS.html"' in result.index.read_text()


def test_latest_stays_where_nothing_was_made(run, tmp_path):
    good = run()
    failed = run("own", *PROJECTS)
    assert len(failed.failed) == 1 + len(PROJECTS)
    assert (tmp_path / "out" / "latest").resolve() == good.index.parent.resolve()
    assert failed.index.parent != good.index.parent


def test_latest_moves_where_one_was_made(run, tmp_path):
    run()
    result = run("own", "ATLAS", "BOREAL", "CORAL")
    assert (tmp_path / "out" / "latest").resolve() == result.index.parent.resolve()


def test_a_wrong_parameter_is_refused_before_anything_runs(run, tmp_path):
    with pytest.raises(ParameterError):
        run(parameters={"projct": "X"})
    assert not (tmp_path / "out").exists()


def test_a_folder_that_does_not_exist_is_refused_before_anything_runs(tmp_path):
    suite = Suite(reports=[SuiteReport(notebook="own")])
    request = RunRequest(folder=tmp_path / "none", suite=suite, notebooks=tmp_path)
    with pytest.raises(FolderError):
        run_suite(request, out=tmp_path / "out", executor=Pretended())
    assert not (tmp_path / "out").exists()


def test_the_same_input_gives_the_same_pages(run):
    first, second = run("BOREAL"), run("BOREAL")
    names = {path.name for path in first.index.parent.iterdir()}
    assert names == {path.name for path in second.index.parent.iterdir()}
    for name in names - {"manifest.json"}:
        one, other = first.index.parent / name, second.index.parent / name
        assert one.read_bytes() == other.read_bytes(), name


def test_the_manifest_says_from_what_and_how(run):
    result = run("DUNE")
    manifest = manifest_of(result)
    assert manifest["portfolio"] == "Harbour Change Portfolio 2026"
    assert manifest["as_of"] == "2026-09-30"
    assert (manifest["made"], manifest["failed"]) == (len(PROJECTS), 1)
    assert {"python", "duckdb", "pmo-analytics", "papermill"} <= manifest["versions"].keys()
    paths = [one["path"] for one in manifest["inputs"]]
    assert paths == sorted(paths)
    assert any(path.startswith("exports/kanban/") for path in paths)
    assert all(len(one["sha256"]) == 64 for one in manifest["inputs"])


def test_the_manifest_says_of_each_report_what_became_of_it(run):
    reports = {one["file"] or one["title"]: one for one in manifest_of(run("DUNE"))["reports"]}
    made, failed = reports["single-ATLAS.html"], reports["Dune permits to work"]
    assert made["status"] == "made"
    assert made["cause"] is None
    assert made["notebook"] == "single.ipynb"
    assert made["parameters"]["project"] == "ATLAS"
    assert made["seconds"] == 1.25
    assert len(made["sha256"]) == 64
    assert failed["status"] == "failed"
    assert failed["cause"] == "Cell 2: it broke."
    assert failed["bytes"] is None


# --- pages of earlier runs ----------------------------------------------------------------------


def test_making_one_report_keeps_the_other_pages_and_marks_them(run, tmp_path):
    run()
    result = run(only=("ATLAS",))
    pages = tmp_path / "out" / "latest"
    assert pages.resolve() == result.index.parent.resolve()
    assert (pages / "single-BOREAL.html").read_text() == "page of single-BOREAL"
    assert (pages / "own.html").is_file()
    statuses = {one["file"]: one["status"] for one in manifest_of(result)["reports"]}
    assert statuses.pop("single-ATLAS.html") == "made"
    assert set(statuses.values()) == {"carried over"}
    assert len(statuses) == len(PROJECTS)
    index = result.index.read_text()
    assert "carried over" in index
    assert 'href="single-BOREAL.html"' in index
    # and the next one keeps what this one kept
    assert (run(only=("own",)).index.parent / "single-BOREAL.html").is_file()


def test_a_whole_run_carries_nothing_over(run):
    run()
    result = run("ATLAS")
    statuses = [one["status"] for one in manifest_of(result)["reports"]]
    assert statuses.count("carried over") == 0


def test_a_page_of_other_parameters_does_not_stand_for_a_failed_report(run):
    run(compared_with="2026-06-30")
    assert not (run("ATLAS").index.parent / "single-ATLAS.html").exists()


def test_a_page_of_a_later_day_does_not_stand_for_a_failed_report(run):
    run()
    failed = run("ATLAS", as_of="2026-06-30")
    assert not (failed.index.parent / "single-ATLAS.html").exists()


@pytest.mark.parametrize("touch", ["changed", "linked"])
def test_a_page_that_is_not_what_its_run_made_is_not_kept(touch, run, tmp_path):
    page = run().index.parent / "single-ATLAS.html"
    if touch == "changed":
        page.write_text("<script>act()</script>")
    else:
        page.unlink()
        page.symlink_to("/etc/passwd")
    assert not (run("ATLAS").index.parent / "single-ATLAS.html").exists()


def test_nothing_of_one_portfolio_appears_in_another(run, tmp_path):
    run()
    folder = own_sample(tmp_path / "second")
    suite = Suite(reports=[SuiteReport(notebook="own")])
    request = RunRequest(folder=folder, suite=suite, notebooks=tmp_path / "notebooks")
    with pytest.raises(UsageError, match="holds the reports of another portfolio"):
        run_suite(request, out=tmp_path / "out", executor=Pretended())
    # Even where somebody took the sign from the door: the run says whose its pages are.
    (tmp_path / "out" / OWNER_FILE).unlink()
    failed = run_suite(request, out=tmp_path / "out", executor=Pretended(("own",)))
    assert not (failed.index.parent / "own.html").exists()
    assert "single-ATLAS" not in failed.index.read_text()


def test_a_notebook_without_parameters_fails_alone(run, tmp_path):
    write_notebook(tmp_path / "notebooks", "own", parameters=None)
    result = run()
    assert [one.job.stem for one in result.failed] == ["own"]
    assert "has no cell tagged" in result.failed[0].failure
    assert (result.index.parent / "single-ATLAS.html").is_file()


# --- what of the folder was not used -------------------------------------------------------------


def test_what_is_refused_is_told_and_stands_in_index_and_manifest(run, tmp_path):
    exports = tmp_path / "sample" / "exports"
    (exports / "jira" / "strange.csv").write_text("no,known,header\n1,2,3\n")
    (exports / "jira" / "notes.xlsm").write_bytes(b"PK")
    (tmp_path / "sample" / "registers" / "riskss.csv").write_text("a,b\n1,2\n")
    result = run()
    names = ("exports/jira/notes.xlsm", "exports/jira/strange.csv", "registers/riskss.csv")
    assert [sentence.split()[0].rstrip(":") for sentence in result.refusals] == list(names)
    index = result.index.read_text()
    assert all(name in index for name in names)
    assert manifest_of(result)["refused"] == list(result.refusals)
    assert not result.failed


def test_a_folder_without_a_usable_export_is_refused_before_anything_runs(tmp_path):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "x.csv").write_text("no,known,header\n1,2,3\n")
    request = RunRequest(
        folder=tmp_path, suite=Suite(reports=[SuiteReport(notebook="own")]), notebooks=tmp_path
    )
    with pytest.raises(NothingUsableError, match=r"could be read: exports/x\.csv"):
        run_suite(request, out=tmp_path / "out", executor=Pretended())
    assert not (tmp_path / "out").exists()


def test_a_run_that_breaks_off_leaves_nothing(run, tmp_path, monkeypatch):
    def breaks(*given, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr(Pretended, "run", breaks)
    with pytest.raises(KeyboardInterrupt):
        run()
    left = {path.name for path in (tmp_path / "out").rglob("*")}
    assert left == {"runs", "executed", OWNER_FILE}


def test_no_place_of_the_machine_stands_in_what_is_shared(run, tmp_path):
    result = run("ATLAS")
    for name in ("manifest.json", "index.html"):
        assert str(tmp_path) not in (result.index.parent / name).read_text()
