"""Scope, finished work and the range of the finish, meeting today's scope."""

from datetime import date, timedelta

from chart_reader import marks, texts
from example_reviews.project import project_review

from pmo_analytics.display.charts.burn_up import burn_up
from pmo_analytics.display.theme import ACCENT, INK

CHART = project_review().section("finish").blocks[0]


def drawn(**options):
    return burn_up(CHART.columns, **{**CHART.options, **options})


def test_scope_finished_and_all_dates_are_named():
    assert set(texts(drawn())) == {
        "287 items in scope on 1 Apr", "336", "232 finished", "30 Sep",
        "baseline 18 Dec", "likely 12 Jan", "85% sure 9 Feb",
    }  # fmt: skip


def test_a_scope_that_did_not_change_names_no_day():
    same = {**CHART.columns, "scope_count": (336,) * len(CHART.columns["date"])}
    assert "336 items in scope" in set(texts(burn_up(same, **CHART.options)))


def test_a_day_of_another_year_names_it():
    days = ("2025-04-01", *CHART.columns["date"][1:])
    said = set(texts(burn_up({**CHART.columns, "date": days}, **CHART.options)))
    assert "287 items in scope on 1 Apr 2025" in said


def test_the_date_style_of_the_portfolio_may_name_the_dates():
    labels = texts(drawn(baseline_label="baseline Dec 18", likely_label="likely Jan 12"))
    assert {"baseline Dec 18", "likely Jan 12"} <= set(labels)


def test_the_area_opens_at_the_early_and_closes_at_the_sure_date_at_todays_scope():
    (area,) = marks(drawn(), "area")
    assert [(row["date"], row["upper"]) for row in area["rows"]] == [
        ("2026-09-30", 232), ("2026-12-15", 336), ("2027-02-09", 336),
    ]  # fmt: skip
    assert area["rows"][-1]["lower"] == 336


def test_the_accent_marks_only_a_finish_after_the_baseline():
    assert marks(drawn(), "area", color=ACCENT)
    on_time = drawn(baseline_date="2027-03-31")
    assert marks(on_time, "area", color=INK)
    assert texts(on_time)["likely 12 Jan"]["fill"] == INK


def test_without_a_forecast_only_history_and_baseline_stand():
    chart = drawn(early_date=None, likely_date=None, sure_date=None)
    assert not marks(chart, "area")
    assert "baseline 18 Dec" in texts(chart)
    assert not any(text.startswith(("likely", "85%")) for text in texts(chart))


def test_without_a_baseline_the_forecast_stands_alone():
    labels = texts(drawn(baseline_date=None))
    assert not any(text.startswith("baseline") for text in labels)
    assert labels["likely 12 Jan"]["fill"] == INK


def test_a_scope_that_never_changed_is_named_once():
    still = {**CHART.columns, "scope_count": (336,) * 27}
    assert "336" not in texts(burn_up(still, **CHART.options))


def test_names_of_dates_stay_inside_the_drawing_of_a_phone():
    chart = drawn(width=350)
    spec = chart.to_dict()
    right = spec["width"] + spec["padding"]["right"]
    look = texts(chart)["85% sure 9 Feb"]
    assert look["x"] + 14 * 12.5 * 0.56 <= right


def test_a_forecast_without_an_early_date_opens_at_the_likely_one():
    (area,) = marks(drawn(early_date=None), "area")
    assert area["rows"][1]["date"] == "2027-01-12"


def test_no_day_is_drawn_through_the_names_of_the_months():
    """The months stand between the plot and the range, some seven to twenty-five pixels down."""
    chart = drawn()
    bottom = chart.to_dict()["height"]
    uprights = [
        [layer["encoding"][name]["value"] for name in ("x", "y", "x2", "y2")]
        for layer in marks(chart, "rule")
        if "x2" in layer["encoding"]
    ]
    drawn_down = [(top, end) for x, top, x2, end in uprights if x == x2]
    assert len(drawn_down) >= 6  # three days, each through plot and range
    assert not [pair for pair in drawn_down if pair[0] < bottom + 7 and pair[1] > bottom + 7]


def test_the_name_of_a_baseline_stays_inside_the_drawing_of_a_phone():
    ended = drawn(
        width=350, early_date=None, likely_date=None, sure_date=None, baseline_date="2026-09-28"
    )
    spec = ended.to_dict()
    look = next(look for text, look in texts(ended).items() if text.startswith("baseline"))
    assert look["align"] == "right"
    assert look["x"] < spec["width"]


def near(last: int, *, baseline: str, width: int = 738, first: int = 0):
    """Return a burn-up of a quarter whose finished items rise evenly towards a scope of 100."""
    days = tuple((date(2026, 1, 1) + timedelta(weeks=week)).isoformat() for week in range(13))
    finished = tuple(first + (last - first) * week // 12 for week in range(13))
    data = {"date": days, "scope_count": (100,) * 13, "finished_count": finished}
    return burn_up(data, as_of=days[-1], baseline_date=baseline, width=width)


def test_no_day_to_come_is_drawn_through_the_finished_items():
    soon = texts(near(94, baseline="2026-04-05"))["94 finished"]
    later = texts(near(94, baseline="2026-12-20"))["94 finished"]
    assert (soon["align"], later["align"]) == ("right", "left")
    assert soon["y"] > later["y"]  # under the line of what is finished, which rises


def test_the_scope_is_a_number_alone_where_its_words_would_lie_on_the_other_line():
    assert "100 items in scope" in texts(near(40, baseline="2026-05-20", width=350))
    labels = texts(near(99, first=80, baseline="2026-05-20", width=350))
    assert "100" in labels
    assert "100 items in scope" not in labels


def test_the_name_of_a_baseline_after_the_likely_finish_stays_inside_the_drawing_of_a_phone():
    chart = drawn(width=350, baseline_date="2027-01-22", baseline_label="baseline 22 Jan 2027")
    look = texts(chart)["baseline 22 Jan 2027"]
    dots = [
        layer["encoding"]["x"]["value"]
        for layer in marks(chart, "circle", color=INK)
        if "value" in layer["encoding"]["x"]
    ]
    assert look["align"] == "right"
    assert look["x"] < min(dots)  # left of the likely finish
