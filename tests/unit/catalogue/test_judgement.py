"""Colours of projects, what can be said of them, and what the portfolio makes of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from given_answers import (
    AS_OF,
    BEFORE,
    GivenAnswers,
    GivenForecaster,
    as_of,
    dependency_row,
    entry_row,
    pace_row,
    quality_row,
    weekly_finish,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from made_facts import scope_facts
from sample_portfolio import sample

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.judged_projects import STALE_REPORT_DAYS
from pmo_analytics.catalogue.judgement import COLOURS
from pmo_analytics.forecasts.shapley import Part, Split
from pmo_analytics.health.dimensions import DEFAULT_POLICIES
from pmo_analytics.metrics.question import Question, Scope
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.gather import gather_head

pytestmark = pytest.mark.slow

_OF_PACE = ("finished", "arrived", "open_items")
BASELINE, LATER = date(2026, 11, 13), date(2027, 1, 15)


def judged(*, is_stale: bool = False, work: dict | None = None, **entry) -> dict:
    weeks = {name: work[name] for name in _OF_PACE if name in work} if work else {}
    rows = [] if work is None else [pace_row(**weeks)]
    answers = GivenAnswers(
        rows={"pace": rows},
        values={
            "data_quality": [quality_row(is_stale=is_stale)] if rows else [],
            "project_entry": [entry_row(**entry)],
        },
        forecaster=GivenForecaster([] if work is None else [weekly_finish(**work)]),
    )
    return answers.value("judgement")


@pytest.mark.parametrize(
    ("known", "outlook"),
    [
        ({}, "no_items"),
        ({"work": {}, "is_stale": True, "baseline_finish_date": BASELINE}, "stale"),
        ({"work": {"open_items": 0}, "baseline_finish_date": BASELINE}, "ended"),
        ({"work": {"finished": (0,) * 4}}, "nothing_finished"),
        ({"work": {"finished": (4,) * 20 + (0,) * 12}}, "dormant"),
        ({"work": {"finished": (1, 0, 1, 0)}}, "thin"),
        ({"work": {"doubt": "awaited"}, "baseline_finish_date": BASELINE}, "awaited"),
        ({"work": {}}, "no_baseline"),
        ({"work": {"doubt": "too_wide"}}, "no_baseline"),
        ({"work": {}, "baseline_finish_date": date(2026, 9, 18)}, "overdue"),
        ({"work": {}, "baseline_finish_date": AS_OF}, "overdue"),
        ({"work": {}, "baseline_finish_date": BASELINE}, "unlikely"),
        ({"work": {"doubt": "never"}, "baseline_finish_date": BASELINE}, "unlikely"),
        ({"work": {"doubt": "too_wide"}, "baseline_finish_date": LATER}, "on_course"),
        (
            {
                "work": {"ends": [BASELINE] * 12 + [LATER] * 8},
                "baseline_finish_date": date(2026, 12, 10),
            },
            "uncertain",
        ),
        ({"work": {}, "baseline_finish_date": LATER}, "on_course"),
    ],
)
def test_each_kind_of_knowledge_is_kept_apart(known, outlook):
    assert judged(**known)["outlook_name"] == outlook


def test_an_old_export_gives_no_colour():
    found = judged(work={}, is_stale=True, baseline_finish_date=BASELINE)
    assert {found[f"{name}_colour_name"] for name in ("schedule", "flow", "data")} == {"grey"}
    assert (found["overall_name"], found["measured_count"]) == ("grey", 0)


def test_clean_data_alone_give_no_colour():
    found = judged(work={"finished": (0,) * 4})
    assert found["data_colour_name"] == "green"
    assert (found["overall_name"], found["driver_name"]) == ("grey", "")


def test_the_worst_dimension_drives():
    found = judged(work={}, baseline_finish_date=BASELINE)
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


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (1, False), (-1, True)])
def test_a_report_written_after_the_end_does_not_age(days, is_old):
    ended = AS_OF - timedelta(days=1)  # what `GivenForecaster` says of every project
    found = judged(
        work={"open_items": 0},
        baseline_finish_date=BASELINE,
        declared_name="green",
        report_date=ended + timedelta(days=days),
        report_age_days=STALE_REPORT_DAYS + 1,
    )
    assert found["outlook_name"] == "ended"
    assert found["is_report_stale"] == is_old


# --- of several projects -------------------------------------------------------------------------


def of_scope(entries: dict[str, dict]) -> dict:
    """Judge projects of which each is given by its entry; all finish four items a week."""
    answers = GivenAnswers(
        rows={"pace": [pace_row(scope=name) for name in entries]},
        values={
            "data_quality": [quality_row(scope=name) for name in entries],
            "project_entry": [entry_row(scope=name, **entry) for name, entry in entries.items()],
        },
        forecaster=GivenForecaster([weekly_finish(name) for name in entries]),
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
        expected = {name: fact.value for name, fact in scope_facts(head.projects).facts.items()}
        expected.pop("late_delay_cost")
        likely = expected.pop("likely_delay_cost")  # of all in sum, not the sum of those of each
        assert {name: head.facts.value(name) for name in expected} == expected
        assert head.facts.value("likely_delay_cost") == pytest.approx(likely, rel=0.5)


# --- what caps a green ---------------------------------------------------------------------------


def held(*, blocked_days: int = 0, need_by: date | None = None, finish: date = LATER) -> dict:
    """Judge a project whose schedule is green, with a blocked item and a dependency."""
    blocked = {
        "scope": "ATLAS",
        "as_of": AS_OF,
        "item_key": "ATLAS-7",
        "blocked_days": blocked_days,
    }
    waiting = dependency_row(need_by_date=need_by, is_late=True, needed_name="EM-2")
    answers = GivenAnswers(
        rows={
            "pace": [pace_row()],
            "blocked_items": [blocked] if blocked_days else [],
            "dependency_edges": [waiting] if need_by else [],
        },
        values={
            "data_quality": [quality_row()],
            "project_entry": [entry_row(baseline_finish_date=finish)],
            "cycle_time": [{"scope": "ATLAS", "as_of": AS_OF, "n": 20, "sure_days": 30}],
        },
        forecaster=GivenForecaster([weekly_finish()]),
    )
    return answers.value("judgement")


def test_an_item_blocked_for_longer_than_the_service_level_caps_a_green():
    assert held(blocked_days=30)["overall_name"] == "green"
    found = held(blocked_days=31)
    assert (found["overall_name"], found["driver_name"]) == ("amber", "long_blocked")
    assert (found["longest_blocked_name"], found["service_level_days"]) == ("ATLAS-7", 30)


def test_what_is_waited_for_past_its_day_caps_a_green():
    found = held(need_by=date(2026, 9, 18))
    assert (found["overall_name"], found["driver_name"]) == ("amber", "overdue_need")
    assert (found["overdue_need_name"], found["overdue_need_count"]) == ("EM-2", 1)


def test_a_worse_colour_keeps_its_driver():
    found = held(blocked_days=90, need_by=date(2026, 9, 18), finish=BASELINE)
    assert (found["overall_name"], found["driver_name"]) == ("red", "schedule")


# --- reported beside computed --------------------------------------------------------------------


def test_each_dimension_has_the_colour_it_is_reported_with():
    found = judged(resources_declared_name="red", risk_declared_name="Amber/Green")
    assert found["capacity_declared_colour_name"] == "red"
    assert found["risk_declared_colour_name"] == "amber"
    assert found["benefits_declared_colour_name"] is None


def test_the_weeks_in_which_a_report_was_too_good_are_counted():
    """In the sample the report of Helm is green throughout, and its data are not."""
    values = sample().metric("judgement", project="HELM").values
    assert 0 < values["optimistic_weeks_count"] <= values["compared_weeks_count"]
    since = values["optimistic_since_date"]
    before = sample(str(since - timedelta(days=7))).metric("judgement", project="HELM").values
    after = sample(str(since)).metric("judgement", project="HELM").values
    assert not before["optimistic_since_date"]
    assert after["optimistic_since_date"] == since


def test_late_responses_keep_the_risks_amber():
    """Boreal needs less of its reserve than any line, and one response is overdue."""
    values = sample().metric("judgement", project="BOREAL").values
    risk = sample().metric("risk_reserve", project="BOREAL").values
    assert risk["reserve_needed_share"] < DEFAULT_POLICIES["risk"].leave_amber
    assert (risk["late_response_count"], values["risk_colour_name"]) == (1, "amber")


def with_portfolio(**keys) -> dict:
    settings_of = sample().settings
    table = settings_of.portfolio.model_copy(update=keys)
    evidence = Evidence(sample()._connection, settings_of.model_copy(update={"portfolio": table}))
    day = evidence.calendar.as_of(AS_OF)
    return evidence.answer("judgement", evidence.scope(project="EMBER"), day).values


def test_the_overall_colour_is_put_together_as_the_setting_says():
    assert with_portfolio()["driver_name"] == "schedule"
    # schedule 1, cost 1, flow 5 and the report 3: 2.5 points
    assert with_portfolio(overall="average")["overall_name"] == "amber"


def test_governments_see_five_points():
    found = with_portfolio(preset="government")
    assert (found["confidence_name"], found["declared_confidence_name"]) == ("red", "amber")
    assert with_portfolio()["confidence_name"] is None


# --- changes -------------------------------------------------------------------------------------


amounts = st.floats(-60, 60).map(lambda days: round(days, 1))
PARTS = ("scope", "pace", "calendar", "model", "corrected data", "others")


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(amounts, st.booleans()), min_size=6, max_size=6), st.integers(-40, 40))
def test_a_move_is_split_into_whole_days_that_add_up(parts, moved):
    split = Split(
        total=moved,
        noise=1.4,
        parts=tuple(
            Part(cause=cause, amount=amount, least=amount, most=amount, is_claimed=is_claimed)
            for cause, (amount, is_claimed) in zip(PARTS, parts, strict=True)
        ),
    )
    finishes = [
        weekly_finish(day=day, ends=[date(2026, 12, 9) + timedelta(days=shift)])
        for day, shift in ((BEFORE, 0), (AS_OF, moved))
    ]
    move = GivenAnswers(forecaster=GivenForecaster(finishes, split=split)).value("finish_move")
    assert (move["n"], move["moved_days"]) == (1, moved)
    assert move["scope_days"] + move["pace_days"] + move["other_days"] == moved
    for name, (amount, is_claimed) in zip(("scope", "pace"), parts, strict=False):
        assert move[f"{name}_days"] == (round(amount) if is_claimed else 0)


def test_a_move_counts_what_was_finished_and_what_was_added():
    finishes = [weekly_finish(day=day) for day in (BEFORE, AS_OF)]
    counts = [
        {"scope": "ATLAS", "as_of": BEFORE, "done_count": 64, "open_count": 30},
        {"scope": "ATLAS", "as_of": AS_OF, "done_count": 80, "open_count": 26},
    ]
    answers = GivenAnswers(values={"item_counts": counts}, forecaster=GivenForecaster(finishes))
    move = answers.value("finish_move")
    assert (move["finished_between_count"], move["net_added_count"]) == (16, 12)
    split = ("scope_days", "pace_days", "other_days", "noise_days")
    assert [move[name] for name in split] == [None] * len(split)  # none was given


@pytest.mark.parametrize("missing", [BEFORE, AS_OF])
def test_without_two_forecasts_there_is_no_move(missing):
    finishes = [weekly_finish(day=day) for day in (BEFORE, AS_OF) if day != missing]
    assert GivenAnswers(forecaster=GivenForecaster(finishes)).value("finish_move")["n"] == 0
