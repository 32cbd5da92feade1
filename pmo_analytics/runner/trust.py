"""Code of a portfolio folder: it is data like the rest, and runs only when its user says so.

Of a folder's own code there are notebooks in `notebooks/`, and the modules beside them that they
may import. SQL and Python of it are run nowhere else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pmo_analytics.errors import FolderError, UsageError

NOTEBOOKS = "notebooks"
OPTION = "--trust-portfolio-code"
_SHOWN_DIGITS = 16


@dataclass(frozen=True, slots=True)
class OwnCode:
    """What would run of a portfolio folder."""

    folder: Path
    notebooks: tuple[Path, ...]
    modules: tuple[Path, ...]

    def sentences(self) -> Iterator[str]:
        """Say each file that will run, with the digest of its content."""
        for path in self.notebooks:
            yield f"will run {self._name(path)}, sha256 {_digest(path)}…"
        for path in self.modules:
            yield f"can be imported: {self._name(path)}, sha256 {_digest(path)}…"

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


def own_code(folder: Path) -> OwnCode:
    """Return the code of a portfolio folder.

    Raises:
        FolderError: there is none, or some of it is a link.
    """
    place = folder / NOTEBOOKS
    files = [path for path in sorted(place.glob("*")) if path.suffix in (".ipynb", ".py")]
    if linked := [path for path in (place, *files) if path.is_symlink()]:
        raise FolderError(f"{linked[0]} is a link. Put the code itself there, to be trusted.")
    notebooks = tuple(path for path in files if path.suffix == ".ipynb")
    if not notebooks:
        raise FolderError(f"There is nothing to trust: no notebook lies in {place}.")
    return OwnCode(folder, notebooks, tuple(path for path in files if path.suffix == ".py"))


def refuse_own_code(notebooks: Path, folder: Path) -> None:
    """Refuse notebooks that lie in the portfolio folder.

    Raises:
        UsageError: they do; says how they are trusted.
    """
    if notebooks.resolve().is_relative_to(folder.resolve()):
        raise UsageError(
            f"{notebooks} lies in the portfolio folder, whose code is not run. If you trust it, "
            f"put its notebooks into {folder / NOTEBOOKS} and add {OPTION}."
        )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:_SHOWN_DIGITS]
