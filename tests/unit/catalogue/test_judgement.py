"""Colours of projects, what can be said of them, and what the portfolio makes of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from given_answers import AS_OF, BEFORE, GivenAnswers, as_of, entry_row, pace_row, quality_row
from made_facts import scope_facts
from sample_portfolio import sample

from pmo_analytics.catalogue.changes import change_of
from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.judgement import COLOURS, STALE_REPORT_DAYS
from pmo_analytics.metrics.question import Question, Scope
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.gather import gather_head

BASELINE, LATER = date(2026, 11, 13), date(2027, 1, 15)


def judged(*, is_stale: bool = False, pace: dict | None = None, **entry) -> dict:
    rows = [] if pace is None else [pace_row(**pace)]
    answers = GivenAnswers(
        rows={"pace": rows},
        values={
            "data_quality": [quality_row(is_stale=is_stale)] if rows else [],
            "project_entry": [entry_row(**entry)],
        },
    )
    return answers.value("judgement")


@pytest.mark.parametrize(
    ("known", "outlook"),
    [
        ({}, "no_items"),
        ({"pace": {}, "is_stale": True, "baseline_finish_date": BASELINE}, "stale"),
        ({"pace": {"open_items": 0}, "baseline_finish_date": BASELINE}, "nothing_left"),
        ({"pace": {"finished": (0,) * 4}}, "nothing_finished"),
        ({"pace": {"finished": (1, 0, 1, 0), "active_days": 1}}, "thin"),
        ({"pace": {}}, "no_baseline"),
        ({"pace": {}, "baseline_finish_date": date(2026, 9, 18)}, "overdue"),
        ({"pace": {}, "baseline_finish_date": AS_OF}, "overdue"),
        ({"pace": {}, "baseline_finish_date": BASELINE}, "unlikely"),
        (
            {"pace": {"finished": (3, 5) * 10}, "baseline_finish_date": date(2026, 12, 10)},
            "uncertain",
        ),
        ({"pace": {}, "baseline_finish_date": LATER}, "on_course"),
    ],
)
def test_each_kind_of_knowledge_is_kept_apart(known, outlook):
    assert judged(**known)["outlook_name"] == outlook


def test_an_old_export_gives_no_colour():
    found = judged(pace={}, is_stale=True, baseline_finish_date=BASELINE)
    assert {found[f"{name}_colour_name"] for name in ("schedule", "flow", "data")} == {"grey"}
    assert (found["overall_name"], found["measured_count"]) == ("grey", 0)


def test_clean_data_alone_give_no_colour():
    found = judged(pace={"finished": (0,) * 4})
    assert found["data_colour_name"] == "green"
    assert (found["overall_name"], found["driver_name"]) == ("grey", "")


def test_the_worst_dimension_drives():
    found = judged(pace={}, baseline_finish_date=BASELINE)
    assert (found["flow_colour_name"], found["schedule_colour_name"]) == ("green", "red")
    assert (found["overall_name"], found["driver_name"]) == ("red", "schedule")
    assert found["missing_count"] == 1


@pytest.mark.parametrize(
    ("declared", "colour"),
    [
        ("Green", "green"),
        ("amber/red", "red"),
        ("Amber-Green", "amber"),
        ("RED", "red"),
        (None, None),
    ],
)
def test_five_points_are_folded_into_three(declared, colour):
    assert judged(declared_name=declared)["declared_colour_name"] == colour


@pytest.mark.parametrize("late", [0, 1])
def test_a_report_grows_old_after_its_days(late):
    found = judged(declared_name="green", report_age_days=STALE_REPORT_DAYS + late)
    assert found["is_report_stale"] == bool(late)


# --- of several projects -------------------------------------------------------------------------


def of_scope(entries: dict[str, dict]) -> dict:
    """Judge projects of which each is given by its entry; all finish four items a week."""
    answers = GivenAnswers(
        rows={"pace": [pace_row(scope=name) for name in entries]},
        values={
            "data_quality": [quality_row(scope=name) for name in entries],
            "project_entry": [entry_row(scope=name, **entry) for name, entry in entries.items()],
        },
    )
    scope = Scope("portfolio", tuple(entries))
    return answers.values("judgement", Question((scope,), (as_of(AS_OF),)))["portfolio", AS_OF]


def test_budgets_add_up_over_the_colours():
    found = of_scope(
        {
            "ATLAS": {"baseline_budget": Decimal(2_400_000), "declared_name": "green"},
            "BOREAL": {
                "baseline_budget": Decimal("1780000.50"),
                "baseline_finish_date": LATER,
                "declared_name": "amber",
            },
            "CORAL": {"baseline_finish_date": BASELINE},
            "DUNE": {"baseline_budget": Decimal(540_000), "declared_name": "green"},
        }
    )
    for side in ("declared", "computed"):
        assert sum(found[f"{side}_{colour}_count"] for colour in COLOURS) == 4
        money = sum(found[f"{side}_{colour}_budget"] for colour in COLOURS)
        assert money == found["portfolio_budget"] == Decimal("4720000.50")


def test_the_sample_is_counted_as_it_is_counted_by_hand():
    evidence = Evidence(sample()._connection, sample().settings)
    calendar = evidence.calendar
    day, before = calendar.as_of(AS_OF), calendar.as_of(BEFORE)
    for programme in ("", "Port Operations"):
        head = gather_head(Brief(evidence, evidence.scope(programme=programme), day, before))
        expected = scope_facts(head.projects).facts
        found = {name: head.facts.value(name) for name in expected}
        assert found == {name: fact.value for name, fact in expected.items()}


# --- changes -------------------------------------------------------------------------------------


def test_a_colour_is_worse_better_the_same_lost_or_new():
    order = ("green", "amber", "red")
    for before, after in product((*order, "grey"), repeat=2):
        change = change_of(before, after)
        if before == after:
            assert change == "same"
        elif "grey" in (before, after):
            assert change == ("new" if before == "grey" else "lost")
        else:
            assert change == ("worse" if order.index(after) > order.index(before) else "better")


def test_a_move_is_split_into_added_items_and_pace_exactly():
    for open_before, recent, added in product((20, 40), (2, 4, 6), (-10, 0, 12)):
        left = max(open_before - 4 * recent + added, 1)
        answers = GivenAnswers(
            rows={
                "pace": [
                    pace_row(finished=(4,) * 16, open_items=open_before, day=BEFORE),
                    pace_row(finished=(4,) * 16 + (recent,) * 4, open_items=left),
                ]
            },
            values={
                "item_counts": [
                    {"scope": "ATLAS", "as_of": BEFORE, "done_count": 64},
                    {"scope": "ATLAS", "as_of": AS_OF, "done_count": 64 + 4 * recent},
                ]
            },
        )
        move = answers.value("finish_move")
        assert move["n"] == 1
        assert move["scope_days"] + move["pace_days"] == move["moved_days"]
        assert move["net_added_count"] == left - open_before + 4 * recent
        before, after = (
            answers.value("finish_forecast", day=each)["likely_date"] for each in (BEFORE, AS_OF)
        )
        assert move["moved_days"] == (after - before).days


@pytest.mark.parametrize("missing", [BEFORE, AS_OF])
def test_without_two_forecasts_there_is_no_move(missing):
    rows = [pace_row(day=day) for day in (BEFORE, AS_OF) if day != missing]
    assert GivenAnswers(rows={"pace": rows}).value("finish_move")["n"] == 0
