"""CSV for spreadsheets: texts stay texts, numbers stay numbers."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_analytics.cli.csv_text import csv_text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@all", "\t=1", "=HYPERLINK(1)"])
def test_text_that_begins_like_a_formula_is_held_as_text(text):
    assert csv_text(pd.DataFrame({"title": [text]})) == f"title\n'{text}\n"


def test_numbers_dates_and_blanks_are_left_alone():
    frame = pd.DataFrame({"days": [-1, 2], "title": ["a=b", None], "share": [-0.5, None]})
    assert csv_text(frame) == "days,title,share\n-1,a=b,-0.5\n2,,\n"
