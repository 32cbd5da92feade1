"""What may leave the house in a page or a manifest: no place of the machine, nobody's address."""

from __future__ import annotations

import re

# Two steps at least: "/s" is a unit, and an address of the web has its host before the first.
_PATH = re.compile(r"(?<![\w:/.…])(?:[A-Za-z]:)?(?:[/\\][^\s/\\'\"<>|:;,()]+){2,}[/\\]?")
_ADDRESS = re.compile(r"[^\s<>@,;:()\"']+@[^\s<>@,;:()\"']+\.[^\s<>@,;:()\"'.]+")


def shareable(text: str) -> str:
    """Return a text with each absolute path cut to its last step, and without addresses."""
    return _ADDRESS.sub("(address)", _PATH.sub(_last_step, text))


def _last_step(path: re.Match[str]) -> str:
    return "…/" + re.split(r"[/\\]", path[0].rstrip("/\\"))[-1]
