"""`pmo build`: bring the warehouse of a folder up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmo_analytics.cli.options import LogOption, PortfolioOption, portfolio_folder
from pmo_analytics.cli.run_log import RunLog
from pmo_analytics.cli.terminal import plain
from pmo_analytics.errors import CheckFailedError

NAME = "build"


def run(portfolio: PortfolioOption = None, log: LogOption = "text") -> None:
    """Read what is new in the folder and build its warehouse.

    The warehouse is derived from exports, registers and pmo.toml alone; it lies in .pmo and may be
    deleted at any time. Files that cannot be read truthfully are refused with a sentence; the rest
    is used.
    """
    with RunLog(log) as shown:
        refused = build_and_tell(portfolio_folder(portfolio), shown)
    check_refused(refused)


def build_and_tell(folder: Path, shown: RunLog) -> tuple[str, ...]:
    """Build the warehouse of a folder, say what was found, and return what was refused.

    Raises:
        InputError: nothing in the folder can be reported on.
    """
    from pmo_analytics.portfolio import open_portfolio  # noqa: PLC0415 - slow to import
    from pmo_analytics.warehouse.build import build_warehouse  # noqa: PLC0415
    from pmo_analytics.warehouse.findings import read_findings  # noqa: PLC0415

    result = build_warehouse(folder, progress=shown.step)
    findings = read_findings(result.warehouse)
    shown.findings(findings)
    for problem in result.problems:
        if problem.text not in findings.refused:
            shown.event("note", problem.text, reason=problem.text)
    findings.check_usable()
    shown.print(plain(repr(open_portfolio(folder, build=False))))
    words = "" if result.is_new else "Nothing was new; the warehouse is the one it was."
    shown.event("end", words, is_new=result.is_new, refused=len(findings.refused))
    return findings.refused


def check_refused(refused: Sequence[str]) -> None:
    """End with its own exit code where something was refused while the rest was read.

    Raises:
        CheckFailedError: there is such a file or folder.
    """
    if refused:
        raise CheckFailedError(refused_sentence(len(refused)))


def refused_sentence(count: int) -> str:
    """Say how much of a folder was refused."""
    what = "1 file or folder was" if count == 1 else f"{count} files or folders were"
    return f"{what} refused, see above; the rest was used."
