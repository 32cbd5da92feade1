"""What a chart is given becomes clean columns; what it misses is said."""

from dataclasses import dataclass

import pandas as pd
import pytest

from pmo_analytics.display.charts.frames import LONGEST_LABEL, chart_frame
from pmo_analytics.errors import UsageError

NEEDED = {"day": "date", "count": "number"}


@dataclass
class Answer:
    frame: pd.DataFrame


def test_columns_a_frame_and_a_result_give_the_same():
    columns = {"day": ("2026-09-30",), "count": (3,), "other": (1,)}
    frames = [columns, pd.DataFrame(columns), Answer(pd.DataFrame(columns))]
    for data in frames:
        frame = chart_frame(data, needed=NEEDED)
        assert frame.to_dict("records") == [{"day": "2026-09-30", "count": 3}]


@pytest.mark.parametrize(
    "days", [["2026-09-30"], pd.to_datetime(["2026-09-30"]), [pd.Timestamp("2026-09-30").date()]]
)
def test_days_of_any_kind_become_iso_text(days):
    frame = chart_frame({"day": days, "count": [1]}, needed=NEEDED)
    assert frame["day"].tolist() == ["2026-09-30"]


def test_a_missing_column_is_named_beside_those_there_are():
    with pytest.raises(UsageError, match="needs the column count; the data have day, n"):
        chart_frame({"day": [], "n": []}, needed=NEEDED)


def test_optional_columns_are_taken_where_they_are():
    needed, optional = {"count": "number"}, {"is_old": "flag", "key": "text"}
    frame = chart_frame({"count": [1, 2], "is_old": [True, None]}, needed=needed, optional=optional)
    assert frame["is_old"].tolist() == [True, False]
    assert "key" not in frame


@pytest.mark.parametrize("blank", [None, float("nan"), pd.NA, pd.NaT])
def test_a_blank_is_left_out_where_it_is_needed_and_empty_where_it_is_not(blank):
    data = {"day": ["2026-09-30"] * 2, "count": [3, blank], "key": [blank, "A-1"]}
    frame = chart_frame(data, needed=NEEDED, optional={"key": "text", "is_old": "flag"})
    assert frame.to_dict("records") == [{"day": "2026-09-30", "count": 3, "key": ""}]


def test_nullable_numbers_are_plain_ones():
    frame = chart_frame({"count": pd.array([1, None], dtype="Int64")}, needed={"count": "number"})
    assert frame["count"].tolist() == [1.0]


def test_text_becomes_visible_and_short():
    frame = chart_frame({"key": ["\x1b[31m", "x" * 500]}, needed={"key": "text"})
    assert frame["key"].tolist() == ["␛[31m", "x" * (LONGEST_LABEL - 1) + "…"]


def test_the_data_of_the_caller_stay_as_they_were():
    given = pd.DataFrame({"day": ["2026-09-30"], "count": ["3"]})
    chart_frame(given, needed=NEEDED)
    assert given["count"].tolist() == ["3"]
