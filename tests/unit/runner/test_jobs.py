"""From a suite to the reports of a run; whatever is wrong is said before anything runs."""

from __future__ import annotations

import pytest
from own_notebooks import write_notebook
from sample_portfolio import PROGRAMMES, PROJECTS, TEAMS, built_sample, sample

from pmo_analytics.errors import ParameterError, SettingsError, UnknownNameError
from pmo_analytics.reviews.naming import report_file
from pmo_analytics.runner.jobs import Job, RunRequest, plan_jobs
from pmo_analytics.runner.suite import Suite, SuiteReport

OWN_CELL = 'portfolio: str = ""  # folder\nnote: str = ""  # words\nweeks: int = 12  # many'
HEALTH_CELL = (
    'portfolio: str = ""  # folder\nas_of: str = ""  # day\ncompared_with: str = ""  # day\n'
)


@pytest.fixture
def notebooks(tmp_path):
    folder = tmp_path / "notebooks"
    write_notebook(folder, "own", parameters=OWN_CELL)
    write_notebook(folder, "health", parameters=HEALTH_CELL + 'programme: str = ""  # one')
    write_notebook(folder, "single", parameters=HEALTH_CELL + 'project: str = ""  # one')
    write_notebook(folder, "staff", parameters=HEALTH_CELL + 'team: str = ""  # one')
    write_notebook(folder, "bare", parameters=None)
    return folder


@pytest.fixture
def plan(notebooks):
    """Return a planner: entries as (notebook, for_each); `typed` is what the command line gives."""

    def planned(*entries: tuple[str, str], parameters=None, typed=None, **given) -> tuple[Job, ...]:
        reports = [
            SuiteReport(notebook=name, for_each=each, parameters=parameters or {})
            for name, each in entries
        ]
        request = RunRequest(
            folder=built_sample(),
            suite=Suite(reports=reports),
            notebooks=notebooks,
            parameters=typed or {},
            **given,
        )
        return plan_jobs(request, sample())

    return planned


ALL = (("health", "portfolio"), ("health", "programme"), ("single", "project"))


def test_a_suite_becomes_a_report_for_each(plan):
    portfolio, *others = plan(*ALL)
    programmes, projects = others[: len(PROGRAMMES)], others[len(PROGRAMMES) :]
    assert portfolio.file == "health.html"
    assert [job.title for job in programmes] == list(PROGRAMMES)
    assert {job.file for job in projects} == {f"single-{project}.html" for project in PROJECTS}
    assert {job.project for job in projects} == set(PROJECTS)
    assert len({job.file for job in programmes}) == len(PROGRAMMES)


def test_reports_are_grouped_by_programme(plan):
    groups = {job.project: job.group for job in plan(("single", "project"))}
    assert groups == {
        "ATLAS": "Passenger Services",
        "CORAL": "Passenger Services",
        "BOREAL": "Port Operations",
        "DUNE": "Port Operations",
        "INLET": "Port Operations",
        "JETTY": "Port Operations",
        "EMBER": "Ships & Energy",
        "FJORD": "Ships & Energy",
        "GANNET": "Ships & Energy",
        "HELM": "Ships & Energy",
    }


def test_every_run_fills_in_folder_and_days_where_a_notebook_takes_them(plan):
    own, health = plan(("own", "portfolio"), ("health", "portfolio"))
    assert own.parameters == {"portfolio": str(built_sample())}
    assert health.parameters == {
        "portfolio": str(built_sample()),
        "as_of": "2026-09-30",
        "compared_with": "",
    }


def test_the_day_of_the_command_is_the_day_of_the_reports(plan):
    (health,) = plan(("health", "portfolio"), as_of="2026-06-30", compared_with="2026-03-31")
    assert health.parameters["as_of"] == "2026-06-30"
    assert health.parameters["compared_with"] == "2026-03-31"


def test_the_scope_is_filled_in(plan):
    jobs = plan(("health", "programme"), ("single", "project"))
    assert [job.parameters["programme"] for job in jobs[: len(PROGRAMMES)]] == list(PROGRAMMES)
    projects = jobs[len(PROGRAMMES) :]
    assert [job.parameters["project"] for job in projects] == [job.project for job in projects]


def test_a_suite_may_have_a_report_for_each_team(plan):
    jobs = plan(("staff", "team"))
    assert [job.parameters["team"] for job in jobs] == list(TEAMS)
    assert [job.title for job in jobs] == [f"Team {team}" for team in TEAMS]
    assert {job.group for job in jobs} == {""}


@pytest.mark.parametrize(
    ("only", "stems"),
    [
        (("ATLAS",), ["single-ATLAS"]),
        (("Dune permits to work",), ["single-DUNE"]),
        (("single-DUNE", "ATLAS"), ["single-ATLAS", "single-DUNE"]),
        (("Port Operations",), None),
        (("single",), None),
    ],
)
def test_reports_are_chosen_by_project_title_notebook_or_file(only, stems, plan):
    jobs = plan(*ALL, only=only)
    if stems is not None:
        assert [job.stem for job in jobs] == stems
    elif only == ("single",):
        assert len(jobs) == len(PROJECTS)
    else:
        assert [job.title for job in jobs] == ["Port Operations"]


def test_a_report_that_does_not_exist_is_refused_with_those_that_do(plan):
    with pytest.raises(UnknownNameError) as error:
        plan(*ALL, only=("ATLAS", "ATLSA"))
    assert 'No report of the suite is called "ATLSA"' in str(error.value)
    assert "single-ATLAS" in str(error.value)


def test_a_notebook_that_does_not_exist_is_refused(plan):
    with pytest.raises(UnknownNameError, match=r"does not exist: .*none\.ipynb"):
        plan(("none", "portfolio"))


def test_a_notebook_without_parameters_fails_alone(plan):
    bare, own = plan(("bare", "portfolio"), ("own", "portfolio"))
    assert "has no cell tagged" in bare.fault
    assert own.fault == ""


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"cells": 1}', "\x00"])
def test_a_file_that_is_no_notebook_fails_alone(content, plan, notebooks):
    (notebooks / "broken.ipynb").write_text(content)
    broken, own = plan(("broken", "portfolio"), ("own", "portfolio"))
    assert broken.fault
    assert own.fault == ""


def test_typed_values_take_the_type_of_the_notebook(plan):
    (own,) = plan(("own", "portfolio"), typed={"weeks": "26", "note": "26"})
    assert own.parameters["weeks"] == 26
    assert own.parameters["note"] == "26"


def test_a_typed_value_replaces_that_of_the_suite(plan):
    (own,) = plan(("own", "portfolio"), parameters={"weeks": 8}, typed={"weeks": "26"})
    assert own.parameters["weeks"] == 26


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"wekes": "26"}, 'own has no parameter "wekes". Did you mean "weeks"?'),
        ({"weeks": "many"}, 'weeks of own is a number, not "many"'),
    ],
)
def test_a_misspelt_or_mistyped_value_is_refused(typed, said, plan):
    with pytest.raises(ParameterError) as error:
        plan(("own", "portfolio"), typed=typed)
    assert said in str(error.value)


def test_a_value_that_only_the_chosen_report_takes_is_fine(plan):
    jobs = plan(("own", "portfolio"), *ALL, only=("own",), typed={"weeks": "26"})
    assert [job.stem for job in jobs] == ["own"]


def test_a_value_that_a_chosen_report_does_not_take_is_refused(plan):
    with pytest.raises(ParameterError, match='health has no parameter "weeks"'):
        plan(("own", "portfolio"), ("health", "portfolio"), typed={"weeks": "26"})


def test_a_mistyped_value_of_the_suite_is_refused(plan):
    with pytest.raises(ParameterError, match="weeks of own is a int"):
        plan(("own", "portfolio"), parameters={"weeks": "26"})


def test_for_whom_a_report_is_cannot_be_typed(plan):
    with pytest.raises(ParameterError, match="project is filled in for each report of single"):
        plan(("single", "project"), typed={"project": "ATLAS"})


def test_two_reports_of_one_file_are_refused(plan):
    with pytest.raises(SettingsError, match=r"makes own\.html more than once"):
        plan(("own", "portfolio"), ("own", "portfolio"))


def test_a_scope_has_a_page_for_each_persona():
    names = {report_file("portfolio_health", "", one) for one in ("", "executive", "analyst")}
    assert names == {
        "portfolio_health.html",
        "portfolio_health~executive.html",
        "portfolio_health~analyst.html",
    }
    assert report_file("project_health", "A~analyst") != report_file(
        "project_health", "A", "analyst"
    )
