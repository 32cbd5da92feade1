"""Rows as CSV that a spreadsheet opens as what they are: no text becomes a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# With these a spreadsheet begins a formula; OWASP, CSV injection.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(frame: pd.DataFrame) -> str:
    """Return a frame as CSV; a text that begins like a formula gets an apostrophe before it."""
    return frame.map(_harmless).to_csv(index=False, lineterminator="\n")


def _harmless(cell: Any) -> Any:
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA_SIGNS)
    return f"'{cell}" if is_formula else cell
