"""What became of findings after a training: the values, the verdict, and when it can be told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from given_answers import as_of as day_of
from review_reader import lines, table
from sample_portfolio import sample, sample_review

from pmo_analytics.catalogue.before_after import (
    COMPARED_WEEKS,
    LEAST_STOCKS,
    STOCK_WEEKS,
    Series,
    span_of,
    verdict_of,
)
from pmo_analytics.metrics.question import Question

pytestmark = pytest.mark.slow


def effects(as_of: str = "", **scope) -> dict[tuple[str, str], dict]:
    frame = sample(as_of).metric("training_effects", **scope).frame
    return {(row["team"], row["topic"]): row for row in frame.to_dict("records")}


def test_only_trainings_of_what_items_tell_are_judged():
    values = sample().metric("training_effects").values
    assert set(effects()) == {
        ("Berths", "way"),
        ("Departures", "near_work_refined"),
        ("Slipway", "way"),
    }
    assert values["judged_count"] == 3
    assert values["held_count"] == 11


def test_the_way_is_judged_by_the_items_finished_before_and_since():
    row = effects()["Berths", "way"]
    held = date(2026, 5, 22)
    frame = sample().metric("conformance", project="BOREAL").items
    ways = [
        (day.date(), bool(kept))
        for day, kept in zip(frame["finished_date"], frame["is_conforming"], strict=True)
    ]
    before = [kept for day, kept in ways if 0 < (held - day).days <= 7 * COMPARED_WEEKS]
    after = [kept for day, kept in ways if day >= held]
    assert (row["before_count"], row["after_count"]) == (len(before), len(after))
    assert row["before_share"] == pytest.approx(sum(before) / len(before))
    assert row["after_share"] == pytest.approx(sum(after) / len(after))
    assert row["verdict_name"] == "same"
    assert any(other["kind"] == "decision" for other in row["others"])


def test_a_standard_is_judged_every_fourth_week_by_the_share_that_fails():
    row = effects()["Departures", "near_work_refined"]
    held, end = date(2026, 5, 22), date(2026, 9, 30)
    days = [held - timedelta(days=1) - timedelta(weeks=STOCK_WEEKS * place) for place in range(6)]
    shares = []
    for day in days:
        rows = sample()._evidence.rows(
            "taught_findings",
            Question((sample()._evidence.scope(),), (sample()._evidence.calendar.as_of(day),)),
        )
        shares += [
            one["failed_count"] / one["checked_count"]
            for one in rows
            if (one["team"], one["standard_id"]) == ("Departures", "near_work_refined")
        ]
    assert row["before_share"] == pytest.approx(sum(shares) / len(shares))
    assert row["after_count"] == (end - held).days // (7 * STOCK_WEEKS) < LEAST_STOCKS
    assert row["verdict_name"] == "early"
    assert row["told_date"] == held + timedelta(weeks=STOCK_WEEKS * LEAST_STOCKS)


def test_as_of_an_earlier_day_a_training_is_not_known():
    assert effects("2026-04-09") == {}
    assert set(effects("2026-05-20")) == {("Slipway", "way")}


@pytest.mark.parametrize(
    ("after", "wanted", "verdict"),
    [
        ([0.1] * 8, "lower", "better"),
        ([0.1] * 8, "higher", "worse"),
        ([0.1] * 8, "", "other"),
        ([0.5, 0.6] * 4, "lower", "same"),
        ([0.1] * 4, "lower", "early"),
    ],
)
def test_what_became_of_it_is_said_by_its_ranks(after, wanted, verdict):
    day = day_of(date(2026, 9, 30))
    series = Series([0.5, 0.6] * 4, after, "share", "days", 5, date(2026, 10, 30))
    assert verdict_of(series, wanted, day) == verdict


def test_another_change_of_the_same_ends_what_is_compared():
    day, change = day_of(date(2026, 9, 30)), date(2026, 5, 22)
    span = span_of(change, [date(2026, 4, 1), change, date(2026, 6, 30)], day)
    assert (span.first, span.last) == (date(2026, 4, 1), date(2026, 6, 30))


def test_the_page_shows_it_beside_what_else_changed():
    rows = lines(table(sample_review("support"), "training", "team"))
    assert ["Departures", "Planning near work"] in [row[:2] for row in rows]
    blocks = sample_review("support").section("training").blocks
    assert str(blocks[1].title) == (
        "Better after one of 3 trainings that items tell of; worse after none"
    )
    way = next(row for row in lines(blocks[1]) if row[0] == "Berths")
    assert way[3:6] == [
        "Items that took the declared way",
        "77% → 74%; 84 and 82 items",
        "No difference beyond chance",
    ]
    assert "was answered" in way[6]
