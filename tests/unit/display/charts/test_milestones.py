"""Milestones: forecast against report, a line that meets the diagonal was reached."""

from chart_reader import gridlines, marks, texts
from example_reviews.project import project_review

from pmo_analytics.display.charts.milestones import milestones
from pmo_analytics.display.theme import ACCENT, INK_2, MID

CHART = project_review().section("flow").blocks[1]


def drawn(**options):
    return milestones(CHART.columns, **{**CHART.options, **options})


def test_running_milestones_are_named_at_the_end_with_their_date():
    assert {"Go-live 12 Jan 2027", "Refunds 31 Mar 2027", "Scheme test 26 Oct"} <= set(
        texts(drawn())
    )


def test_a_reached_milestone_is_named_where_no_line_runs():
    """Right of its last point and below the diagonal, on which the forecast is the report day."""
    spec = drawn().to_dict()
    look = texts(drawn())["Design agreed 24 Jun"]
    assert look["align"] == "left"
    assert look["x"] < spec["width"]
    diagonal = spec["height"] * (1 - look["x"] / spec["width"])
    assert look["y"] > diagonal + 6


def test_on_a_phone_names_go_without_dates():
    assert {"Go-live", "Refunds"} <= set(texts(drawn(width=350)))


def test_one_milestone_takes_the_accent():
    (line,) = marks(drawn(), "line", color=ACCENT)
    assert {row["milestone"] for row in line["rows"]} == {"Go-live"}
    (rest,) = marks(drawn(highlight=""), "line", color=INK_2)
    assert len(rest["rows"]) == len(CHART.columns["milestone"])


def test_the_diagonal_is_where_report_and_forecast_are_one_day():
    (diagonal,) = marks(drawn(), "line", color=MID)
    assert all(row["report_date"] == row["reached_date"] for row in diagonal["rows"])
    assert "dotted line: reached" in texts(drawn())


def test_reports_label_the_axis_and_few_lines_cross_it():
    spec = drawn().to_dict()
    x_axis = spec["layer"][0]["encoding"]["x"]["axis"]
    assert x_axis["values"] == sorted(set(CHART.columns["report_date"]))
    assert len(gridlines(drawn())) <= 4


LONG = {
    "milestone": ["The milestone with the long name"] * 2 + ["Short"] * 2,
    "report_date": ["2026-08-31", "2026-09-30"] * 2,
    "forecast_date": ["2026-10-31", "2026-11-30", "2026-10-31", "2026-11-30"],
}


def test_a_long_name_takes_lines_and_its_day_stays_whole():
    assert "The milestone with\nthe long name 30 Nov" in texts(milestones(LONG))
    assert "The milestone\nwith the long\nname" in texts(milestones(LONG, width=350))


def test_a_name_of_lines_leaves_room_for_the_next():
    written = texts(milestones(LONG))
    first, second = written["The milestone with\nthe long name 30 Nov"], written["Short 30 Nov"]
    assert abs(first["y"] - second["y"]) >= 16 * (2 if first["y"] < second["y"] else 1)
