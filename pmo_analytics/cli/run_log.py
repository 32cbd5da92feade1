"""What a long command says while it works: a bar on a terminal, plain lines or JSON in a log."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from pmo_analytics.cli.terminal import say

if TYPE_CHECKING:
    from pmo_analytics.runner.execute import JobResult
    from pmo_analytics.runner.jobs import Job
    from pmo_analytics.warehouse.findings import Findings

LogForm = Literal["text", "json"]


class RunLog:
    """Says each event once: `with RunLog("json") as log: log.event("plan", "…", reports=3)`."""

    def __init__(self, form: LogForm) -> None:
        self.is_json = form == "json"
        self._console = Console()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("left:"),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=self.is_json or not self._console.is_terminal,
        )

    def __enter__(self) -> RunLog:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def event(self, kind: str, words: str = "", *, style: str = "", **fields: Any) -> None:
        """Say an event: its words to people, its fields to programs."""
        if self.is_json:
            # ASCII: no sign of a file can act on whoever shows the log.
            sys.stdout.write(json.dumps({"event": kind, **fields}, default=str) + "\n")
            sys.stdout.flush()
        elif words:
            say(self._console, words, style=style)

    def print(self, shown: Any) -> None:
        """Print what is for people only."""
        if not self.is_json:
            self._console.print(shown)

    def step(self, words: str) -> None:
        """Say what is done next."""
        self.event("step", f"… {words}", step=words)

    def findings(self, found: Findings) -> None:
        """Say what of a folder was not used, and what is not clear about the rest, a line each."""
        for sentence in found.refused:
            self.event("refused", f"refused: {sentence}", style="bold", reason=sentence)
        for doubt in found.doubts:
            self.event("question", f"question: {doubt}", reason=doubt)

    def plan(self, jobs: Iterable[Job]) -> None:
        """Say how many reports there will be."""
        count = len(tuple(jobs))
        self._task = self._bar.add_task("Making reports", total=count)
        words = "" if self._console.is_terminal else f"Making {count} reports"
        self.event("plan", words, reports=count)

    def result(self, result: JobResult) -> None:
        """Say what became of a report."""
        self._bar.advance(self._task)
        state = "made" if result.is_made else "FAILED"
        line = f"{state:<7}{result.seconds:6.1f} s  {result.job.stem}  {result.failure}"
        self.event(
            "report",
            line.rstrip(),
            style="" if result.is_made else "bold red",
            report=result.job.stem,
            status="made" if result.is_made else "failed",
            seconds=round(result.seconds, 3),
            cause=result.failure or None,
        )
