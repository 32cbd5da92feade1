"""Arrivals, work in progress, cumulative flow: values at the ends of lines, one accent."""

from itertools import pairwise

from chart_reader import gridlines, layers, marks, texts
from example_reviews.project import project_review

from pmo_analytics.display.charts.arrivals import arrivals
from pmo_analytics.display.charts.cumulative_flow import MOST_DAYS, cumulative_flow
from pmo_analytics.display.charts.wip import wip
from pmo_analytics.display.theme import ACCENT, INK, MID

FLOW = project_review().section("flow").blocks[0]


def week_of(arrived, finished):
    return {
        "week_date": ("2026-09-14", "2026-09-21"),
        "arrived_count": (4, arrived),
        "finished_count": (5, finished),
    }


def test_arrivals_and_finishes_are_named_at_their_ends():
    assert {"arrived 9", "finished 7"} <= set(texts(arrivals(week_of(9, 7))))


def test_arrivals_that_outrun_take_the_accent_and_only_then():
    assert marks(arrivals(week_of(9, 7), is_outrun=True), "line", color=ACCENT)
    assert not marks(arrivals(week_of(9, 7)), "line", color=ACCENT)
    assert texts(arrivals(week_of(9, 7)))["arrived 9"]["fill"] == INK


def test_a_partial_week_of_arrivals_is_left_out():
    data = {**week_of(9, 0), "is_partial": (False, True)}
    assert {"arrived 4", "finished 5"} <= set(texts(arrivals(data)))


def test_work_in_progress_says_its_last_value_and_its_limit():
    days = {"date": ("2026-09-29", "2026-09-30"), "wip_count": (25, 29)}
    chart = wip(days, wip_limit=26)
    assert {"29 in progress", "limit 26"} <= set(texts(chart))
    assert texts(chart)["29 in progress"]["fill"] == ACCENT
    assert texts(wip(days, wip_limit=29))["29 in progress"]["fill"] == INK
    assert set(texts(wip(days))) == {"29 in progress"}


def test_a_limit_is_drawn_across_the_plot():
    days = {"date": ("2026-09-29", "2026-09-30"), "wip_count": (25, 29)}
    assert marks(wip(days, wip_limit=26), "rule", color=MID)
    assert not marks(wip(days), "rule")


def test_stages_are_stacked_and_add_up():
    bands = marks(cumulative_flow(FLOW.columns), "area")
    last = [band["rows"][-1] for band in bands]
    assert [row["stage"] for row in last] == ["Analysis", "Build", "Review", "Test", "Finished"]
    assert [row["upper"] for row in last] == [133, 129, 120, 109, 104]
    for above, below in pairwise(last):
        assert above["lower"] == below["upper"]


def test_each_stage_says_its_count_and_one_takes_the_accent():
    chart = cumulative_flow(FLOW.columns, highlight="Review")
    assert set(texts(chart)) == {"Analysis 4", "Build 9", "Review 11", "Test 5", "Finished 104"}
    (band,) = marks(chart, "area", color=ACCENT)
    assert band["rows"][0]["stage"] == "Review"
    assert texts(chart)["Review 11"]["fill"] == ACCENT


def test_a_stage_without_a_row_on_a_day_counts_zero():
    data = {
        "date": ("2026-09-29", "2026-09-29", "2026-09-30"),
        "stage": ("Build", "Done", "Done"),
        "item_count": (2, 3, 5),
    }
    bands = marks(cumulative_flow(data), "area")
    assert [row["item_count"] for row in bands[0]["rows"]] == [2, 0]


def test_many_days_are_thinned_and_the_last_stays():
    days = [f"2026-{month:02d}-{day:02d}" for month in range(1, 10) for day in range(1, 29)]
    data = {"date": days, "stage": ["Done"] * len(days), "item_count": range(len(days))}
    (band,) = marks(cumulative_flow(data), "area")
    assert len(band["rows"]) <= MOST_DAYS
    assert band["rows"][-1]["date"] == days[-1]


def test_lines_are_few():
    assert gridlines(cumulative_flow(FLOW.columns)) == [0, 50, 100]


def test_the_day_from_which_stages_are_known_is_marked_where_days_before_it_are_drawn():
    days = sorted(set(FLOW.columns["date"]))
    marked = cumulative_flow(FLOW.columns, known_from=days[1], known_words="known")
    assert "known" in texts(marked)
    for unmarked in (days[0], "2099-01-01", ""):
        chart = cumulative_flow(FLOW.columns, known_from=unmarked, known_words="known")
        assert "known" not in texts(chart)


def test_every_layer_of_a_series_is_labelled_inside_the_plot():
    chart = cumulative_flow(FLOW.columns)
    height = chart.to_dict()["height"]
    for layer in layers(chart):
        if layer["mark"]["type"] == "text":
            assert 0 <= layer["mark"]["y"] <= height + 1
