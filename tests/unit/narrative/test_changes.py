"""What changed and why: exact splits, sign words, nothing for what did not move."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest

from pmo_analytics.narrative.changes import (
    chance_sentence,
    changes_block,
    changes_title,
    explanation,
    move_sentence,
    since_words,
)
from pmo_analytics.narrative.portfolio import change_of

BASELINE = date(2026, 11, 13)
SIGN = {"later": 1, "earlier": -1}


def days_of(text: str, direction: str) -> int:
    """Read a printed part of a move: bare it has the direction of the whole."""
    found = re.fullmatch(r"(\d+) days?(?: (later|earlier))?", text)
    return int(found.group(1)) * SIGN[found.group(2) or direction]


def moves(project):
    """Projects whose scope and pace moved in every direction."""
    for open_before, recent, added in product((20, 40), (2, 4, 6), (-10, 0, 12)):
        yield project(
            finished=(4,) * 16 + (recent,) * 4,
            open_items=open_before - 4 * recent + added if open_before > 20 else open_before,
            before={"finished": (4,) * 16, "open_items": open_before},
            baseline_finish_date=BASELINE,
        )


def test_the_parts_of_a_move_add_up_as_printed(project, figures):
    split = 0
    for state in moves(project):
        said = str(move_sentence(state, figures(state)))
        found = re.search(r"moved (\d+) days? (later|earlier), .*: (.*) from .*, (.*) from ", said)
        if not found:
            continue
        split += 1
        whole, direction, scope, pace = found.groups()
        parts = days_of(scope, direction) + days_of(pace, direction)
        assert parts == int(whole) * SIGN[direction], said
    assert split > 5


def test_a_move_names_its_direction_and_where_it_went(project, figures):
    state = project(open_items=40, before={"open_items": 28, "finished": (4,) * 16})
    said = str(move_sentence(state, figures(state)))
    # 28 items at four a week from 31 August; 40 from 30 September, of which 28 were added
    assert said.startswith("The likely finish moved 51 days later, to 9 December")
    assert "28 added items" in said


def test_what_is_removed_is_not_said_to_be_added(project, figures):
    state = project(open_items=4, before={"open_items": 40, "finished": (4,) * 16})
    said = str(move_sentence(state, figures(state)))
    assert "earlier" in said
    assert "20 removed items" in said


def test_a_finish_that_stays_is_said_to_stay(project, figures):
    state = project(before={"finished": (4,) * 16, "open_items": 40})
    states = [state for state in moves(project) if state.drivers and not state.drivers.moved_days]
    for same in states:
        assert str(move_sentence(same, figures(same))).startswith("The likely finish stays ")
    assert not str(move_sentence(state, figures(state))).startswith("The likely finish stays")


def test_without_two_forecasts_there_is_no_move(project_of_kind, figures):
    for kind in ("stale", "no_items", "nothing_finished", "thin", "nothing_left"):
        state = project_of_kind(kind)
        assert not move_sentence(state, figures(state))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (0.55, 0.13, "The chance of 13 November fell from 55% to 13%."),
        (0.13, 0.55, "The chance of 13 November rose from 13% to 55%."),
        (0.551, 0.5492, ""),  # both are printed as 55%
        (0.999, 1.0, "The chance of 13 November rose from over 99% to 100%."),
    ],
)
def test_a_chance_is_said_to_move_where_its_print_moves(before, after, said, project, figures):
    state = project(baseline_finish_date=BASELINE)
    state.before.__dict__["chance"] = before
    state.now.__dict__["chance"] = after
    assert str(chance_sentence(state, figures(state))) == said


def test_a_chance_of_another_date_is_not_compared(project, figures):
    state = project(
        baseline_finish_date=BASELINE, before={"baseline_finish_date": date(2026, 10, 16)}
    )
    state.before.__dict__["chance"] = 0.05
    state.now.__dict__["chance"] = 0.60
    assert str(chance_sentence(state, figures(state))) == (
        "The baseline moved from 16 October to 13 November; the chance of that is 60%."
    )


def test_every_project_stands_in_exactly_one_column(project, project_of_kind, figures):
    def all_of(colour: str) -> dict:
        return dict.fromkeys(("schedule", "flow", "data"), colour)

    pairs = list(product(("red", "amber", "green", "grey"), repeat=2))
    states = [
        project(f"P{index} of many", colours=all_of(after), colours_before=all_of(before))
        for index, (before, after) in enumerate(pairs)
    ]
    block = changes_block(states, figures(*states))
    moved = [change.project_name for change in (*block.worse, *block.better)]
    kept = [state for state in states if change_of(state) == "same"]
    assert len(moved) == len(set(moved)) == len(states) - len(kept)
    told = " ".join(map(str, block.unchanged))
    assert all(state.name in told for state in kept)


def test_what_can_no_longer_be_judged_is_not_better(project_of_kind, figures):
    lost = project_of_kind("stale", declared="green", colours_before={"schedule": "red"})
    block = changes_block([lost], figures(lost))
    assert [change.project_name for change in block.worse] == ["Atlas"]
    assert "no export since" in " ".join(map(str, block.worse[0].text))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (("green", "green"), "No project changed colour"),
        (("red", "green"), "One of 2 projects changed colour, none for the better"),
        (("red", "red"), "Two of 2 projects changed colour, none for the better"),
    ],
)
def test_the_title_counts_who_moved(now, said, project, figures):
    states = [
        project(name, colours={"schedule": colour}, colours_before={"schedule": "green"})
        for name, colour in zip(("Atlas", "Boreal"), now, strict=True)
    ]
    assert str(changes_title(states, figures(*states))) == said


def test_the_title_tells_better_from_worse(project, figures):
    worse = project("Atlas", colours={"schedule": "red"}, colours_before={"schedule": "green"})
    better = project("Boreal", colours={"schedule": "green"}, colours_before={"schedule": "red"})
    mixed, alone = (worse, better), (better, project("Coral"))
    assert str(changes_title(mixed, figures(*mixed))) == (
        "Two of 2 projects changed colour; one for the better"
    )
    assert str(changes_title(alone, figures(*alone))) == (
        "One of 2 projects changed colour, for the better"
    )


def test_routine_pace_is_counted_and_given_no_reason(project, figures):
    states = [
        project("Atlas"),
        project("Boreal", finished=(3, 5) * 10 + (1,) * 8),
        project("Dune", finished=(0,) * 4),
    ]
    told = [str(said) for said in changes_block(states, figures(*states)).unchanged]
    assert told[-1] == (
        "In 1 of 2 measured projects the pace of work is routine. It needs no explanation and no "
        "action."
    )


def test_where_no_pace_is_routine_nothing_is_said_to_be(project, figures):
    state = project(finished=(3, 5) * 10 + (1,) * 8)
    told = " ".join(map(str, changes_block([state], figures(state)).unchanged))
    assert "routine" not in told


def test_an_explanation_is_empty_where_nothing_moved(project, figures):
    state = project()
    state.before.__dict__["forecast"] = None
    assert explanation(state, figures(state)) == ()


def test_a_colour_that_does_not_come_from_the_schedule_says_where_from(project, figures):
    state = project(finished=(3, 5) * 10 + (1,) * 8, colours={"flow": "red"})
    assert str(explanation(state, figures(state))[0]) == "The colour comes from the pace of work."


def test_the_comparison_is_named_by_its_month(project):
    assert since_words(project()) == "Aug"
