"""CSV for spreadsheets: texts stay texts, numbers stay numbers."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from pmo_analytics.cli.csv_text import csv_text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@all", "=HYPERLINK(1)", "＝1+1", "﹢1", "  =1"]
)
def test_text_that_begins_like_a_formula_is_held_as_text(text):
    assert csv_text(pd.DataFrame({"title": [text]})) == f"title\n'{text}\n"


HIDDEN = [
    "\t",
    "\r",
    "\u200b",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2066",
    "\x00",
    "\xa0",
    "\u3000",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_invisible_hides_a_formula(hidden):
    for sign in "=+-@＝＋－＠":
        (row,) = csv.DictReader(
            io.StringIO(csv_text(pd.DataFrame({"title": [f"{hidden}{sign}1"]})))
        )
        assert row["title"].startswith("'")


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\x0b", "\x85", "\u2028"])
def test_a_line_end_in_a_text_begins_no_row(end):
    text = csv_text(pd.DataFrame({"title": [f"a{end}=1+1"], "other": ["x"]}))
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == 2
    assert "\r" not in text


def test_the_name_of_a_column_is_a_text_too():
    assert csv_text(pd.DataFrame({"=1": [1]})) == "'=1\n1\n"


def test_numbers_dates_and_blanks_are_left_alone():
    frame = pd.DataFrame({"days": [-1, 2], "title": ["a=b", None], "share": [-0.5, None]})
    assert csv_text(frame) == "days,title,share\n-1,a=b,-0.5\n2,,\n"
