"""`pmo report`: make the reports of the suite."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from pmo_analytics.cli.build import refused_sentence
from pmo_analytics.cli.options import (
    AsOfOption,
    ComparedWithOption,
    LogOption,
    PortfolioOption,
    portfolio_folder,
)
from pmo_analytics.cli.places import shipped_notebooks, shipped_suite
from pmo_analytics.cli.run_log import RunLog
from pmo_analytics.cli.terminal import plain
from pmo_analytics.errors import (
    ALL_WELL,
    CheckFailedError,
    ParameterError,
    PmoError,
    ReportFailedError,
    UsageError,
    exit_code,
)

if TYPE_CHECKING:
    from pmo_analytics.runner.jobs import RunRequest
    from pmo_analytics.runner.remedy import Remedy
    from pmo_analytics.runner.run import RunResult
    from pmo_analytics.runner.status import Status

NAME = "report"
EPILOG = (
    "Examples: pmo report · pmo report ATLAS --as-of 2026-09-30 · "
    "pmo report my_notebook --set weeks=26"
)


def run(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Reports to make: notebooks, projects or titles. Default: all."),
    ] = None,
    portfolio: PortfolioOption = None,
    as_of: AsOfOption = "",
    compared_with: ComparedWithOption = "",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the notebooks."),
    ] = None,
    suite: Annotated[
        Path | None,
        typer.Option(help="What is run. Default: reports/suite.toml.", show_default=False),
    ] = None,
    notebooks: Annotated[
        Path | None,
        typer.Option(help="Where the notebooks are. Default: notebooks/.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Where runs are kept; it belongs to one portfolio. Default: reports/ of the "
            "portfolio folder, reports/out/ for the sample.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=0, help="Reports made at a time; 0: as many as there are cores.")
    ] = 0,
    log: LogOption = "text",
    trust_portfolio_code: Annotated[
        bool,
        typer.Option(
            "--trust-portfolio-code",
            help="Run the notebooks in notebooks/ of the portfolio folder too; says first which.",
        ),
    ] = False,
) -> None:
    """Run the notebooks of the suite into pages, for the portfolio, each programme and project.

    A failing report never stops the others; the page it last had is kept, and so are pages of
    reports that were not asked for. The last line is the path of the index.
    """
    from pmo_analytics.portfolio import reports_folder  # noqa: PLC0415 - slow to import
    from pmo_analytics.runner.jobs import RunRequest  # noqa: PLC0415
    from pmo_analytics.runner.remedy import Remedy  # noqa: PLC0415
    from pmo_analytics.runner.suite import read_suite  # noqa: PLC0415
    from pmo_analytics.runner.trust import OPTION, own_code, refuse_own_code  # noqa: PLC0415

    folder = portfolio_folder(portfolio).resolve()
    with RunLog(log) as shown:
        if notebooks:
            refuse_own_code(notebooks, folder)
        code = own_code(folder) if trust_portfolio_code else None
        for sentence in code.sentences() if code else ():
            shown.event("trusted", f"trusted: {sentence}", style="bold", code=sentence)
        places = (("--suite", suite), ("--notebooks", notebooks), ("--out", out))
        days = (("--as-of", as_of), ("--compared-with", compared_with))
        request = RunRequest(
            folder=folder,
            suite=read_suite(suite or shipped_suite()),
            notebooks=(notebooks or shipped_notebooks()).resolve(),
            as_of=as_of,
            compared_with=compared_with,
            only=tuple(names or ()),
            parameters=dict(_setting(text) for text in settings or ()),
            own_notebooks=code.notebooks if code else (),
            remedy=Remedy(
                folder=folder,
                places=tuple((name, place.resolve()) for name, place in places if place),
                options=(
                    *((name, day) for name, day in days if day),
                    *(("--set", text) for text in settings or ()),
                ),
                flags=(OPTION,) if code else (),
            ),
        )
        _make(request, (out or reports_folder(folder)).absolute(), jobs, shown)


def _make(request: RunRequest, out: Path, jobs: int, shown: RunLog) -> None:
    """Make the reports, and leave word of how it went for those who watch."""
    from pmo_analytics.runner.executors import ProcessExecutor  # noqa: PLC0415 - slow to import
    from pmo_analytics.runner.privacy import shareable  # noqa: PLC0415
    from pmo_analytics.runner.run import run_suite  # noqa: PLC0415
    from pmo_analytics.runner.status import Status, write_status  # noqa: PLC0415

    started = time.monotonic()
    try:
        result = run_suite(
            request,
            out=out,
            executor=ProcessExecutor(processes=jobs or os.cpu_count() or 1),
            on_step=shown.step,
            on_found=shown.findings,
            on_plan=shown.plan,
            on_result=shown.result,
        )
    except PmoError as error:
        _note_failure(request, out, error, time.monotonic() - started)
        raise
    error = _error(result)
    status = Status(
        portfolio=result.portfolio_name,
        exit_code=exit_code(error) if error else ALL_WELL,
        seconds=result.seconds,
        made=len(result.results) - len(result.failed),
        failed=len(result.failed),
        carried_over=result.carried,
        refused=len(result.refusals),
        error=shareable(str(error or "")),
    )
    write_status(out, status)
    _show(result, request.remedy, status, shown)
    if error:
        raise error


def _note_failure(request: RunRequest, out: Path, error: PmoError, seconds: float) -> None:
    """Leave word of a run that could not begin, if the output folder is the portfolio's own."""
    from pmo_analytics.runner.ownership import is_owned  # noqa: PLC0415 - slow to import
    from pmo_analytics.runner.privacy import shareable  # noqa: PLC0415
    from pmo_analytics.runner.status import Status, write_status  # noqa: PLC0415

    if is_owned(out, request.folder):
        name = request.folder.name
        write_status(
            out, Status(name, exit_code(error), seconds=seconds, error=shareable(str(error)))
        )


def _error(result: RunResult) -> PmoError | None:
    """Return what is wrong with a run that was published; None where all is well."""
    if result.failed:
        count, all_of_them = len(result.failed), len(result.results)
        rest = "; the others were made" if count < all_of_them else ""
        return ReportFailedError(f"{count} of {all_of_them} reports failed{rest}.")
    if result.refusals:
        return CheckFailedError(refused_sentence(len(result.refusals)))
    return None


def _show(result: RunResult, remedy: Remedy, status: Status, shown: RunLog) -> None:
    shown.print(_summary(result))
    for failed in result.failed:
        command = remedy.command(failed.job.stem)
        words = f"After the repair: {command}"
        shown.event("remedy", words, report=failed.job.stem, command=command)
    latest = _latest(result)
    shown.event("end", str(latest), index=str(latest), **asdict(status))


def _summary(result: RunResult) -> Table:
    table = Table(title=None, box=None, pad_edge=False, header_style="bold")
    for column, justify in (
        ("Report", "left"),
        ("Status", "left"),
        ("Seconds", "right"),
        ("Page", "right"),
        ("In one line", "left"),
    ):
        table.add_column(column, justify=justify)  # type: ignore[arg-type]
    for made in result.results:
        line = str(made.review.one_line) if made.review else made.failure
        table.add_row(
            plain(made.job.stem),
            plain("made" if made.is_made else "failed", style="" if made.is_made else "bold red"),
            f"{made.seconds:.1f}",
            f"{made.page_bytes / 1024:,.0f} KB" if made.page_bytes else "-",
            plain(line, overflow="ellipsis", no_wrap=True),
        )
    return table


def _latest(result: RunResult) -> Path:
    """Return the index by its lasting name, where the run became the latest."""
    latest = result.index.parents[2] / "latest"
    is_latest = latest.is_dir() and latest.resolve() == result.index.parent.resolve()
    return latest / result.index.name if is_latest else result.index


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise UsageError(f'"{text}" is not NAME=VALUE.')
    if name in ("portfolio", "as_of", "compared_with"):
        raise ParameterError(f"Give {name} as an option: --{name.replace('_', '-')}.")
    return name, value
