"""From a suite to the single reports of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_analytics.errors import ParameterError, SettingsError, UnknownNameError
from pmo_analytics.reviews.naming import report_file
from pmo_analytics.runner.parameters import (
    NotebookFaultError,
    Parameter,
    checked_parameters,
    notebook_parameters,
    parsed_value,
)
from pmo_analytics.runner.remedy import PLAIN, Remedy
from pmo_analytics.runner.suite import Suite, SuiteReport

if TYPE_CHECKING:  # the processes that make reports unpack jobs, and open no portfolio
    from pmo_analytics.portfolio import Portfolio

# Filled in by every run, where a notebook takes them.
_COMMON = ("portfolio", "as_of", "compared_with")
PERSONA = "persona"  # names the page too: one scope may have a page for each


@dataclass(frozen=True, slots=True)
class Job:
    """One report of a run."""

    title: str
    notebook: Path
    file: str  # name of its page
    group: str  # "" for the portfolio, else the programme
    parameters: Mapping[str, Any]
    time_limit_seconds: float
    project: str = ""
    filled_in: str = ""  # the parameter that says for whom the report is, such as "project"
    fault: str = ""  # why the notebook cannot be run at all: this report has failed already
    is_trusted: bool = False  # its notebook may import what lies beside it

    @property
    def stem(self) -> str:
        """Return the name of the report's files without ending."""
        return self.file.removesuffix(".html")


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What a run is asked for."""

    folder: Path
    suite: Suite
    notebooks: Path
    as_of: str = ""
    compared_with: str = ""
    only: tuple[str, ...] = ()  # file stems, titles, projects or notebooks; empty: all
    parameters: Mapping[str, str] = field(default_factory=dict)  # as typed, by name
    own_notebooks: tuple[Path, ...] = ()  # of the portfolio folder, which its user trusts
    remedy: Remedy = PLAIN  # how the command is typed again for one report


def plan_jobs(request: RunRequest, portfolio: Portfolio) -> tuple[Job, ...]:
    """List the reports of a run, the portfolio's first; nothing has run yet.

    Raises:
        UnknownNameError: a notebook, or a report asked for by name, does not exist.
        ParameterError: a parameter is misspelt or mistyped.
    """
    planned = [
        job
        for entry in request.suite.reports
        for job in _entry_jobs(
            entry, request.notebooks / f"{entry.notebook}.ipynb", request, portfolio
        )
    ]
    for notebook in request.own_notebooks:
        entry = SuiteReport(notebook=notebook.stem)
        own = _entry_jobs(entry, notebook, request, portfolio)
        planned += [replace(job, is_trusted=True) for job in own]
    chosen = _chosen(planned, request.only)
    _refuse_same_files(chosen)
    return tuple(_checked(job, request.parameters) for job in chosen)


def _chosen(planned: Sequence[Job], only: Sequence[str]) -> Sequence[Job]:
    """Return the reports that are asked for by name, all of them without names."""
    if not only:
        return planned
    known = set().union(*(_names(job) for job in planned))
    if missing := [name for name in only if name not in known]:
        raise UnknownNameError(
            f'No report of the suite is called "{missing[0]}". There are: '
            f"{', '.join(job.stem for job in planned)}."
        )
    return [job for job in planned if _names(job) & set(only)]


def _refuse_same_files(jobs: Sequence[Job]) -> None:
    files = [job.file for job in jobs]
    twice = next((job for job in jobs if files.count(job.file) > 1), None)
    if twice:
        raise SettingsError(
            f"The suite makes {twice.file} more than once. Name the notebook "
            f"{twice.notebook.stem} once for each portfolio, programme or project."
        )


def _checked(job: Job, typed: Mapping[str, str]) -> Job:
    """Return a job with what was typed on the command line, in the types of its notebook."""
    if job.fault:
        return job
    if job.filled_in in typed:
        raise ParameterError(
            f"{job.filled_in} is filled in for each report of {job.notebook.stem}. Name the "
            f'reports instead, such as: pmo report "{job.stem}".'
        )
    given = {name: parsed_value(job.notebook, name, text) for name, text in typed.items()}
    return replace(job, parameters=checked_parameters(job.notebook, {**job.parameters, **given}))


def _names(job: Job) -> set[str]:
    return {job.stem, job.title, job.notebook.stem} | ({job.project} if job.project else set())


def _entry_jobs(
    entry: SuiteReport, notebook: Path, request: RunRequest, portfolio: Portfolio
) -> list[Job]:
    if not notebook.is_file():
        raise UnknownNameError(f"The suite names a notebook that does not exist: {notebook}.")
    known, fault = _known_parameters(notebook)
    given = {
        "portfolio": str(request.folder),
        "as_of": request.as_of or portfolio.as_of.day.isoformat(),
        "compared_with": request.compared_with,
    }
    common = {name: given[name] for name in _COMMON if name in known}
    jobs = []
    persona = str(entry.parameters.get(PERSONA, ""))
    for title, group, scope in _scopes(entry, portfolio):
        jobs.append(
            Job(
                title=f"{title}, for {persona.replace('_', ' ')}" if persona else title,
                notebook=notebook,
                file=report_file(entry.notebook, next(iter(scope.values()), ""), persona),
                group=group,
                parameters={**common, **entry.parameters, **scope},
                time_limit_seconds=entry.time_limit_seconds,
                project=scope.get("project", ""),
                filled_in=next(iter(scope), ""),
                fault=fault,
            )
        )
    return jobs


def _known_parameters(notebook: Path) -> tuple[Mapping[str, Parameter], str]:
    """Return the parameters of a notebook, or why it has none: then it fails, and it alone."""
    try:
        return notebook_parameters(notebook), ""
    except NotebookFaultError as fault:
        return {}, str(fault)


def _scopes(entry: SuiteReport, portfolio: Portfolio) -> list[tuple[str, str, dict[str, str]]]:
    """Return title, group and scope parameter of each report of an entry."""
    projects = portfolio.projects().to_dict("records")
    programmes = dict.fromkeys(
        str(project["programme"]) for project in projects if isinstance(project["programme"], str)
    )
    match entry.for_each:
        case "portfolio":
            title = entry.notebook.replace("_", " ").capitalize()
            return [(title, "", {})]
        case "programme":
            return [(name, name, {"programme": name}) for name in programmes]
        case "team":
            return [(f"Team {name}", "", {"team": name}) for name in portfolio.teams()]
    return [
        (
            str(project["name"]),
            project["programme"] if isinstance(project["programme"], str) else "",
            {"project": str(project["project_id"])},
        )
        for project in projects
    ]
