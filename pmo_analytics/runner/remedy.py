"""The command that makes one report again: whole on the terminal, without places on a page."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Remedy:
    """The options a run was started with, in the order in which they are typed."""

    folder: Path | None = None
    places: tuple[tuple[str, Path], ...] = ()  # --suite, --notebooks, --out where they were given
    options: tuple[tuple[str, str], ...] = ()  # everything else, such as ("--as-of", "2026-09-30")
    flags: tuple[str, ...] = ()

    def command(self, report: str) -> str:
        """Return the command as it can be pasted into a shell, from whatever folder."""
        folder = [("--portfolio", self.folder)] if self.folder else []
        return self._joined(report, [*folder, *self.places])

    def command_without_places(self, report: str) -> str:
        """Return the command for a page, which names no folder of the machine.

        It is typed in the portfolio folder; a place that was given stands as "…".
        """
        return self._joined(report, [(name, "…") for name, _ in self.places]).replace("'…'", "…")

    def _joined(self, report: str, places: Iterable[tuple[str, object]]) -> str:
        pairs = [*places, *self.options]
        words = [word for name, value in pairs for word in (name, str(value))]
        return shlex.join(["pmo", "report", report, *words, *self.flags])


PLAIN = Remedy()  # nothing was given
