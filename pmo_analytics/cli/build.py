"""`pmo build`: bring the warehouse of a folder up to date."""

from __future__ import annotations

from rich.console import Console

from pmo_analytics.cli.options import PortfolioOption, portfolio_folder
from pmo_analytics.cli.terminal import say

NAME = "build"


def run(portfolio: PortfolioOption = None) -> None:
    """Read what is new in the folder and build its warehouse.

    The warehouse is derived from exports, registers and pmo.toml alone; it lies in .pmo and may be
    deleted at any time. Files that cannot be read truthfully are refused with a sentence; the rest
    is used.
    """
    from pmo_analytics.portfolio import open_portfolio  # noqa: PLC0415 - slow to import
    from pmo_analytics.warehouse.build import build_warehouse  # noqa: PLC0415

    console = Console()
    folder = portfolio_folder(portfolio)
    result = build_warehouse(folder, progress=lambda words: say(console, f"… {words}"))
    for refused in result.refused:
        say(console, f"refused: {refused.path}: {refused.reason}", style="bold")
    for problem in result.problems:
        say(console, problem.text)
    say(console, repr(open_portfolio(folder, build=False)))
    if not result.is_new:
        console.print("Nothing was new; the warehouse is the one it was.")
