"""The first words of a portfolio report, for every mix of projects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import combinations, combinations_with_replacement

import pytest

from pmo_analytics.narrative.portfolio import (
    budget_of,
    change_of,
    change_words,
    divergence_sentence,
    has_kept_colour,
    money_by_colour,
    portfolio_deck,
    portfolio_headline,
    tally_caption,
)
from pmo_analytics.values import Sentence

LONGEST_HEADLINE = 20  # words
LONGEST_DECK_SENTENCE = 25
NAMES = ("Atlas booking renewal", "Boreal berth planning", "Coral live departures", "Dune permits")
BASELINE = date(2026, 11, 13)  # forty items at four a week miss it
LATER = date(2027, 1, 15)  # and are done by then


def assert_readable(said: Sentence, *, longest: int) -> None:
    text = str(said)
    assert len(text.split()) <= longest, text
    assert text.endswith("."), text
    assert text[0].isupper(), text
    assert "  " not in text, text
    assert not text.lower().startswith("no of "), text


@pytest.fixture
def all_kinds(project_of_kind) -> list:
    kinds = (
        "stale nothing_left nothing_finished thin no_baseline overdue unlikely uncertain on_course"
    ).split()
    return [project_of_kind(kind, f"{kind.title()} of harbours") for kind in kinds]


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_every_mix_of_projects_has_a_headline_of_at_most_twenty_words(size, all_kinds, figures):
    for states in combinations(all_kinds, size):
        said = portfolio_headline(states, figures(*states))
        assert_readable(said, longest=LONGEST_HEADLINE)


@pytest.mark.parametrize("declared", [None, "green", "amber", "red"])
def test_every_mix_of_colours_and_reports_has_a_headline(declared, project, figures):
    mixes: Iterable = combinations_with_replacement(("red", "amber", "green", "grey"), 3)
    for mix in mixes:
        states = [
            project(name, baseline_finish_date=LATER, declared=declared, colours={"flow": colour})
            for name, colour in zip(NAMES, mix, strict=False)
        ]
        said = portfolio_headline(states, figures(*states))
        assert_readable(said, longest=LONGEST_HEADLINE)


def test_one_missed_date_that_was_not_reported_green_is_said_alone(project, figures):
    states = [
        project("Atlas", baseline_finish_date=BASELINE),
        project("Coral", baseline_finish_date=LATER),
    ]
    said = portfolio_headline(states, figures(*states))
    assert str(said) == "Atlas will probably miss its date."


def test_a_missed_date_that_is_reported_green_says_so(project, figures):
    states = [
        project("Atlas", baseline_finish_date=BASELINE, declared="green"),
        project("Coral", baseline_finish_date=LATER),
    ]
    said = portfolio_headline(states, figures(*states))
    assert str(said) == "Atlas will probably miss its date, yet still reports green."


def test_one_watermelon_of_several_missed_dates_is_named(project, figures):
    states = [
        project("Atlas", baseline_finish_date=BASELINE, declared="green"),
        project("Boreal", baseline_finish_date=BASELINE, declared="red"),
        project("Coral", baseline_finish_date=LATER),
    ]
    said = portfolio_headline(states, figures(*states))
    assert str(said) == (
        "Two projects will probably miss their dates; one of them, Atlas, still reports green."
    )


def test_several_watermelons_are_not_said_to_be_one(project, figures):
    states = [
        project("Atlas", baseline_finish_date=BASELINE, declared="green"),
        project("Boreal", baseline_finish_date=BASELINE, declared="amber"),
        project("Coral", baseline_finish_date=BASELINE, declared="red"),
    ]
    said = portfolio_headline(states, figures(*states))
    assert str(said) == (
        "Three projects will probably miss their dates; two of them still report better than "
        "their data."
    )


def test_without_baselines_the_open_work_is_said(project, figures):
    states = [project("Atlas"), project("Boreal")]
    assert str(portfolio_headline(states, figures(*states))) == (
        "80 open items in two projects; without baselines no finish date can be judged."
    )


def test_without_baselines_a_slower_project_is_named(project, figures):
    states = [project("Atlas", finished=(3, 5) * 10 + (1,) * 8), project("Boreal")]
    assert str(portfolio_headline(states, figures(*states))) == (
        "Atlas has slowed; without baselines no finish date can be judged."
    )


def test_all_on_course_is_said_plainly(project, figures):
    states = [project(name, baseline_finish_date=LATER) for name in NAMES]
    assert str(portfolio_headline(states, figures(*states))) == (
        "All four projects are on course for their dates."
    )


def test_a_portfolio_nobody_can_judge_is_not_called_on_course(project_of_kind, figures):
    states = [project_of_kind("nothing_finished", name) for name in NAMES]
    said = str(portfolio_headline(states, figures(*states)))
    assert "on course" not in said
    assert "no concern" not in said


def test_what_is_not_measured_is_not_counted_as_on_course(project, project_of_kind, figures):
    states = [
        project("Atlas", baseline_finish_date=LATER),
        project_of_kind("nothing_finished", "Dune"),
    ]
    assert str(portfolio_headline(states, figures(*states))) == (
        "One of two projects is on course; nothing that is measured gives concern."
    )


def test_a_portfolio_of_one_project_is_said_as_that_project(project, figures):
    state = project("Atlas", baseline_finish_date=LATER)
    assert "Atlas is on course" in str(portfolio_headline([state], figures(state)))


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_deck_has_at_most_four_sentences_of_25_words(size, all_kinds, figures):
    for states in combinations(all_kinds, size):
        deck = portfolio_deck(states, figures(*states))
        assert len(deck) <= 4
        for said in deck:
            assert_readable(said, longest=LONGEST_DECK_SENTENCE)


def test_the_deck_says_the_money_at_stake_and_what_waiting_costs(project, figures):
    states = [
        project(
            "Atlas", baseline_finish_date=BASELINE, budget="2400000", cost_of_delay_per_week=35_000
        ),
        project("Coral", baseline_finish_date=LATER, budget="960000"),
    ]
    deck = [str(said) for said in portfolio_deck(states, figures(*states))]
    assert deck[0] == "Atlas holds £2.40m of the £3.36m portfolio."
    # 26 days late at 35,000 a week
    assert deck[1] == "If nothing changes, finishing late will likely cost £130k in delay."


def test_a_late_project_without_a_price_does_not_hide_the_price_of_another(project, figures):
    states = [
        project("Atlas", baseline_finish_date=BASELINE),
        project("Boreal", baseline_finish_date=BASELINE, cost_of_delay_per_week=35_000),
    ]
    deck = [str(said) for said in portfolio_deck(states, figures(*states))]
    assert any("likely cost £130k in delay" in said for said in deck)


def test_a_late_project_that_nobody_priced_is_not_free(project, figures):
    state = project("Atlas", baseline_finish_date=BASELINE)
    other = project("Coral", baseline_finish_date=LATER, cost_of_delay_per_week=10_000)
    said = " ".join(map(str, portfolio_deck([state, other], figures(state, other))))
    assert "cost" not in said


def test_projects_with_old_exports_are_named_and_not_counted(project, project_of_kind, figures):
    stale = [
        project_of_kind("stale", name, baseline_finish_date=None) for name in ("B old", "C old")
    ]
    states = [project("Atlas"), *stale]
    assert str(portfolio_headline(states, figures(*states))) == (
        "40 open items in one project; without baselines no finish date can be judged."
    )
    deck = [str(said) for said in portfolio_deck(states, figures(*states))]
    assert "B old and C old cannot be measured: their newest exports are too old." in deck


def test_where_every_export_is_old_that_is_the_headline(project_of_kind, figures):
    states = [project_of_kind("stale", name, baseline_finish_date=None) for name in NAMES]
    assert str(portfolio_headline(states, figures(*states))) == (
        "No project can be measured: every export is too old."
    )


COLOURS = ("green", "amber", "red", "grey")


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("green", "green", "same"),
        ("grey", "grey", "same"),
        ("green", "amber", "worse"),
        ("amber", "red", "worse"),
        ("red", "amber", "better"),
        ("grey", "red", "new"),
        ("red", "grey", "lost"),
    ],
)
def test_a_change_is_named_by_its_direction(before, after, change, project):
    def all_of(colour: str) -> dict:
        return dict.fromkeys(("schedule", "flow", "data"), colour)

    state = project(colours=all_of(after), colours_before=all_of(before))
    assert change_of(state) == change
    assert has_kept_colour(state) == (change == "same" and after != "grey")


def test_the_index_says_how_many_moved(project):
    worse = project("Atlas", colours={"schedule": "red"})
    same = project("Boreal")
    assert change_words([worse, same]) == "1 of 2 moved"
    assert change_words([worse]) in ("worse", "now measured")
    assert change_words([same]) == "no change"


def test_budgets_add_up_over_the_colours(project):
    states = [
        project("Atlas", budget="2400000", baseline_finish_date=BASELINE, declared="green"),
        project("Boreal", budget="1780000.50", baseline_finish_date=LATER, declared="amber"),
        project("Coral", baseline_finish_date=LATER),
        project("Dune", budget="540000", finished=(0,) * 4, declared="green"),
    ]
    for is_declared in (True, False):
        counted = [money_by_colour(states, one, is_declared=is_declared) for one in COLOURS]
        assert sum(count for count, _ in counted) == len(states)
        assert sum(money for _, money in counted) == budget_of(states) == Decimal("4720000.50")


def test_a_project_without_a_budget_is_not_a_project_of_zero(project, figures):
    states = [project("Atlas", declared="green"), project("Boreal", declared="green")]
    said = [str(one) for one in tally_caption(states, figures(*states))]
    assert said == ["Projects report two as green.", "The data support two."]


def test_no_report_at_all_is_said(project, figures):
    states = [project("Atlas"), project("Boreal")]
    assert [str(one) for one in tally_caption(states, figures(*states))] == [
        "No project has reported a rating."
    ]


def test_reports_and_data_are_compared_so_that_the_parts_add_up(project, figures):
    states = [
        project("Atlas", baseline_finish_date=BASELINE, declared="green"),
        project("Boreal", baseline_finish_date=LATER, declared="red"),
        project("Coral", baseline_finish_date=LATER, declared="green"),
        project("Dune", finished=(0,) * 4, declared="green"),
    ]
    assert str(divergence_sentence(states, figures(*states))) == (
        "One reports better than the data, one worse, one agrees, one cannot be compared."
    )
