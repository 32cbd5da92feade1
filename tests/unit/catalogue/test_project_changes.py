"""Which projects changed: by colour, by more than a margin, or by another date or budget."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from given_answers import AS_OF, BEFORE, GivenAnswers, as_of

from pmo_analytics.catalogue.project_changes import MARGIN_DAYS, WATCHED, change_of
from pmo_analytics.metrics.question import Question, Scope

FINISH = date(2026, 12, 9)
BASELINE = date(2026, 11, 13)
SAME: dict[str, Any] = {
    "colour": "amber",
    "chance": 0.60,
    "likely": FINISH,
    "overspend": 0.0,
    "growth": 0.1,
    "date": BASELINE,
    "budget": Decimal(540_000),
}


def changed(*projects: tuple[str, dict, dict]) -> dict:
    """Compare projects of which each is given by what was, and what is, other than `SAME`."""
    values: dict[str, list] = {name: [] for name in ("judgement", *_ROWS)}
    for day, at in ((BEFORE, 1), (AS_OF, 2)):
        known = {project[0]: {**SAME, **project[at]} for project in projects}
        values["judgement"].append(
            {"scope": "portfolio", "as_of": day, "frame": [_judged(*one) for one in known.items()]}
        )
        for name, of in _ROWS.items():
            values[name] += [{"scope": one, "as_of": day, **of(row)} for one, row in known.items()]
    scope = Scope("portfolio", tuple(project[0] for project in projects))
    answers = GivenAnswers(values=values)
    question = Question((scope,), (as_of(AS_OF),))
    return answers.values("project_changes", question)["portfolio", AS_OF]


def _judged(project_id: str, row: dict) -> dict[str, Any]:
    return {
        "project_id": project_id,
        "project_name": project_id.title(),
        "overall_name": row["colour"],
        "driver_name": "schedule",
    }


_ROWS = {
    "finish_forecast": lambda row: {"chance_share": row["chance"], "likely_date": row["likely"]},
    "outturn": lambda row: {"outturn_over_share": row["overspend"]},
    "planned_scope": lambda row: {"growth_share": row["growth"]},
    "project_entry": lambda row: {
        "baseline_finish_date": row["date"],
        "baseline_budget": row["budget"],
    },
}


def one(before: dict, after: dict) -> dict[str, Any]:
    return changed(("ATLAS", before, after))["frame"][0]


def test_a_colour_is_worse_better_the_same_lost_or_new():
    order = ("green", "amber", "red")
    for before, after in product((*order, "grey"), repeat=2):
        change = change_of(before, after)
        if before == after:
            assert change == "same"
        elif "grey" in (before, after):
            assert change == ("new" if before == "grey" else "lost")
        else:
            is_worse = order.index(after) > order.index(before)
            assert change == ("worse" if is_worse else "better")


@pytest.mark.parametrize(
    ("after", "kind", "size"),
    [
        ({}, "same", 0.0),
        ({"chance": 0.51}, "same", 0.9),
        ({"chance": 0.50}, "worse", 1.0),
        ({"chance": 0.85}, "better", 2.5),
        ({"likely": FINISH + timedelta(days=MARGIN_DAYS - 1)}, "same", 13 / 14),
        ({"likely": FINISH + timedelta(days=3 * MARGIN_DAYS)}, "worse", 3.0),
        ({"likely": FINISH - timedelta(days=MARGIN_DAYS)}, "better", 1.0),
        ({"overspend": 0.10}, "worse", 2.0),
        ({"growth": 0.05}, "better", 1.0),
        ({"chance": 0.75, "overspend": 0.20}, "worse", 4.0),  # the largest decides
        ({"colour": "red", "chance": 0.59}, "worse", 1.0),
        ({"colour": "green", "chance": 0.50}, "better", 1.0),  # the colour goes first
        ({"colour": "grey"}, "lost", 1.0),
        ({"chance": None, "likely": None, "overspend": None, "growth": None}, "same", 0.0),
    ],
)
def test_a_move_counts_from_its_margin_on_and_the_largest_is_the_size(after, kind, size):
    found = one({}, after)
    assert found["change_name"] == kind
    assert found["change_size"] == pytest.approx(size)


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        ({"date": date(2026, 12, 18), "chance": 0.95}, "worse"),
        ({"date": date(2026, 10, 30)}, "better"),
        ({"budget": Decimal(600_000)}, "worse"),
    ],
)
def test_what_was_approved_anew_is_a_change_and_chances_of_two_dates_do_not_compare(after, kind):
    found = one({}, after)
    assert found["is_rebaselined_since"]
    assert (found["change_name"], found["change_size"]) == (kind, 1.0)
    assert (found["schedule_moved_share"] is None) == ("date" in after)


def test_a_first_baseline_is_no_new_one():
    assert not one({"date": None, "budget": None}, {})["is_rebaselined_since"]


def test_of_several_the_largest_comes_first_and_each_is_counted_once():
    found = changed(
        ("ATLAS", {}, {"chance": 0.45}),
        ("BOREAL", {}, {"chance": 0.10}),
        ("CORAL", {}, {}),
        ("DUNE", {"colour": "grey"}, {"colour": "grey"}),
        ("EMBER", {}, {"likely": FINISH - timedelta(days=28)}),
    )
    assert [row["project_id"] for row in found["frame"]] == [
        *("BOREAL", "EMBER", "ATLAS", "CORAL", "DUNE"),
    ]
    assert (found["worse_count"], found["better_count"], found["unchanged_count"]) == (2, 1, 1)
    assert found["moved_count"] == 3
    assert found["margin_points_count"] == 10


def test_what_is_watched_is_known_of_every_dimension_with_a_margin():
    assert {each.name for each in WATCHED} == {"schedule", "cost", "scope"}
