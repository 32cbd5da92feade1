"""What a chart may be given, and the frame it draws: only the columns it names, clean and typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

from pmo_analytics.display.markup import clipped, visible
from pmo_analytics.errors import UsageError

Kind = Literal["date", "number", "text", "flag"]

MOST_MARKS = 400  # more are not seen but weigh on the page
LONGEST_LABEL = 60
NO_ROWS = "The chart has nothing to draw: the data have no rows."


def chart_frame(
    data: Any, *, needed: Mapping[str, Kind], optional: Mapping[str, Kind] | None = None
) -> pd.DataFrame:
    """Take the columns of a chart out of a frame, or out of anything that has a `.frame`.

    Dates become ISO text, which every reader of a specification places on the same day whatever
    its time zone; text becomes visible and short; a row that lacks a needed value is left out; an
    optional column that is absent stays so.

    Raises:
        UsageError: a needed column is absent, or there is no row.
    """
    frame = pd.DataFrame(getattr(data, "frame", data))
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        raise UsageError(
            f"The chart needs the column {', '.join(missing)}; the data have "
            f"{', '.join(map(str, frame.columns)) or 'none'}."
        )
    frame = frame.dropna(subset=list(needed))  # a blank is not a zero
    if frame.empty:
        raise UsageError(NO_ROWS)
    kinds = {**needed, **(optional or {})}
    present = {name: kind for name, kind in kinds.items() if name in frame.columns}
    typed = {name: _typed(frame[name], kind) for name, kind in present.items()}
    return pd.DataFrame(typed).reset_index(drop=True)


def with_flag(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give a frame a column of flags, all false where it has none."""
    return frame if name in frame.columns else frame.assign(**{name: False})


def _typed(column: pd.Series, kind: Kind) -> pd.Series:
    if kind == "date":
        return pd.to_datetime(column).dt.strftime("%Y-%m-%d")
    if kind == "number":
        numbers = pd.to_numeric(column)
        is_plain = isinstance(numbers.dtype, np.dtype)
        return numbers if is_plain else numbers.astype("float64")
    if kind == "flag":
        return column.map(lambda flag: not pd.isna(flag) and bool(flag))
    return column.map(lambda text: "" if pd.isna(text) else _label(str(text)))


def _label(text: str) -> str:
    return clipped(visible(text), LONGEST_LABEL)
