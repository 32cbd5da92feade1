"""The letters that a page brings with it, so that it looks the same on every machine.

How the files were made, and from what: `docs/make_fonts.py`; their licences stand beside them.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class Typeface:
    """One file of letters, and the weights of a stylesheet that it serves."""

    family: str
    weights: str
    file: str

    @property
    def rule(self) -> str:
        """Return the rule that brings the letters into a page as data."""
        data = base64.b64encode((FONTS / self.file).read_bytes()).decode("ascii")
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weights}; '
            f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
        )


# Two weights of the one, a single one of the other: a page with all three stays below 80 kB more.
TYPEFACES = (
    Typeface("PMO Sans", "400", "sans-400.woff2"),
    Typeface("PMO Sans", "600 700", "sans-600.woff2"),
    Typeface("PMO Serif", "700", "serif-700.woff2"),
)


@cache
def typeface_rules() -> str:
    """Return the rules that bring all letters into a page."""
    return "\n".join(typeface.rule for typeface in TYPEFACES)
