"""What can be said of a finish: each kind of knowledge has its own sentence."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from pmo_analytics.narrative import outlook as outlooks
from pmo_analytics.narrative.outlook import (
    forecast_gap_sentence,
    headline_sentence,
    one_line_sentence,
    outlook,
    outrun_sentence,
    range_sentence,
    will_probably_miss,
)

LONGEST_HEADLINE = 20  # words; PAGE.md
HEADLINES = {
    "no_items": "Atlas has no items in the exports.",
    "stale": "Atlas cannot be measured: no export since 20 August.",
    "nothing_left": "Atlas has nothing left to finish.",
    "nothing_finished": "Atlas has finished nothing yet, so its 40 open items have no forecast.",
    "thin": "Atlas has finished too little for a forecast.",
    "no_baseline": "Atlas will likely finish its 40 open items by 9 December; it has no baseline "
    "date.",
    "overdue": "Atlas is past its date of 18 September; the likely finish is 9 December.",
    "unlikely": "Atlas has a 0% chance of 13 November; the likely finish is 9 December.",
    "on_course": "Atlas is on course for 15 January 2027, with a 100% chance.",
}
GAPS = {
    "no_items": "No items. Check its selectors in projects.csv.",
    "stale": "Not measurable: no export since 20 August. Add a newer one to exports.",
    "nothing_left": "Nothing is left to finish.",
    "nothing_finished": "No forecast: nothing has been finished yet.",
    "thin": "No forecast: 2 days with finished work; 5 are needed.",
}


def test_each_kind_of_knowledge_is_told_apart(kind, project_of_kind):
    assert outlook(project_of_kind(kind)) == kind


@pytest.mark.parametrize("known", HEADLINES)
def test_each_kind_has_its_own_headline(known, project_of_kind, figures):
    state = project_of_kind(known)
    assert str(headline_sentence(state, figures(state))) == HEADLINES[known]


def test_an_uncertain_date_is_said_with_its_chance(project_of_kind, figures):
    state = project_of_kind("uncertain")
    percent = f"{state.now.chance:.0%}"
    assert f"{percent} chance of 10 December" in str(headline_sentence(state, figures(state)))


def test_a_headline_has_at_most_twenty_words(kind, project_of_kind, figures):
    state = project_of_kind(kind, "Atlas booking renewal")
    assert len(str(headline_sentence(state, figures(state))).split()) <= LONGEST_HEADLINE


@pytest.mark.parametrize("kind", ["no_baseline", "overdue", "unlikely"])
def test_a_finish_beyond_the_horizon_is_a_short_sentence_too(kind, project_of_kind, figures):
    slow = project_of_kind(kind, "Atlas booking renewal", open_items=4_000)
    assert slow.now.likely_finish is None
    said = str(headline_sentence(slow, figures(slow)))
    assert "more than five years" in said
    assert "by more than" not in said
    assert len(said.split()) <= LONGEST_HEADLINE


def test_a_small_chance_is_said_as_odds(project, figures):
    finished = (2, 6) * 10
    dates = [date(2026, 11, day) for day in range(1, 31)] + [date(2026, 12, 2)]
    states = [project(finished=finished, baseline_finish_date=day) for day in dates]
    small = [state for state in states if 0.02 < state.now.chance < 0.3]
    assert small
    for state in small:
        said = str(headline_sentence(state, figures(state)))
        assert " has a 1 in " in said or f"{state.now.chance:.0%} chance" in said


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.08, "an 8% chance"),
        (0.105, "an 11% chance"),
        (0.18, "an 18% chance"),
        (0.003, "an under 1% chance"),
        (0.12, "a 12% chance"),
        (0.41, "a 41% chance"),
        (0.0, "a 0% chance"),
    ],
)
def test_the_article_is_that_of_the_number_as_it_is_printed(
    chance, said, project, figures, monkeypatch
):
    monkeypatch.setattr(outlooks, "odds_text", lambda _: "")
    state = project(baseline_finish_date=date(2026, 11, 13))
    state.now.__dict__["chance"] = chance  # a cached property
    assert f"Atlas has {said} of 13 November" in str(headline_sentence(state, figures(state)))


@pytest.mark.parametrize(
    ("chance", "said"), [(0.86, "an 86%"), (0.996, "an over 99%"), (0.91, "a 91%")]
)
def test_a_project_on_course_has_the_right_article(chance, said, project, figures):
    state = project(baseline_finish_date=date(2026, 12, 23))
    state.now.__dict__["chance"] = chance
    assert str(headline_sentence(state, figures(state))).endswith(f"with {said} chance.")


def test_the_line_of_the_index_leaves_the_name_out(kind, project_of_kind, figures):
    state = project_of_kind(kind)
    said = str(one_line_sentence(state, figures(state)))
    assert "Atlas" not in said
    assert said[0].isupper()
    assert not said.startswith(("It ", "Is ", "Has "))


def test_only_what_has_no_forecast_says_why(kind, project_of_kind, figures):
    state = project_of_kind(kind)
    assert str(forecast_gap_sentence(state, figures(state))) == GAPS.get(kind, "")


def test_a_date_that_has_passed_or_is_less_than_even_will_probably_be_missed(kind, project_of_kind):
    assert will_probably_miss(project_of_kind(kind)) == (kind in ("overdue", "unlikely"))


def test_an_even_chance_is_not_called_a_miss(project):
    state = project(baseline_finish_date=date(2026, 12, 10))
    for chance, misses in ((0.4999, True), (0.5, False)):
        state.now.__dict__["chance"] = chance
        assert will_probably_miss(state) == misses


def test_both_ends_of_the_range_are_said_where_there_is_a_forecast(kind, project_of_kind, figures):
    state = project_of_kind(kind)
    said = str(range_sentence(state, figures(state)))
    has_range = kind in ("no_baseline", "overdue", "unlikely", "uncertain", "on_course")
    assert said.startswith("Half of possible futures end by") == has_range
    if kind == "unlikely":
        assert said == "Half of possible futures end by 9 December, 85% by 9 December"


def test_arrivals_that_outrun_finishes_are_said_with_both_numbers(project, figures):
    grows = project(arrived=(5,) * 20, baseline_finish_date=date(2026, 11, 13))
    assert str(outrun_sentence(grows, figures(grows))) == (
        "Arrivals outrun finishes: 60 items arrived in 12 weeks and 48 were finished. The "
        "forecast counts only what is open today."
    )
    shrinks = project(arrived=(3,) * 20)
    assert not outrun_sentence(shrinks, figures(shrinks))


def test_stale_exports_say_nothing_of_arrivals_or_ranges(project_of_kind, figures):
    state = project_of_kind("stale", arrived=(9,) * 20)
    assert not outrun_sentence(state, figures(state))
    assert not range_sentence(state, figures(state))


@pytest.mark.parametrize("kind", ["nothing_finished", "no_baseline"])
def test_a_single_item_is_not_said_to_be_several(kind, project_of_kind, figures):
    state = project_of_kind(kind, open_items=1)
    assert "its 1 open item " in str(headline_sentence(state, figures(state)))


def test_no_two_kinds_share_a_headline():
    ordered = sorted(HEADLINES.values())
    assert all(first != second for first, second in pairwise(ordered))
