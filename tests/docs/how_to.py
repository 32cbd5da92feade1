"""A how-to of `docs/how-to`, as the steps it asks for, and a copy of the project to take them in.

A block under a line with the path of a file and a colon is about that file: `diff` edits it, all
else is written, or put at its end if it exists. In a notebook a block is a cell, and the first one
with code is tagged `parameters`. `python` and `sh` blocks under no such line are run.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.fixtures.own_notebooks import KERNEL

ROOT = Path(__file__).parents[2]
COPIED = ("pmo_analytics", "tests", "docs", "notebooks", "reports", "pyproject.toml")
_MAIN = (sys.executable, "-c", "from pmo_analytics.cli.app import main; main()")
_BLOCK = re.compile(
    r"^(?:`(?P<path>[^`\s]+)`:\n\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Step:
    """A block of a how-to: of a file, or to be run."""

    kind: str
    text: str
    path: str = ""


def steps_of(page: Path) -> list[Step]:
    """Return the steps of a how-to, in their order."""
    found = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [Step(each["kind"], each["text"], each["path"] or "") for each in found]


def copy_project(folder: Path) -> Path:
    """Copy what a how-to may change, compiled as it is, without what tools left behind."""
    left = shutil.ignore_patterns(".ipynb*", "out")
    for name in COPIED:
        place = ROOT / name
        copy = shutil.copytree if place.is_dir() else shutil.copy
        copy(place, folder / name, **({"ignore": left} if place.is_dir() else {}))
    return folder


def take_step(step: Step, project: Path) -> None:
    """Edit or write the file that a step is about, or run it."""
    if not step.path:
        for command in _commands(step):
            _run(command, project)
        return
    place = project / step.path
    if step.kind == "diff":
        place.write_text(_edited(place.read_text("utf-8"), step), encoding="utf-8")
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.suffix == ".ipynb":
        _add_cell(place, step)
        return
    before = place.read_text("utf-8") if place.exists() else ""
    place.write_text(before + step.text, encoding="utf-8")


def _edited(text: str, step: Step) -> str:
    for hunk in re.split(r"^@@$\n", step.text, flags=re.MULTILINE):
        lines = hunk.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(old) == 1, f"{step.path} does not hold once:\n{old}"
        text = text.replace(old, new)
    return text


def _add_cell(place: Path, step: Step) -> None:
    known = nbformat.read(place, as_version=4) if place.exists() else new_notebook(metadata=KERNEL)
    has_code = any(cell.cell_type == "code" for cell in known.cells)
    if step.kind == "markdown":
        known.cells.append(new_markdown_cell(step.text.strip()))
    else:
        tags = {} if has_code else {"tags": ["parameters"]}
        known.cells.append(new_code_cell(step.text.strip(), metadata=tags))
    nbformat.write(known, place)


def _commands(step: Step) -> Iterator[list[str]]:
    if step.kind == "python":
        yield [sys.executable, "-c", step.text]
    elif step.kind == "sh":
        for line in step.text.splitlines():
            yield _command(shlex.split(line))


def _command(words: list[str]) -> list[str]:
    match words:
        case [".venv/bin/pmo", *rest]:
            return [*_MAIN, *rest]
        case [".venv/bin/python", *rest]:
            return [sys.executable, *rest]
        case ["make", "docs"]:
            return [sys.executable, "-m", "docs.generate"]
    raise AssertionError(f"a how-to asks for a command that the test cannot run: {words}")


def _run(command: list[str], project: Path) -> None:
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
