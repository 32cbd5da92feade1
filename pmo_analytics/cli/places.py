"""Where the suite's own files are: notebooks, the suite, the sample."""

from __future__ import annotations

from pathlib import Path

from pmo_analytics.errors import EnvironmentBrokenError

_PACKAGE = Path(__file__).resolve().parents[1]
_SHIPPED = _PACKAGE / "shipped"  # only an installed wheel has it, laid out as a checkout is


def is_checkout() -> bool:
    """Say whether the package lies in a checkout of the project, not in an installed wheel."""
    return not _SHIPPED.is_dir()


def _place(path: str) -> Path:
    """Return a place of the checkout, or the copy of it that came with the wheel.

    Raises:
        EnvironmentBrokenError: the package stands without its notebooks and sample.
    """
    place = (_PACKAGE.parent if is_checkout() else _SHIPPED) / path
    if not place.exists():
        raise EnvironmentBrokenError(
            f"{path} is neither beside the package nor in it. Install PMO Analytics anew, or run "
            "pmo from a checkout of the project: make report"
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
