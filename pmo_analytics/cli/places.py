"""Where the suite's own files are: notebooks, the suite, the sample."""

from __future__ import annotations

from pathlib import Path

from pmo_analytics.errors import EnvironmentBrokenError

_CHECKOUT = Path(__file__).resolve().parents[2]


def _place(path: str) -> Path:
    """Return a place of the checkout.

    Raises:
        EnvironmentBrokenError: the package was installed away from its notebooks and sample.
    """
    place = _CHECKOUT / path
    if not place.exists():
        raise EnvironmentBrokenError(
            f"{path} is not beside the package. Run pmo from a checkout of the project: make report"
        )
    return place


def shipped_sample() -> Path:
    """Return the sample portfolio."""
    return _place("data/sample")


def shipped_suite() -> Path:
    """Return the suite that is run by default."""
    return _place("reports/suite.toml")


def shipped_notebooks() -> Path:
    """Return the folder of the notebooks."""
    return _place("notebooks")


def reports_folder(portfolio: Path) -> Path:
    """Return where the runs of a portfolio are kept by default: with it, or beside the sample."""
    sample = _CHECKOUT / "data/sample"
    if portfolio.resolve() == sample:
        return _place("reports") / "out"
    return portfolio / "reports"
