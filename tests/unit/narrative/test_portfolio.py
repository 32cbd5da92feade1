"""The first words of a portfolio report, for every mix of projects."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations, combinations_with_replacement

import pytest
from made_facts import FINISH, IN_TIME, KINDS, LATE, made_project, scope_facts, with_date

from pmo_analytics.narrative.portfolio import (
    change_word,
    change_words,
    divergence_sentence,
    late_or_red,
    matrix_title,
    portfolio_deck,
    portfolio_headline,
    tally_caption,
)
from pmo_analytics.values import Sentence

LONGEST_HEADLINE = 20  # words
LONGEST_DECK_SENTENCE = 25
NAMES = ("Atlas booking renewal", "Boreal berth planning", "Coral live departures", "Dune permits")
SLOWER = {"side_name": "low", "signal_weeks_count": 8, "recent_per_week": 1.0}


def headline_of(projects) -> str:
    return str(portfolio_headline(projects, scope_facts(projects)))


def deck_of(projects) -> list[str]:
    deck = portfolio_deck(projects, scope_facts(projects), since="August")
    return [str(said) for said in deck]


def assert_readable(said: Sentence | str, *, longest: int) -> None:
    text = str(said)
    assert len(text.split()) <= longest, text
    assert text.endswith("."), text
    assert text[0].isupper(), text
    assert "  " not in text, text
    assert not text.lower().startswith("no of "), text


def with_date_only(kind: str, name: str):
    """Make a project with a baseline date, whatever else is known of it."""
    known = KINDS[kind]
    if not known.get("target_date"):
        known = {**known, "target_date": IN_TIME["target_date"]}
    return made_project(name, **known)


@pytest.fixture(scope="module")
def all_kinds() -> list:
    """Return a project of each kind that has items; only one has no baseline."""
    dated = [kind for kind in KINDS if kind not in ("no_items", "no_baseline")]
    return [
        made_project("Nautilus of harbours"),
        *(with_date_only(kind, f"{kind.title()} of harbours") for kind in dated),
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_every_mix_of_projects_has_a_headline_of_at_most_twenty_words(size, all_kinds):
    for projects in combinations(all_kinds, size):
        assert_readable(headline_of(projects), longest=LONGEST_HEADLINE)


@pytest.mark.parametrize("declared", [None, "green", "amber", "red"])
def test_every_mix_of_colours_and_reports_has_a_headline(declared):
    mixes: Iterable = combinations_with_replacement(("red", "amber", "green", "grey"), 3)
    for mix in mixes:
        projects = [
            made_project(
                name,
                **{**IN_TIME, "colours": {**IN_TIME["colours"], "flow": colour}},
                declared=declared,
            )
            for name, colour in zip(NAMES, mix, strict=False)
        ]
        assert_readable(headline_of(projects), longest=LONGEST_HEADLINE)


def test_one_missed_date_that_was_not_reported_green_is_said_alone():
    projects = [made_project("Atlas", **LATE), made_project("Coral", **IN_TIME)]
    assert headline_of(projects) == "Atlas will probably miss its date."


def test_a_missed_date_that_is_reported_green_says_so():
    projects = [
        made_project("Atlas", **LATE, declared="green"),
        made_project("Coral", **IN_TIME),
    ]
    assert headline_of(projects) == ("Atlas will probably miss its date, yet still reports green.")


def test_one_watermelon_of_several_missed_dates_is_named():
    projects = [
        made_project("Atlas", **LATE, declared="green"),
        made_project("Boreal", **LATE, declared="red"),
        made_project("Coral", **IN_TIME),
    ]
    assert headline_of(projects) == (
        "Two projects will probably miss their dates; one of them, Atlas, still reports green."
    )


def test_several_watermelons_are_not_said_to_be_one():
    projects = [
        made_project("Atlas", **LATE, declared="green"),
        made_project("Boreal", **LATE, declared="amber"),
        made_project("Coral", **LATE, declared="red"),
    ]
    assert headline_of(projects) == (
        "Three projects will probably miss their dates; two of them still report better than "
        "their data."
    )


@pytest.mark.parametrize(("count", "said"), [(2, "both"), (3, "all of them")])
def test_where_every_missed_date_is_reported_better_that_is_said(count, said):
    projects = [made_project(name, **LATE, declared="green") for name in NAMES[:count]]
    assert headline_of(projects).endswith(f"; {said} still report better than their data.")


def test_without_baselines_the_open_work_is_said():
    assert headline_of([made_project("Atlas"), made_project("Boreal")]) == (
        "80 open items in two projects; without baselines no finish date can be judged."
    )


def test_without_baselines_a_slower_project_is_named():
    assert headline_of([made_project("Atlas", **SLOWER), made_project("Boreal")]) == (
        "Atlas has slowed; without baselines no finish date can be judged."
    )


def test_all_on_course_is_said_plainly():
    assert headline_of([made_project(name, **IN_TIME) for name in NAMES]) == (
        "All four projects are on course for their dates."
    )


def test_a_project_that_is_watched_is_named():
    watched = {**IN_TIME, "colours": {**IN_TIME["colours"], "flow": "amber"}}
    assert headline_of([made_project("Atlas", **watched), made_project("Boreal", **IN_TIME)]) == (
        "No project is likely to miss its date; one needs attention: Atlas."
    )


def test_a_portfolio_nobody_can_judge_is_not_called_on_course():
    said = headline_of([with_date_only("nothing_finished", name) for name in NAMES])
    assert said == "No project of this portfolio can be judged yet."
    assert "on course" not in said
    assert "no concern" not in said


def test_what_is_not_measured_is_not_counted_as_on_course():
    projects = [made_project("Atlas", **IN_TIME), with_date_only("nothing_finished", "Dune")]
    assert headline_of(projects) == (
        "One of two projects is on course; nothing that is measured gives concern."
    )


def test_a_portfolio_of_one_project_is_said_as_that_project():
    assert "Atlas is on course" in headline_of([made_project("Atlas", **IN_TIME)])


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_deck_has_at_most_four_sentences_of_25_words(size, all_kinds):
    for projects in combinations(all_kinds, size):
        deck = deck_of(projects)
        assert len(deck) <= 4
        for said in deck:
            assert_readable(said, longest=LONGEST_DECK_SENTENCE)


def test_the_deck_says_the_money_at_stake_and_what_waiting_costs():
    projects = [
        made_project(
            "Atlas",
            **LATE,
            baseline_budget=Decimal(2_400_000),
            likely_delay_cost=Decimal(130_000),
        ),
        made_project("Coral", **IN_TIME, baseline_budget=Decimal(960_000)),
    ]
    deck = deck_of(projects)
    assert deck[0] == "Atlas is red and holds £2.40m of £3.36m."
    assert deck[1] == "At today’s pace and growth, finishing late will likely cost £130k."


def test_the_deck_says_up_to_what_the_delay_may_cost():
    project = made_project("Atlas", **LATE)
    costs = {"likely_delay_cost": Decimal(130_000), "late_delay_cost": Decimal(210_000)}
    facts = scope_facts([project], **costs, sure_share=0.85)
    said = [str(one) for one in portfolio_deck([project], facts, since="August")]
    assert said == [
        "At today’s pace and growth, finishing late will likely cost £130k (85% sure: up to £210k)."
    ]


def test_a_late_project_without_a_price_does_not_hide_the_price_of_another():
    projects = [
        made_project("Atlas", **LATE),
        made_project("Boreal", **LATE, likely_delay_cost=Decimal(130_000)),
    ]
    assert any("likely cost £130k" in said for said in deck_of(projects))


def test_a_late_project_that_nobody_priced_is_not_free():
    projects = [made_project("Atlas", **LATE), made_project("Coral", **IN_TIME)]
    assert "cost" not in " ".join(deck_of(projects))


def test_projects_with_old_exports_are_named_and_not_counted(project_of_kind):
    stale = [project_of_kind("stale", name, open_count=40) for name in ("B old", "C old")]
    projects = [made_project("Atlas"), *stale]
    assert headline_of(projects) == (
        "40 open items in one project; without baselines no finish date can be judged."
    )
    assert "B old and C old cannot be measured: their newest exports are too old." in deck_of(
        projects
    )


def test_where_every_export_is_old_that_is_the_headline(project_of_kind):
    assert headline_of([project_of_kind("stale", name) for name in NAMES]) == (
        "No project can be measured: every export is too old."
    )


def test_the_deck_says_the_news_and_not_its_rest():
    same = [made_project("Atlas"), made_project("Boreal")]
    moved = made_project("Coral", colours={"flow": "red"}, colours_before={"flow": "green"})
    better = made_project("Dune", colours={"flow": "green"}, colours_before={"flow": "red"})
    assert "No project changed since August." in deck_of(same)
    assert "One project got worse since August; none got better." in deck_of([*same, moved])
    assert "One project got worse since August; one got better." in deck_of([better, moved])
    assert "One project got better since August; none got worse." in deck_of([*same, better])
    slower = made_project("Ember", colours={"flow": "amber"}, colours_before={"flow": "green"})
    both = "Two projects got worse since August, one of them red; none got better."
    assert both in deck_of([*same, moved, slower])


def test_who_is_late_and_who_is_red_are_told_apart():
    late = made_project("Atlas", **with_date(FINISH, chance=0.42))
    dear = made_project("Boreal", colours={"cost": "red"})
    said = [str(text) for text in late_or_red([late, dear])]
    assert said == [
        "Red for another reason than the date: Boreal.",
        "Probably late and yet not red: Atlas.",
    ]
    both = made_project("Coral", **with_date(FINISH, chance=0.2))
    assert late_or_red([both, made_project("Dune")]) == ()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("nothing_finished", "Dune reports green; nothing is finished to support it."),
        ("thin", "Dune reports green; its data support no date."),
    ],
)
def test_a_report_that_no_forecast_tests_is_said(kind, said, project_of_kind):
    dune = with_date_only(kind, "Dune")
    reported = made_project("Dune", **{**KINDS[kind], "target_date": IN_TIME["target_date"]},
                            declared="green")  # fmt: skip
    others = [made_project("Atlas", **IN_TIME)]
    assert said in deck_of([*others, reported])
    assert "Dune has no forecast." in deck_of([*others, dune])


def test_dates_that_have_passed_are_not_called_probable():
    past = made_project("Atlas", **KINDS["overdue"])
    other = made_project("Boreal", **KINDS["overdue"])
    late, fine = made_project("Coral", **LATE), made_project("Dune", **IN_TIME)
    assert headline_of([past, fine]) == "Atlas is past its date of 18 September."
    assert headline_of([past, other]) == "Two projects are past their dates."
    assert headline_of([past, late, fine]) == (
        "Two projects miss their dates or probably will, one of them already."
    )


def test_finished_projects_are_counted_as_such(project_of_kind):
    ended = [project_of_kind("ended", name) for name in ("Atlas", "Boreal")]
    assert headline_of(ended) == "All two projects are finished."
    assert headline_of([*ended, made_project("Coral", **IN_TIME)]) == (
        "All three projects are on course for their dates, or finished."
    )


def test_names_that_make_a_sentence_long_are_others():
    def red(name: str):
        return made_project(name, **LATE, baseline_budget=Decimal(1_000_000))

    three = [red(name) for name in ("Atlas", "Boreal", "Coral")]
    many = [red(f"{name} of the harbours") for name in ("Atlas", "Boreal", "Coral", "Dune")]
    assert deck_of(three)[0].startswith("Atlas, Boreal and Coral are red and hold")
    assert deck_of(many)[0].startswith(
        "Atlas of the harbours, Boreal of the harbours and others are red and hold"
    )


COLOURS = ("green", "amber", "red", "grey")


@pytest.mark.parametrize(
    ("before", "after", "change", "word"),
    [
        ("green", "green", "same", "no change"),
        ("grey", "grey", "same", "no change"),
        ("green", "amber", "worse", "worse"),
        ("amber", "red", "worse", "worse"),
        ("red", "amber", "better", "better"),
        ("grey", "red", "new", "now measured"),
        ("red", "grey", "lost", "lost"),
    ],
)
def test_a_change_is_named_by_its_direction(before, after, change, word):
    def all_of(colour: str) -> dict:
        return dict.fromkeys(("schedule", "flow", "data"), colour)

    project = made_project(colours=all_of(after), colours_before=all_of(before))
    assert project.change == change
    assert change_word(project) == word
    is_kept = change == "same" and after != "grey"
    assert scope_facts([project]).value("unchanged_count") == int(is_kept)


def test_the_index_says_how_many_moved():
    worse = made_project(colours={"schedule": "red"}, colours_before={"schedule": "green"})
    same = made_project("Boreal")
    assert change_words(scope_facts([worse, same])) == "1 of 2 moved"
    assert change_words(scope_facts([same])) == "0 of 1 moved"


def test_a_project_without_a_budget_is_not_a_project_of_zero():
    projects = [made_project("Atlas", declared="green"), made_project("Boreal", declared="green")]
    assert [str(one) for one in tally_caption(projects, scope_facts(projects))] == [
        "Of 2 reported green, the data support 2.",
    ]


def test_money_is_said_where_there_is_a_budget():
    projects = [
        made_project("Atlas", **LATE, declared="green", baseline_budget=Decimal(2_400_000)),
        made_project("Boreal", **IN_TIME, declared="green", baseline_budget=Decimal(540_000)),
    ]
    assert [str(one) for one in tally_caption(projects, scope_facts(projects))] == [
        "Of £2.94m reported green, the data support £540k.",
    ]


def test_no_report_at_all_is_said():
    projects = [made_project("Atlas"), made_project("Boreal")]
    assert [str(one) for one in tally_caption(projects, scope_facts(projects))] == [
        "No project has reported a rating."
    ]


def test_reports_and_data_are_compared_so_that_the_parts_add_up():
    projects = [
        made_project("Atlas", **LATE, declared="green"),
        made_project("Boreal", **IN_TIME, declared="red"),
        made_project("Coral", **IN_TIME, declared="green"),
        made_project("Dune", **KINDS["nothing_finished"], declared="green"),
    ]
    assert str(divergence_sentence(scope_facts(projects))) == (
        "One reports better than the data, one worse, one agrees, one cannot be compared."
    )


@pytest.mark.parametrize(
    ("colours", "title"),
    [
        (({},), "No project is red; no project reports better than its data"),
        (
            ({"schedule": "red"}, {"schedule": "red"}),
            "Schedule drives every red; all report better than the data",
        ),
        (
            ({"schedule": "red"}, {}),
            "Schedule drives the only red; it reports better than the data",
        ),
        (
            ({"schedule": "red"}, {"flow": "red"}),
            "Two projects are red; all report better than the data",
        ),
    ],
)
def test_the_title_of_the_matrix_says_what_drives_the_reds(colours, title):
    projects = [
        made_project(name, colours=own, declared="green")
        for name, own in zip(NAMES, colours, strict=False)
    ]
    assert str(matrix_title(projects, scope_facts(projects))) == title
