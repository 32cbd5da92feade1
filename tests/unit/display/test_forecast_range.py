"""A finish is a range on an axis that all projects share."""

from datetime import date

import pytest
from markup_reader import elements, one

from pmo_analytics.content import ForecastRange
from pmo_analytics.display.forecast_range import (
    axis_svg,
    is_late,
    range_svg,
    range_words,
    shared_scale,
)

LATE = ForecastRange(
    baseline_date=date(2026, 12, 18),
    likely_date=date(2027, 1, 12),
    sure_date=date(2027, 2, 9),
    label="+8 wk",
)
EARLY = LATE.model_copy(update={"baseline_date": date(2027, 6, 30), "label": "20 wk early"})
AS_OF = date(2026, 9, 30)


def x_of(markup, kind, attribute):
    return float(one(markup, look=kind).attributes[attribute])


def drawn(forecast, *, width=238, has_axis=False):
    return range_svg(forecast, shared_scale([LATE, EARLY], AS_OF), width, has_axis=has_axis)


def test_the_axis_holds_the_day_of_the_report_and_every_date():
    scale = shared_scale([LATE, EARLY, ForecastRange()], AS_OF)
    assert (scale.first, scale.last) == (AS_OF, date(2027, 7, 1))


def test_without_a_date_there_is_no_axis():
    assert shared_scale([ForecastRange(reason="thin")], AS_OF) is None


def test_baseline_likely_and_sure_stand_in_the_order_of_their_days():
    markup = drawn(LATE)
    baseline, likely = x_of(markup, "baseline", "x1"), x_of(markup, "likely", "cx")
    assert baseline < likely
    assert x_of(markup, "sure", "x") == likely
    assert x_of(markup, "sure", "width") > 0


def test_the_same_day_stands_at_the_same_place_in_every_row():
    later = LATE.model_copy(update={"likely_date": date(2027, 2, 1)})
    assert x_of(drawn(LATE), "baseline", "x1") == x_of(drawn(later), "baseline", "x1")


@pytest.mark.parametrize(("forecast", "tone"), [(LATE, "accent"), (EARLY, "quiet")])
def test_the_accent_marks_only_a_likely_finish_after_the_baseline(forecast, tone):
    assert is_late(forecast) is (tone == "accent")
    assert tone in one(drawn(forecast), look="likely").classes


def test_all_labels_stand_in_one_column_right_of_every_range():
    at_the_end = LATE.model_copy(
        update={"likely_date": date(2027, 6, 1), "sure_date": date(2027, 6, 28)}
    )
    labels = [one(drawn(forecast), "text").attributes for forecast in (LATE, at_the_end, EARLY)]
    assert {(label["x"], label["text-anchor"]) for label in labels} == {("238", "end")}
    end = x_of(drawn(at_the_end), "sure", "x") + x_of(drawn(at_the_end), "sure", "width")
    assert end + len("+23 wk") * 7 <= 238


def test_a_baseline_without_a_forecast_is_still_drawn():
    markup = drawn(ForecastRange(baseline_date=date(2027, 1, 1), reason="thin"))
    assert one(markup, look="baseline")
    assert not elements(markup, look="likely")
    assert not elements(markup, look="sure")


def test_on_a_phone_each_range_brings_its_months():
    assert not elements(drawn(LATE), "text", look="month")
    months = elements(drawn(LATE, width=350, has_axis=True), "text", look="month")
    assert "Jan 27" in [month.text for month in months]


def test_months_keep_inside_the_drawing():
    labels = elements(axis_svg(shared_scale([LATE, EARLY], AS_OF), 238), "text")
    assert all(0 <= float(label.attributes["x"]) <= 238 for label in labels)


def test_a_range_is_said_in_words():
    assert range_words(LATE) == (
        "baseline 18 Dec 2026; likely 12 Jan 2027; 85% sure 9 Feb 2027; +8 wk"
    )
