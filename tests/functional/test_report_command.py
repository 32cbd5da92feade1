"""`pmo report` without kernels: progress, summary, exit code, and what is refused beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_notebooks import write_notebook, write_suite
from pretended_executor import Pretended
from sample_portfolio import PROJECTS

from pmo_analytics.runner import executors

COUNT = 1 + len(PROJECTS)  # one own notebook, and one for each project


def assert_refused(result, said: str, place: Path) -> None:
    assert result.code == 2
    assert said in result.error
    assert len(result.error.strip().splitlines()) == 1
    assert not (place / "out").exists()


@pytest.fixture
def report(pmo, folder, tmp_path, monkeypatch):
    """Return `pmo report` on one own notebook and one for each project."""
    notebooks = tmp_path / "notebooks"
    write_notebook(notebooks, "own")
    write_notebook(notebooks, "single", parameters='project: str = ""  # id')
    suite = write_suite(
        tmp_path / "suite.toml", 'notebook = "own"', 'notebook = "single"\nfor_each = "project"'
    )

    def run(*arguments: object, failing: tuple[str, ...] = ()):
        made = Pretended(failing)
        monkeypatch.setattr(executors, "ProcessExecutor", lambda processes: made)
        places = ("--suite", suite, "--notebooks", notebooks, "--out", tmp_path / "out")
        result = pmo("report", *arguments, "-p", folder, *places)
        run.asked = made.asked
        return result

    return run


@pytest.mark.slow  # reviews each project
def test_a_run_shows_progress_summary_and_lastly_the_path_of_the_index(report, tmp_path):
    result = report()
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == f"Making {COUNT} reports"
    assert [line.split()[0] for line in lines[1 : 1 + COUNT]] == ["made"] * COUNT
    assert any(line.startswith("Report") and "Status" in line for line in lines)
    assert lines[-1] == str(tmp_path / "out" / "latest" / "index.html")
    assert Path(lines[-1]).is_file()


@pytest.mark.slow
def test_a_failed_report_is_said_and_sets_the_exit_code(report):
    result = report(failing=("ATLAS",))
    assert result.code == 1
    assert "FAILED" in result.out
    assert "Cell 2: it broke." in result.out
    assert result.error.strip() == f"1 of {COUNT} reports failed; the others were made."


def test_where_all_failed_nothing_is_said_to_be_made(report):
    result = report(failing=("own", *PROJECTS))
    assert result.code == 1
    assert result.error.strip() == f"{COUNT} of {COUNT} reports failed."
    assert "/runs/0001/index.html" in result.out.replace("\\", "/")


def test_reports_are_chosen_by_name(report):
    assert report("ATLAS", "own").code == 0
    assert [job.stem for job in report.asked] == ["own", "single-ATLAS"]


def test_a_parameter_is_set_in_the_type_of_the_notebook(report):
    assert report("own", "--set", "weeks=26", "--set", "note=a=b").code == 0
    (job,) = report.asked
    assert job.parameters == {"weeks": 26, "note": "a=b"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--set", "projct=X"), 'has no parameter "projct"'),
        (("single", "--set", "projct=X"), 'Did you mean "project"?'),
        (("own", "--set", "weeks=many"), 'weeks of own is a number, not "many"'),
        (("single", "--set", "project=ATLAS"), "is filled in for each report"),
        (("own", "--set", "weeks"), '"weeks" is not NAME=VALUE'),
        (("own", "--set", "=3"), "is not NAME=VALUE"),
        (("own", "--set", "as_of=2026-09-01"), "Give as_of as an option: --as-of"),
        (("ATLSA",), 'No report of the suite is called "ATLSA"'),
        (("--as-of", "yesterday"), '"yesterday" is not a day'),
    ],
)
def test_what_is_wrong_is_refused_before_anything_runs(arguments, said, report, tmp_path):
    result = report(*arguments)
    assert report.asked == []
    assert_refused(result, said, tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--suite", "none.toml"), "There is no suite none.toml"),
        (("--notebooks", "nowhere"), "The suite names a notebook that does not exist"),
    ],
)
def test_a_place_that_does_not_exist_is_refused(arguments, said, pmo, folder, tmp_path):
    result = pmo("report", *arguments, "-p", folder, "--out", tmp_path / "out")
    assert_refused(result, said, tmp_path)


def test_a_hostile_cause_of_failure_cannot_act_on_the_terminal(report, monkeypatch):
    from pmo_analytics.runner.execute import JobResult

    def run(self, jobs, *, pages, executed):
        for job in jobs:
            yield JobResult(job, 0.5, "[/closed] \x1b[31mred \u202e")

    monkeypatch.setattr(Pretended, "run", run)
    result = report()
    assert result.code == 1
    assert "[/closed]" in result.out
    assert not set(result.out + result.error) & {"\x1b", "\u202e"}
