"""The finish of what is open: when, how likely by a day, how many by then, and when not to say."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from pmo_analytics.errors import UsageError
from pmo_analytics.forecasts.finish import FinishForecast, forecast_finish, required_pace
from pmo_analytics.forecasts.throughput import finish_distribution

AS_OF = date(2026, 9, 30)


def forecast(open_items=6, finished=(0, 1, 2, 3), arrived=(1, 1, 1, 1), active_days=5):
    return forecast_finish(
        as_of=AS_OF,
        open_items=open_items,
        weekly_finished=finished,
        active_days=active_days,
        weekly_arrived=arrived,
    )


def test_likely_and_sure_dates_are_ends_of_weeks_after_as_of():
    assert forecast().weeks(0.5) == 4
    assert forecast().when(0.5) == date(2026, 10, 28)
    assert forecast().when(0.85) == date(2026, 11, 11)


def test_a_week_counts_when_it_ends_on_or_before_the_day():
    end_of_week_4 = AS_OF + timedelta(weeks=4)
    assert forecast().chance_of(end_of_week_4) == pytest.approx(0.5859375)
    assert forecast().chance_of(end_of_week_4 - timedelta(days=1)) == pytest.approx(0.3125)
    assert forecast().chance_of(end_of_week_4 + timedelta(days=6)) == pytest.approx(0.5859375)


def test_date_of_a_chance_has_that_chance():
    for probability in (0.1, 0.5, 0.85, 0.99):
        day = forecast().when(probability)
        assert forecast().chance_of(day) >= probability
        assert forecast().chance_of(day - timedelta(days=1)) < probability


def test_a_chance_at_the_line_counts_as_reached():
    history = (1, 1, 3, 2, 0, 3, 4, 0, 1, 2)  # in floats: 0.7999999999999999 after a week
    on_the_line = forecast(open_items=1, finished=history, arrived=(0,) * 10)
    assert on_the_line.weeks(0.8) == 1


def test_no_week_ends_by_a_day_that_is_over():
    assert forecast().weeks_until(AS_OF - timedelta(days=40)) == 0


def test_first_days_hold_no_whole_week():
    assert forecast().chance_of(AS_OF + timedelta(days=6)) == 0.0


@pytest.mark.parametrize("active_days", [0, 5])
def test_open_items_have_no_chance_of_a_day_that_is_over(active_days):
    assert forecast(active_days=active_days).chance_of(AS_OF) == 0.0
    assert forecast(active_days=active_days).chance_of(AS_OF - timedelta(days=40)) == 0.0


def test_nothing_left_is_certain():
    done = forecast(open_items=0)
    assert done.reason == "nothing_left"
    assert done.weeks(0.85) == 0
    assert done.when(0.85) == AS_OF
    assert done.chance_of(AS_OF) == 1.0
    assert done.chance_of(AS_OF + timedelta(days=1)) == 1.0
    assert done.how_many(4, 0.5) == 6


def test_when_the_last_item_was_finished_is_no_forecast():
    assert forecast(open_items=0).chance_of(AS_OF - timedelta(days=1)) is None


@pytest.mark.parametrize("finished", [(), (0, 0, 0, 0)])
def test_nothing_finished_gives_no_forecast(finished):
    stuck = forecast(finished=finished, arrived=(2,) * len(finished), active_days=0)
    assert stuck.reason == "nothing_finished"
    assert stuck.when(0.5) is None
    assert stuck.chance_of(AS_OF + timedelta(days=700)) is None
    assert stuck.how_many(4, 0.5) is None


def test_four_active_days_are_too_thin_and_five_are_not():
    thin = forecast(active_days=4)
    assert thin.reason == "thin"
    assert thin.when(0.5) is None
    assert thin.chance_of(AS_OF + timedelta(days=70)) is None
    assert thin.how_many(4, 0.5) is None
    assert forecast(active_days=5).reason is None


def test_arrivals_that_equal_finishes_outrun_them_and_the_forecast_is_still_made():
    outrun = forecast(finished=(0, 1, 2, 3), arrived=(6, 0, 0, 0))
    assert outrun.is_outrun
    assert outrun.when(0.5) == forecast().when(0.5)
    assert not forecast(finished=(0, 1, 2, 3), arrived=(5, 0, 0, 0)).is_outrun


def test_an_idle_project_is_not_outrun():
    assert not forecast(finished=(0, 0), arrived=(0, 0), active_days=0).is_outrun


def test_a_finish_beyond_five_years_has_no_date():
    slow = forecast(open_items=500)
    assert slow.when(0.5) is None
    assert slow.chance_of(date(2040, 1, 1)) == slow.chance_by_week[-1]


def test_how_many_is_at_least():
    assert [forecast().how_many(4, p) for p in (0.5, 0.7, 0.85, 0.95)] == [6, 5, 4, 2]
    assert forecast().how_many(0, 0.5) == 0


def test_other_scope_at_the_same_pace_leaves_the_forecast_untouched():
    original = forecast(open_items=6)
    fewer = original.with_open_items(4)
    assert fewer == forecast(open_items=4)
    assert original == forecast(open_items=6)


def test_what_fits_by_a_day_then_has_the_chance_asked_for():
    day = AS_OF + timedelta(weeks=8, days=3)
    full = forecast(open_items=30)
    fits = full.how_many(full.weeks_until(day), 0.75)
    assert full.with_open_items(fits).chance_of(day) >= 0.75
    assert full.with_open_items(fits + 1).chance_of(day) < 0.75


def test_columns_hold_every_week_end():
    columns = forecast().columns()
    assert columns["week_end_date"][:2] == ("2026-10-07", "2026-10-14")
    expected = finish_distribution((0, 1, 2, 3), open_items=6)
    assert columns["finished_chance"] == tuple(expected)


def test_a_forecast_is_the_same_after_a_trip_through_json():
    there = forecast().model_dump_json()
    assert FinishForecast.model_validate_json(there) == forecast()


def test_a_forecast_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        forecast().open_items = 3


@pytest.mark.parametrize("probability", [0, 1, 85, -0.1, float("nan")])
@pytest.mark.parametrize("ask", ["weeks", "when", "how_many"])
def test_a_percent_for_a_probability_is_refused_with_the_remedy(ask, probability):
    arguments = (4, probability) if ask == "how_many" else (probability,)
    with pytest.raises(UsageError, match=r"write 0\.85 for 85%"):
        getattr(forecast(), ask)(*arguments)


def test_finishes_and_arrivals_cover_the_same_weeks():
    with pytest.raises(ValueError, match="same weeks"):
        forecast(finished=(1, 2), arrived=(1,))


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (
            forecast(),
            "6 open on 2026-09-30: likely 2026-10-28, 85% sure 2026-11-11; 6 finished in 4 weeks.",
        ),
        (forecast(open_items=0), "0 open on 2026-09-30: nothing is left to finish."),
        (
            forecast(finished=(0, 0, 0, 0), active_days=0),
            "6 open on 2026-09-30: nothing finished in 4 weeks, so no forecast.",
        ),
        (
            forecast(active_days=4),
            "6 open on 2026-09-30: 4 days with finished work; 5 are needed for a forecast.",
        ),
        (
            forecast(open_items=500, arrived=(9, 9, 9, 9)),
            "500 open on 2026-09-30: likely later than five years, 85% sure later than five years; "
            "6 finished in 4 weeks. Arrivals outrun finishes.",
        ),
    ],
)
def test_a_forecast_reads_as_a_sentence(made, text):
    assert str(made) == text
    assert repr(made) == f"<FinishForecast {text}>"


def test_required_pace_counts_days_as_parts_of_weeks():
    assert required_pace(66, as_of=AS_OF, day=AS_OF + timedelta(weeks=8)) == 8.25
    assert required_pace(104, as_of=AS_OF, day=date(2026, 12, 18)) == pytest.approx(9.215, abs=1e-3)


def test_no_pace_meets_a_day_that_is_over():
    assert required_pace(3, as_of=AS_OF, day=AS_OF) is None
