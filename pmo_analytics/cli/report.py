"""`pmo report`: make the reports of the suite."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pmo_analytics.cli.build import check_refused, tell_findings
from pmo_analytics.cli.options import (
    AsOfOption,
    ComparedWithOption,
    PortfolioOption,
    portfolio_folder,
)
from pmo_analytics.cli.places import reports_folder, shipped_notebooks, shipped_suite
from pmo_analytics.cli.terminal import plain, say
from pmo_analytics.errors import ParameterError, ReportFailedError, UsageError

if TYPE_CHECKING:
    from pmo_analytics.runner.execute import JobResult
    from pmo_analytics.runner.run import RunResult
    from pmo_analytics.warehouse.findings import Findings

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
            help="Where runs are kept. Default: reports/out/ of the checkout; without one, "
            "reports/ of the portfolio.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=0, help="Reports made at a time; 0: as many as there are cores.")
    ] = 0,
) -> None:
    """Run the notebooks of the suite into pages, for the portfolio, each programme and project.

    A failing report never stops the others; the page it last had is kept. The last line is the
    path of the index.
    """
    from pmo_analytics.runner.executors import ProcessExecutor  # noqa: PLC0415 - slow to import
    from pmo_analytics.runner.jobs import RunRequest  # noqa: PLC0415
    from pmo_analytics.runner.run import run_suite  # noqa: PLC0415
    from pmo_analytics.runner.suite import read_suite  # noqa: PLC0415

    request = RunRequest(
        folder=portfolio_folder(portfolio).resolve(),
        suite=read_suite(suite or shipped_suite()),
        notebooks=(notebooks or shipped_notebooks()).resolve(),
        as_of=as_of,
        compared_with=compared_with,
        only=tuple(names or ()),
        parameters=dict(_setting(text) for text in settings or ()),
    )
    console = Console()
    findings = _findings(request.folder, console)
    with _Shown(console) as shown:
        result = run_suite(
            request,
            out=(out or reports_folder(request.folder)).resolve(),
            executor=ProcessExecutor(processes=jobs or os.cpu_count() or 1),
            on_plan=shown.plan,
            on_result=shown.result,
        )
    console.print(_summary(result))
    say(console, str(_latest(result)))
    if result.failed:
        count, all_of_them = len(result.failed), len(result.results)
        rest = "; the others were made" if count < all_of_them else ""
        raise ReportFailedError(f"{count} of {all_of_them} reports failed{rest}.")
    check_refused(findings)


def _findings(folder: Path, console: Console) -> Findings:
    """Bring the warehouse up to date; what was refused is a line of the log of every run.

    Raises:
        InputError: nothing in the folder can be reported on.
    """
    from pmo_analytics.warehouse.build import build_warehouse, is_current  # noqa: PLC0415 - slow
    from pmo_analytics.warehouse.findings import read_findings  # noqa: PLC0415
    from pmo_analytics.warehouse.generations import current_warehouse  # noqa: PLC0415

    if not is_current(folder):
        build_warehouse(folder)
    findings = read_findings(current_warehouse(folder))
    tell_findings(findings, console)
    findings.check_usable()
    return findings


class _Shown:
    """Progress: a bar on a terminal, plain lines in a log."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> _Shown:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def plan(self, jobs: Any) -> None:
        """Show how many reports there will be."""
        self._task = self._bar.add_task("Making reports", total=len(jobs))
        if not self._console.is_terminal:
            self._console.print(f"Making {len(jobs)} reports")

    def result(self, result: JobResult) -> None:
        """Show what became of a report."""
        self._bar.advance(self._task)
        state = "made" if result.is_made else "FAILED"
        line = f"{state:<7}{result.seconds:6.1f} s  {result.job.stem}  {result.failure}"
        say(self._console, line.rstrip(), style="" if result.is_made else "bold red")


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
