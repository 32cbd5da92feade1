"""The pace: quiet where routine, accent where it signals, the last value at the end."""

import pytest
from chart_reader import gridlines, layers, marks, texts
from example_reviews.portfolio import pace_panel

from pmo_analytics.display.charts.pace import pace
from pmo_analytics.display.charts.throughput import throughput
from pmo_analytics.display.theme import ACCENT, BAND, INK, MID
from pmo_analytics.errors import UsageError

SIGNAL = pace_panel("Instant Payments", 3)
ROUTINE = pace_panel("Claims Portal", 0)


def weeks(*counts, **columns):
    days = ("2026-08-31", "2026-09-07", "2026-09-14", "2026-09-21")[: len(counts)]
    return {"week_date": days, "finished_count": counts, **columns}


@pytest.mark.parametrize("chart", [pace, throughput])
def test_the_last_week_is_labelled_in_the_tone_of_its_verdict(chart):
    signal = texts(chart(SIGNAL.columns, **SIGNAL.options))
    routine = texts(chart(ROUTINE.columns, **ROUTINE.options))
    last = f"{SIGNAL.columns['finished_count'][-1]}"
    assert next(look for text, look in signal.items() if text.startswith(last))["fill"] == ACCENT
    last = f"{ROUTINE.columns['finished_count'][-1]}"
    assert next(look for text, look in routine.items() if text.startswith(last))["fill"] == INK


@pytest.mark.parametrize("chart", [pace, throughput])
def test_only_points_in_signal_take_the_accent(chart):
    (line,) = marks(chart(SIGNAL.columns, **SIGNAL.options), "line", color=ACCENT)
    assert len(line["rows"]) == 8
    assert not marks(chart(ROUTINE.columns, **ROUTINE.options), "line", color=ACCENT)[0]["rows"]


@pytest.mark.parametrize("chart", [pace, throughput])
def test_the_line_itself_is_quiet_and_has_every_week(chart):
    (line,) = marks(chart(SIGNAL.columns, **SIGNAL.options), "line", color=MID)
    assert len(line["rows"]) == 26


@pytest.mark.parametrize("chart", [pace, throughput])
def test_without_limits_there_is_no_band(chart):
    assert marks(chart(SIGNAL.columns, **SIGNAL.options), "rect", color=BAND)
    assert not marks(chart(SIGNAL.columns), "rect")


def test_two_signals_apart_are_not_joined():
    data = weeks(9, 5, 5, 9, is_signal=(True, False, False, True))
    (line,) = marks(throughput(data), "line", color=ACCENT)
    assert [row["signal_run"] for row in line["rows"]] == [1, 3]


@pytest.mark.parametrize("chart", [pace, throughput])
def test_a_week_that_has_not_ended_is_left_out(chart):
    data = weeks(5, 6, 7, 1, is_partial=(False, False, False, True))
    assert any(text.startswith("7") for text in texts(chart(data)))
    rows = [row for layer in layers(chart(data)) for row in layer["rows"]]
    assert all(row.get("finished_count") != 1 for row in rows)


def test_a_panel_names_its_first_and_last_month():
    assert {"Mar", "Sep"} <= set(texts(pace(SIGNAL.columns)))


def test_the_range_is_said_beside_the_band():
    assert {"mean 11.0", "normal 5 to 17"} <= set(
        texts(throughput(SIGNAL.columns, **SIGNAL.options))
    )
    told = throughput(SIGNAL.columns, **SIGNAL.options, mean_text="11,0")
    assert "mean 11,0" in texts(told)


def test_values_can_be_read_from_few_lines():
    assert gridlines(throughput(SIGNAL.columns, **SIGNAL.options)) == [0, 5, 10, 15]
    assert gridlines(pace(SIGNAL.columns)) == []


def test_weeks_with_nothing_finished_are_zero_not_absent():
    (line,) = marks(pace(weeks(0, 0, 0, 0)), "line", color=MID)
    assert [row["finished_count"] for row in line["rows"]] == [0, 0, 0, 0]


def test_a_frame_of_something_else_is_refused():
    with pytest.raises(UsageError, match="finished_count"):
        pace({"week_date": ["2026-09-21"], "count": [1]})


def test_of_what_has_ended_no_week_is_the_last():
    ended = texts(throughput(SIGNAL.columns, has_ended=True))
    assert not any("last week" in text for text in ended)
    assert any("last week" in text for text in texts(throughput(SIGNAL.columns)))


def test_a_range_that_begins_at_nothing_ends_below_the_top_of_the_plot():
    data = {**SIGNAL.columns, "finished_count": (1,) * len(SIGNAL.columns["finished_count"])}
    chart = throughput(data, mean=4.0, lower=0, upper=13)
    (top,) = {layer["encoding"]["y"]["scale"]["domain"][1] for layer in marks(chart, "rect")}
    assert top >= 13 * 1.1
    assert len(marks(chart, "rule")) == 2  # the upper end and the mean; the axis is the lower one
