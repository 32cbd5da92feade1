"""The command line in this process, each test on a folder of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sample_portfolio import own_sample

from pmo_analytics.cli.app import main


@dataclass(frozen=True)
class Finished:
    """What a command printed, and its exit code."""

    code: int
    out: str
    error: str


@pytest.fixture
def pmo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Finished]:
    """Return `pmo`: `pmo("metric", "wip")` runs it as the entry point does."""
    monkeypatch.setenv("COLUMNS", "160")

    def run(*arguments: object) -> Finished:
        monkeypatch.setattr(sys, "argv", ["pmo", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        return Finished(code, printed.out, printed.err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the built sample for this test alone."""
    return own_sample(tmp_path / "sample")
