"""`pmo build`: bring the warehouse of a folder up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from pmo_analytics.cli.options import PortfolioOption, portfolio_folder
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import CheckFailedError

if TYPE_CHECKING:
    from pmo_analytics.warehouse.findings import Findings

NAME = "build"


def run(portfolio: PortfolioOption = None) -> None:
    """Read what is new in the folder and build its warehouse.

    The warehouse is derived from exports, registers and pmo.toml alone; it lies in .pmo and may be
    deleted at any time. Files that cannot be read truthfully are refused with a sentence; the rest
    is used.
    """
    console = Console()
    check_refused(build_and_tell(portfolio_folder(portfolio), console))


def build_and_tell(folder: Path, console: Console) -> Findings:
    """Build the warehouse of a folder and say what was found.

    Raises:
        InputError: nothing in the folder can be reported on.
    """
    from pmo_analytics.portfolio import open_portfolio  # noqa: PLC0415 - slow to import
    from pmo_analytics.warehouse.build import build_warehouse  # noqa: PLC0415
    from pmo_analytics.warehouse.findings import read_findings  # noqa: PLC0415

    result = build_warehouse(folder, progress=lambda words: say(console, f"… {words}"))
    findings = read_findings(result.warehouse)
    tell_findings(findings, console)
    for problem in result.problems:
        say(console, problem.text)
    findings.check_usable()
    say(console, repr(open_portfolio(folder, build=False)))
    if not result.is_new:
        console.print("Nothing was new; the warehouse is the one it was.")
    return findings


def tell_findings(findings: Findings, console: Console) -> None:
    """Print a line for each file that was refused, and for each doubt about the exports."""
    for path, reason in findings.refused:
        say(console, f"refused: {path}: {reason}", style="bold")
    for doubt in findings.doubts:
        say(console, f"question: {doubt}")


def check_refused(findings: Findings) -> None:
    """End with its own exit code where a file was refused while others were read.

    Raises:
        CheckFailedError: there is such a file.
    """
    if refused := findings.refused:
        files = "1 file was" if len(refused) == 1 else f"{len(refused)} files were"
        raise CheckFailedError(f"{files} refused; what else there is was used.")
