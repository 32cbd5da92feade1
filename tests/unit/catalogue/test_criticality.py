"""Which project ends last, and which decides when another one ends."""

from __future__ import annotations

from datetime import date

import pytest
from given_answers import AS_OF, GivenAnswers, GivenForecaster, as_of, weekly_finish

from pmo_analytics.metrics.question import Question, Scope

SOON, LATE, LATER = date(2026, 11, 2), date(2026, 12, 1), date(2027, 2, 1)
NAMES = ("ATLAS", "BOREAL", "CORAL")


class Waiting(GivenForecaster):
    """Forecasts as given, of which some are held up."""

    def held_up(self, project_id, _day):
        return {"ATLAS": {"CORAL": 0.25, "BOREAL": 0.7}}.get(project_id, {})


def found(*finishes, names=NAMES):
    answers = GivenAnswers(forecaster=Waiting(finishes))
    question = Question((Scope("all", names),), (as_of(AS_OF),))
    return answers.values("last_to_end", question)["all", AS_OF]


def ends(scope, *days, **named):
    return weekly_finish(scope, ends=[day for day in days for _ in range(20 // len(days))], **named)


def test_the_last_project_is_counted_future_by_future():
    row = found(ends("ATLAS", SOON, LATER), ends("BOREAL", LATE), names=NAMES[:2])
    assert (row["last_share"], row["all_likely_date"], row["all_sure_date"]) == (0.5, LATE, LATER)
    shares = {each["project_id"]: each["last_share"] for each in row["frame"]}
    assert shares == {"ATLAS": 0.5, "BOREAL": 0.5}


def test_without_a_forecast_of_one_there_is_no_day_for_all():
    row = found(ends("ATLAS", LATE), ends("BOREAL", SOON), weekly_finish("CORAL", finished=(0,)))
    assert row["all_likely_date"] is row["all_sure_date"] is None
    assert (row["known_count"], row["unknown_count"], row["last_name"]) == (2, 1, "ATLAS")
    (unknown,) = (each for each in row["frame"] if each["last_share"] is None)
    assert (unknown["project_id"], unknown["doubt_name"]) == ("CORAL", "nothing_finished")


def test_what_has_ended_is_waited_for_no_more():
    row = found(ends("ATLAS", LATE), weekly_finish("BOREAL", open_items=0), names=NAMES[:2])
    assert (row["running_count"], row["all_likely_date"]) == (1, LATE)


def test_a_project_waits_for_the_one_that_decides_most_often():
    row = found(ends("ATLAS", LATE), ends("BOREAL", SOON), names=NAMES[:2])
    assert (row["waiting_name"], row["waiting_share"]) == ("BOREAL", pytest.approx(0.7))
    waits = {each["project_id"]: each["waiting_name"] for each in row["frame"]}
    assert waits == {"ATLAS": "BOREAL", "BOREAL": None}


def test_with_nothing_left_nothing_decides():
    row = found(weekly_finish("ATLAS", open_items=0), names=NAMES[:1])
    assert (row["n"], row["last_name"], row["all_likely_date"]) == (0, None, None)
