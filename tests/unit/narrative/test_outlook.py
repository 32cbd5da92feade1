"""What can be said of a finish: each kind of knowledge has its own sentence."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from made_facts import IN_TIME, LATE, made_facts, made_project, with_date

from pmo_analytics.narrative import outlook as outlooks
from pmo_analytics.narrative.changes import explanation
from pmo_analytics.narrative.formatting import odds_text
from pmo_analytics.narrative.outlook import (
    finish_range,
    forecast_pace,
    gap,
    growth,
    headline,
    one_line,
    outrun,
    record,
)

MISSED = ("overdue", "overdue_undated", "unlikely", "never", "too_wide")
LONGEST_HEADLINE = 20  # words
NEVER = dict.fromkeys(("early_date", "likely_date", "sure_date"))  # beyond the horizon
HEADLINES = {
    "no_items": "Atlas has no items in the exports.",
    "stale": "Atlas cannot be measured: no export since 20 August.",
    "nothing_left": "Atlas has nothing left to finish.",
    "ended": "Atlas is finished: all 80 items by 11 September, 7 days before its date.",
    "nothing_finished": "Atlas has finished nothing yet, so its 40 open items have no forecast.",
    "dormant": "Atlas has finished nothing in the last 12 weeks, so its 40 open items have no "
    "forecast.",
    "thin": "Atlas has finished too little for a forecast.",
    "awaited": "Atlas has no forecast: what it waits for has none.",
    "member": "Atlas has no forecast: a project in it has none.",
    "no_baseline": "Atlas will likely finish its 40 open items by 9 December; it has no baseline "
    "date.",
    "overdue": "Atlas is 12 days past its date of 18 September; 40 open items, likely finish "
    "9 December.",
    "overdue_undated": "Atlas is 12 days past its date of 18 September; its 40 open items have no "
    "forecast.",
    "unlikely": "Atlas has a 0% chance of 13 November; likely finish 9 December.",
    "never": "Atlas has a 0% chance of 13 November; likely finish more than 5 years away.",
    "too_wide": "Atlas has a 1 in 8 chance of 13 November; likely finish too uncertain to date.",
    "uncertain": "Atlas has a 62% chance of 10 December; likely finish 9 December.",
    "on_course": "Atlas is on course for 15 January 2027, with a 100% chance.",
}
GAPS = {
    "no_items": "No items. Check its selectors in projects.csv.",
    "stale": "Not measurable: no export since 20 August. Add a newer one to exports.",
    "nothing_left": "Nothing is left to finish.",
    "ended": "Nothing is left to finish; the last item was finished on 11 September.",
    "overdue_undated": "No forecast: nothing has been finished yet.",
    "nothing_finished": "No forecast: nothing has been finished yet.",
    "dormant": "No forecast: nothing has been finished in the last 12 weeks.",
    "thin": "No forecast yet: it takes 4 finished items, and 10 working days since the first.",
    "awaited": "No forecast: what it waits for has none. A committed date in dependencies.csv "
    "would do instead.",
    "member": "No forecast: a project in it has none.",
    "never": "No date: at this pace and growth most futures do not end within 5 years.",
    "too_wide": "No date: half of the futures end long before the other half. Steadier weeks, or "
    "fewer added items, would earn a date.",
}


def test_each_kind_has_its_own_headline(kind, project_of_kind):
    assert str(headline(project_of_kind(kind))) == HEADLINES[kind]


def test_no_two_kinds_share_a_headline():
    ordered = sorted(HEADLINES.values())
    assert all(first != second for first, second in pairwise(ordered))


def test_a_headline_has_at_most_twenty_words(kind, project_of_kind):
    said = str(headline(project_of_kind(kind, "Atlas booking renewal")))
    assert len(said.split()) <= LONGEST_HEADLINE


@pytest.mark.parametrize("kind", ["no_baseline", "overdue", "unlikely"])
def test_a_finish_beyond_the_horizon_is_a_short_sentence_too(kind, project_of_kind):
    slow = project_of_kind(kind, "Atlas booking renewal", open_count=4_000, **NEVER)
    said = str(headline(slow))
    assert "more than 5 years" in said
    assert "by more than" not in said
    assert len(said.split()) <= LONGEST_HEADLINE


@pytest.mark.parametrize("percent", range(1, 31))
def test_a_small_chance_is_said_as_odds_where_whole_odds_are_true(percent):
    chance = percent / 100
    said = str(headline(made_project(**{**LATE, "chance_share": chance})))
    odds = odds_text(chance)
    assert f" has a {odds} chance of " in said if odds else f"{percent}% chance" in said


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.08, "an 8% chance"),
        (0.105, "an 11% chance"),
        (0.18, "an 18% chance"),
        (0.12, "a 12% chance"),
        (0.41, "a 41% chance"),
        (0.0, "a 0% chance"),
    ],
)
def test_the_article_is_that_of_the_number_as_it_is_printed(chance, said, monkeypatch):
    monkeypatch.setattr(outlooks, "odds_text", lambda _: "")
    project = made_project(**{**LATE, "chance_share": chance})
    assert f"Atlas has {said} of 13 November" in str(headline(project))


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.86, "an 86% chance"), (0.996, "a chance of over 99%"), (0.91, "a 91% chance")],
)
def test_a_project_on_course_has_the_right_article(chance, said):
    project = made_project(**with_date(date(2026, 12, 23), chance=chance))
    assert str(headline(project)).endswith(f"with {said}.")


def test_a_chance_that_a_model_all_but_excludes_is_said_as_what_will_not_happen():
    said = str(headline(made_project(**{**LATE, "chance_share": 0.003})))
    assert said == (
        "Atlas will not make 13 November at today’s pace (under 1%); likely finish 9 December."
    )


@pytest.mark.parametrize(
    ("known", "condition"),
    [
        (
            {"longest_blocked_name": "ATLAS-25", "longest_blocked_days": 58},
            "only if ATLAS-25 is freed, blocked for 58 days.",
        ),
        (
            {"overdue_need_name": "EM-2", "overdue_need_date": date(2026, 9, 1)},
            "only if EM-2 comes, needed since 1 September.",
        ),
    ],
)
def test_a_course_that_hangs_on_something_says_on_what(known, condition):
    said = str(headline(made_project(**with_date(date(2026, 12, 23), chance=0.91), **known)))
    assert said == f"Atlas is on course for 23 December (91%) {condition}"


@pytest.mark.parametrize(
    ("driver", "known", "said"),
    [
        ("cost", {}, "Atlas is on course for 23 December, with a 91% chance; red for its cost."),
        (
            "risk",
            {"longest_blocked_name": "ATLAS-25", "longest_blocked_days": 58},
            "Atlas is on course for 23 December (91%) only if ATLAS-25 is freed; "
            "red for its risks.",
        ),
    ],
)
def test_a_headline_says_for_what_else_than_its_date_a_project_is_red(driver, known, said):
    colours = {"schedule": "green", driver: "red"}
    dated = with_date(date(2026, 12, 23), chance=0.91)
    project = made_project(**{**dated, "colours": colours}, **known)
    assert str(headline(project)) == said
    assert str(one_line(project)).casefold() in said.casefold()
    assert not any("colour comes" in str(text) for text in explanation(project))


@pytest.mark.parametrize("kind", ["on_course", "uncertain", "unlikely"])
def test_a_headline_with_its_driver_has_at_most_twenty_words(kind, project_of_kind):
    colours = {"schedule": "amber", "capacity": "red"}
    said = str(headline(project_of_kind(kind, "Atlas booking renewal", colours=colours)))
    assert said.endswith("; red for its teams.")
    assert len(said.split()) <= LONGEST_HEADLINE


@pytest.mark.parametrize("driver", ["schedule", "long_blocked", "overdue_need"])
def test_a_colour_of_the_date_or_its_condition_is_not_said_twice(driver, project_of_kind):
    project = project_of_kind("unlikely", driver_name=driver, overall_name="red")
    assert str(headline(project)) == HEADLINES["unlikely"]


def test_what_was_finished_on_unknown_days_was_not_never_finished(project_of_kind):
    undated = project_of_kind("nothing_finished", done_count=31)
    assert str(headline(undated)) == (
        "Atlas has 31 finished items of which no day is known, so its 40 open items have no "
        "forecast."
    )
    assert "finished yet" not in str(gap(undated))


def test_what_no_export_tells_is_not_called_unfinished(project_of_kind):
    untold = project_of_kind("nothing_finished", untold_count=40)
    assert str(headline(untold)) == (
        "Atlas cannot be measured: no export tells what of it is finished."
    )
    assert str(gap(untold)).endswith("Add a Status, Resolution or Resolved column to it.")
    partly = project_of_kind("nothing_finished", untold_count=39)
    assert str(headline(partly)) == HEADLINES["nothing_finished"]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"ended_early_days": 0}, "by 11 September, the day it was to keep."),
        ({"ended_late_days": 3, "ended_early_days": 0}, "3 days after its date of 18 September."),
        ({"target_date": None}, "Atlas is finished: all 80 items by 11 September."),
        ({"done_count": 1, "target_date": None}, "finished: its only item by 11 September."),
    ],
)
def test_what_is_finished_says_how_it_kept_its_date(known, said, project_of_kind):
    assert str(headline(project_of_kind("ended", **known))).endswith(said)


def test_the_line_of_the_index_leaves_the_name_out(kind, project_of_kind):
    said = str(one_line(project_of_kind(kind)))
    assert "Atlas" not in said
    assert said[0].isupper() or said[0].isdigit()
    assert not said.startswith(("It ", "Is ", "Has "))


def test_the_line_of_the_index_ends_the_headline_where_a_number_begins_it(project_of_kind):
    wide = project_of_kind("no_baseline", **{**NEVER, "doubt_name": "too_wide"})
    said = str(one_line(wide))
    assert said[0].isdigit()
    assert str(headline(wide)).endswith(said)


def test_only_what_has_no_date_says_why(kind, project_of_kind):
    assert str(gap(project_of_kind(kind))) == GAPS.get(kind, "")


def test_a_date_that_has_passed_or_is_less_than_even_will_probably_be_missed(kind, project_of_kind):
    assert project_of_kind(kind).will_probably_miss == (kind in MISSED)


def test_both_ends_of_the_range_are_said_where_there_is_a_forecast(kind, project_of_kind):
    said = str(finish_range(project_of_kind(kind)))
    has_range = kind in ("no_baseline", "overdue", "unlikely", "uncertain", "on_course")
    assert said.startswith("Half of possible futures end by") == has_range
    if kind == "unlikely":
        assert said == "Half of possible futures end by 9 December, 85% by 9 December"


def test_arrivals_that_outrun_finishes_are_said_with_both_numbers():
    assert str(outrun(made_project(arrived_count=60, is_outrun=True))) == (
        "Arrivals outrun finishes: 60 items arrived in 12 weeks and 48 were finished."
    )
    assert not outrun(made_project(arrived_count=36))


@pytest.mark.parametrize(
    ("arrivals", "said"),
    [
        (0, "none to arrive."),
        (1, "1 to arrive; if nothing more came, the likely finish would be 9 December."),
        (8, "8 to arrive; if nothing more came, the likely finish would be 9 December."),
    ],
)
def test_growth_is_said_with_the_date_without_it(arrivals, said):
    expected = f"While 10 items are finished, the forecast expects {said}"
    assert str(growth(made_project(arrivals_of_ten_count=arrivals))) == expected


def test_without_a_date_no_growth_is_said(kind, project_of_kind):
    has_date = kind in ("no_baseline", "overdue", "unlikely", "uncertain", "on_course")
    assert bool(growth(project_of_kind(kind))) == has_date


RECORD = {
    "promise_count": 24,
    "kept_count": 20,
    "independent_count": 24,
    "is_own_record": True,
    "verdict_name": "alike",
    "published_due_count": 0,
    "published_kept_count": 0,
}


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {},
            "24 dates that would have been called 85% sure fell due here, and 20 held; too few "
            "to tell it from 85%. All of these are reconstructed.",
        ),
        (
            {"independent_count": 6},
            "24 dates that would have been called 85% sure fell due here, and 20 held. They "
            "overlap, and tell as much as 6 that do not: too few to tell it from 85%. All of these "
            "are reconstructed.",
        ),
        (
            {"published_due_count": 3, "published_kept_count": 2},
            "24 dates that would have been called 85% sure fell due here, and 20 held; too few "
            "to tell it from 85%. Of 3 really published, 2 held.",
        ),
        (
            {"kept_count": 24, "verdict_name": "more"},
            "24 dates that would have been called 85% sure fell due here, and 24 held; more than "
            "promised, so they were careful. All of these are reconstructed.",
        ),
        (
            {"kept_count": 9, "verdict_name": "fewer", "is_own_record": False},
            "24 dates that would have been called 85% sure fell due over all projects, and 9 held; "
            "fewer than promised, so dates are moved to where they would have held. All of "
            "these are reconstructed.",
        ),
        (
            {"promise_count": 0},
            "No 85% date has fallen due yet, so this promise is unproven.",
        ),
    ],
)
def test_a_record_is_told_with_what_it_proves(known, said):
    assert str(record(made_facts(**{**RECORD, **known}))) == said


def test_stale_exports_say_nothing_of_arrivals_or_ranges(project_of_kind):
    project = project_of_kind("stale")
    assert not outrun(project)
    assert not finish_range(project)


@pytest.mark.parametrize("kind", ["nothing_finished", "no_baseline"])
def test_a_single_item_is_not_said_to_be_several(kind, project_of_kind):
    assert "its 1 open item " in str(headline(project_of_kind(kind, open_count=1)))


def test_an_even_chance_is_not_called_a_miss():
    assert not made_project(**{**IN_TIME, "outlook_name": "uncertain"}).will_probably_miss


@pytest.mark.parametrize(
    ("model", "is_default", "said"),
    [
        (
            "pooled",
            True,
            "late weeks weighing more than early weeks; no other method kept its promises "
            "clearly better",
        ),
        ("net flow", False, "by all weeks alike; no other method kept its promises as well"),
    ],
)
def test_the_pace_that_a_forecast_expects_is_told_with_its_past_and_why(model, is_default, said):
    known = {"model_name": model, "is_default_model": is_default, "expected_per_week": 2.04}
    text = str(forecast_pace(made_project(**known)))
    assert text.startswith("The forecast expects 2.0 a week until few items are left, ")
    assert said in text
    assert not forecast_pace(made_project(**known, likely_date=None))
