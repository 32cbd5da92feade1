"""Rows as CSV that a spreadsheet opens as what they are: no text becomes a formula."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from pmo_analytics.display.markup import REPLACEMENT, visible

if TYPE_CHECKING:
    import pandas as pd

# With these a spreadsheet begins a formula; OWASP, CSV injection. Full-width and small forms of
# them are folded into these: some programs do that before they look.
FORMULA_SIGNS = ("=", "+", "-", "@")
# What hides before the sign: spaces, and what is shown for signs that act.
_PASSED_OVER = f" \n{REPLACEMENT}" + "".join(map(chr, range(0x2400, 0x2422)))


def csv_text(frame: pd.DataFrame) -> str:
    """Return a frame as CSV; a text that begins like a formula gets an apostrophe before it.

    Signs that act or hide are shown: a bare carriage return would begin a row of its own.
    """
    named = frame.rename(columns=_harmless)
    return named.map(_harmless).to_csv(index=False, lineterminator="\n")


def _harmless(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    text = visible(cell)
    begin = unicodedata.normalize("NFKC", text.lstrip().lstrip(_PASSED_OVER)[:1]).lstrip()
    return f"'{text}" if begin.startswith(FORMULA_SIGNS) else text
