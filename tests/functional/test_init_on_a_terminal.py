"""What `pmo init` asks on a terminal: whether the files that it put together belong together."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROWS = "Key,Title,Status,Created\n{key}-1,One,To Do,2026-01-05\n{key}-2,Two,Done,2026-01-06\n"


@pytest.fixture
def two_files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "quay 2026-01-31.csv", tmp_path / "crane 2026-01-31.csv"]
    for path, key in zip(paths, ("QU", "CR"), strict=True):
        path.write_text(ROWS.format(key=key), encoding="utf-8")
    return paths


def answered(*arguments: object, answers: str) -> str:
    """Run `pmo` on a terminal, type the answers, and return all that it showed."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "pmo_analytics.cli.app", *map(str, arguments)]
    process = subprocess.Popen(command, stdin=its, stdout=its, stderr=its, close_fds=True)
    os.close(its)
    os.write(ours, answers.encode())
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # how Linux says that the other end was closed
        pass
    os.close(ours)
    assert process.wait(timeout=120) == 0, shown.decode()
    return shown.decode()


def sources(folder: Path) -> list[str]:
    names = (path.name for path in (folder / "exports").iterdir())
    return sorted(name for name in names if name != "board")  # the template that `init` adds


def test_a_person_may_agree(two_files, tmp_path):
    shown = answered("init", tmp_path / "mine", *two_files, answers="y\n")
    assert "the same columns, no item in both" in " ".join(shown.split())
    assert "Is that right?" in shown
    assert len(sources(tmp_path / "mine")) == 1


def test_a_person_may_say_the_source_of_each_file(two_files, tmp_path):
    answers = "n\nno blank\nnorth\nsouth\n"  # a name that is none is asked for again
    shown = answered("init", tmp_path / "mine", *two_files, answers=answers)
    assert shown.count("Source of crane") == 2
    assert sources(tmp_path / "mine") == ["north", "south"]
