"""Render the chapter on counting from the specs: `python -m tests.spec.render` writes it.

The specs are called with a recorder instead of the warehouse, so what is printed is what is tested.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from types import ModuleType

from tests.spec.board import Board, Register, read_header, read_table
from tests.spec.calls import Call

HERE = Path(__file__).parent
CHAPTER = HERE.parents[1] / "docs" / "reference" / "counting.md"
INTRODUCTION = """\
# Rules of counting

Every rule stands here with a small board, one call and the rows it answers. The chapter is rendered
from the tests in `tests/spec` (`python -m tests.spec.render`), so each of these answers is checked
whenever the tests run.

A board is one export: a line is an item, or, where it has a column `at`, a change of an item. Times
are local times, and a day without a time begins at local midnight; the zone is UTC where nothing
else is said. Unless its moment is given, the export was taken after all that is asked for.
"""


class Recorder:
    """Take a spec apart instead of checking it."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(
        self, *boards: Board | Register | str, call: Call, expected: str, toml: str = ""
    ) -> None:
        """Write down the boards, the settings, the call and the answer."""
        if toml:
            self.lines += ["```toml", dedent(toml).strip(), "```", ""]
        for board in boards:
            self.lines += [
                *_caption(board),
                *_table(board if isinstance(board, str) else board.text),
            ]
        language = "python" if call.text.startswith("p.") else "text"
        self.lines += [f"```{language}", call.text, "```", "", *_table(expected)]


def _caption(board: Board | Register | str) -> list[str]:
    if isinstance(board, str):
        return []
    if isinstance(board, Register):
        return [f"Register `{board.name}.csv`:", ""]
    said = [f"Export of the source {board.source}"]
    if board.zone:
        said.append(f"times of {board.zone}")
    if board.exported:
        when = "at the end of" if len(board.exported) == 10 else "at"
        said.append(f"taken {when} {board.exported}")
    return [f"{', '.join(said)}:", ""]


def _table(text: str) -> list[str]:
    header = read_header(text)
    rows = [list(row.values()) for row in read_table(text)]
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = [header, ["-" * max(width, 3) for width in widths], *rows]
    padded = [
        " | ".join(cell.ljust(max(width, 3)) for cell, width in zip(line, widths, strict=True))
        for line in lines
    ]
    return [*(f"| {line} |" for line in padded), ""]


def render_chapter() -> str:
    """Return the chapter as Markdown."""
    names = sorted(path.stem for path in HERE.glob("test_[0-9]*.py"))
    modules = [import_module(f"tests.spec.{name}") for name in names]
    return "\n".join([INTRODUCTION, *(line for module in modules for line in _section(module))])


def _section(module: ModuleType) -> Iterator[str]:
    title, _, words = inspect.getdoc(module).partition("\n")
    yield from (f"## {title.rstrip('.')}", words, "")
    for name, spec in vars(module).items():
        if name.startswith("test_"):
            yield from _rule(name, spec)


def _rule(name: str, spec: Callable[[Recorder], None]) -> Iterator[str]:
    recorder = Recorder()
    spec(recorder)
    yield f"### {name.removeprefix('test_').replace('_', ' ').capitalize()}"
    yield from ("", inspect.getdoc(spec), "", *recorder.lines)


if __name__ == "__main__":
    CHAPTER.parent.mkdir(parents=True, exist_ok=True)
    CHAPTER.write_text(render_chapter(), encoding="utf-8")
