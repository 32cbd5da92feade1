"""`pmo build`: bring the warehouse of a folder up to date."""

from __future__ import annotations

from pmo_analytics.cli.options import LogOption, PortfolioOption, portfolio_folder
from pmo_analytics.cli.report import refused_sentence
from pmo_analytics.cli.run_log import RunLog
from pmo_analytics.cli.terminal import plain
from pmo_analytics.errors import FileRefusedError

NAME = "build"


def run(portfolio: PortfolioOption = None, log: LogOption = "text") -> None:
    """Read what is new in the folder and build its warehouse.

    The warehouse is derived from exports, registers and pmo.toml alone; it lies in .pmo and may be
    deleted at any time. Files that cannot be read truthfully are refused with a sentence; the rest
    is used.
    """
    from pmo_analytics.portfolio import open_portfolio  # noqa: PLC0415 - slow to import
    from pmo_analytics.warehouse.build import build_warehouse, ensure_usable  # noqa: PLC0415

    folder = portfolio_folder(portfolio)
    with RunLog(log) as shown:
        result = build_warehouse(folder, progress=shown.step)
        refusals = ensure_usable(folder)
        shown.refused(refusals)
        shown.print(plain(repr(open_portfolio(folder, build=False))))
        words = "" if result.is_new else "Nothing was new; the warehouse is the one it was."
        shown.event("end", words, is_new=result.is_new, refused=len(refusals))
    if refusals:
        raise FileRefusedError(refused_sentence(len(refusals)))
