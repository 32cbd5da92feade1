"""An output folder belongs to one portfolio: what two of them make never lies side by side.

`OUT/portfolio.json` says whose it is: by the way from the output folder to the portfolio folder, so
that both can be moved together, and as a digest, so that the file tells nobody how folders are
called. A name alone would not do: two portfolios may have the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pmo_analytics.errors import UsageError
from pmo_analytics.sources.folder import EXPORTS, REGISTERS
from pmo_analytics.warehouse.generations import DERIVED_FOLDER

OWNER_FILE = "portfolio.json"
_READ_FOLDERS = (EXPORTS, REGISTERS, DERIVED_FOLDER)


@dataclass(frozen=True, slots=True)
class Owner:
    """The portfolio that an output folder belongs to."""

    name: str
    key: str  # digest of the way from the output folder to the portfolio folder


def owner_of(out: Path, folder: Path, name: str) -> Owner:
    """Return who a portfolio folder is as the owner of an output folder."""
    way = os.path.relpath(folder.resolve(), out.resolve()).replace(os.sep, "/")
    return Owner(name, hashlib.sha256(os.fsencode(way)).hexdigest())


def claim(out: Path, owner: Owner, *, folder: Path) -> None:
    """Make an output folder the portfolio's own.

    Raises:
        UsageError: it belongs to another portfolio, is a link, or lies where exports are read.
    """
    for name in _READ_FOLDERS:
        if out.resolve().is_relative_to(folder.resolve() / name):
            raise UsageError(f"{out} lies in {name} of the portfolio. Name another with --out.")
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise UsageError(f"{out} is a link or no folder. Name another with --out.")
    out.mkdir(parents=True, exist_ok=True)
    there = _read(out) or _written(out, owner)
    for left in out.glob(f".{OWNER_FILE}.*"):
        left.unlink(missing_ok=True)
    if there.key != owner.key:
        raise UsageError(
            f'{out} holds the reports of another portfolio, "{there.name}". Name another folder '
            f"with --out; if that portfolio was moved, delete {out / OWNER_FILE}."
        )


def is_owned(out: Path, folder: Path) -> bool:
    """Tell whether an output folder is the portfolio's own already."""
    try:
        there = _read(out)
    except UsageError:
        return False
    return there is not None and there.key == owner_of(out, folder, "").key


def _read(out: Path) -> Owner | None:
    path = out / OWNER_FILE
    if not os.path.lexists(path):
        return None
    try:
        if path.is_symlink():
            raise ValueError
        table = json.loads(path.read_text(encoding="utf-8"))
        return Owner(str(table["portfolio"]), str(table["key"]))
    except (ValueError, KeyError, TypeError, OSError):
        raise UsageError(
            f"{path} does not say whose reports lie there. Delete it if they are of this "
            "portfolio, or name another folder with --out."
        ) from None


def _written(out: Path, owner: Owner) -> Owner:
    """Write the owner, unless another run was faster; return whose the folder is now."""
    handle, aside_name = tempfile.mkstemp(dir=out, prefix=f".{OWNER_FILE}.")
    aside = Path(aside_name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"portfolio": owner.name, "key": owner.key}, file, ensure_ascii=False)
        os.link(aside, out / OWNER_FILE)  # unlike a rename it never replaces what is there
    except (FileExistsError, FileNotFoundError):  # another was faster, and swept ours away
        return _read(out) or owner
    finally:
        aside.unlink(missing_ok=True)
    return owner
