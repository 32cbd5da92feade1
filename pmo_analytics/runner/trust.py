"""Code of a portfolio folder: it is data like the rest, and runs only when its user says so.

Of a folder's own code there are notebooks in `notebooks/`, the modules beside them that they may
import, and the SQL in `standards/` that `pmo.toml` names. None of it is run anywhere else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pmo_analytics.errors import FolderError, UsageError
from pmo_analytics.standards import OWN_FOLDER, Standard

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


def own_standards(folder: Path, standards: Iterable[Standard]) -> dict[str, str]:
    """Return the SQL of a portfolio folder that its standards name, by the name of the check.

    Raises:
        FolderError: a file is not there, is a link, or lies elsewhere.
    """
    texts = {}
    for standard in (each for each in standards if each.sql):
        path = folder / OWN_FOLDER / standard.sql
        if path.is_symlink() or path.parent.is_symlink() or Path(standard.sql).name != standard.sql:
            raise FolderError(f"{path} is a link or leads elsewhere. Put the SQL itself there.")
        if not path.is_file():
            raise FolderError(
                f"{path} is not there; [standards.{standard.standard_id}] in pmo.toml names it."
            )
        texts[standard.check_id] = path.read_text(encoding="utf-8")
    return texts


def trusted_sentences(folder: Path, checks: Iterable[str]) -> Iterator[str]:
    """Say each file of SQL that will run, with the digest of its content."""
    for name in checks:
        yield f"will run {name}, sha256 {_digest(folder / name)}…"


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
