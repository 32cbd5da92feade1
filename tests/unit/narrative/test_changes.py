"""What changed and why: exact splits, sign words, nothing for what did not move."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from made_facts import LATE, made_project, scope_facts

from pmo_analytics.narrative.changes import (
    chance_moved,
    changes_block,
    changes_subtitle,
    changes_title,
    explanation,
    move,
    rebaselined,
)

BASELINE = date(2026, 11, 13)
SIGN = {"later": 1, "earlier": -1}
SPLIT = re.compile(r"The likely finish moved (\d+) days? (later|earlier), .*: (.*)\.")
DAYS = (-20, -1, 0, 1, 51)
SLOWER = {
    "side_name": "low",
    "signal_weeks_count": 8,
    "recent_per_week": 1.0,
}


def moved_by(scope: int, pace: int, other: int = 0, *, added: int = 0, **known):
    """Make a project whose likely finish moved by these parts."""
    return made_project(
        moved_days=scope + pace + other,
        scope_days=scope,
        pace_days=pace,
        other_days=other,
        net_added_count=added,
        **known,
    )


def days_of(text: str, direction: str) -> int:
    """Read a printed part of a move: bare it has the direction of the whole."""
    found = re.fullmatch(r"(\d+) days?(?: (later|earlier))?", text)
    return int(found.group(1)) * SIGN[found.group(2) or direction]


def test_the_parts_of_a_move_add_up_as_printed():
    split = 0
    for parts in product(DAYS, repeat=3):
        said = str(move(moved_by(*parts)))
        known = [part for part in parts if part]
        found = re.fullmatch(
            r"The likely finish moved (\d+) days? (later|earlier), .*: (.*)\.", said
        )
        assert bool(found) == (len(known) > 1 and sum(parts) != 0), said
        if not found:
            continue
        split += 1
        whole, direction, listed = found.groups()
        told = [text.partition(" from ")[0] for text in re.split(", | and ", listed)]
        assert [days_of(text, direction) for text in told] == known, said
        assert sum(known) == int(whole) * SIGN[direction]
    assert split > 50


def test_a_move_names_its_direction_and_where_it_went():
    assert str(move(moved_by(51, 0, added=28))) == (
        "The likely finish moved 51 days later, to 9 December, all from 28 added items."
    )
    assert str(move(moved_by(0, 7))) == (
        "The likely finish moved 7 days later, to 9 December, all from slower finishing within its "
        "normal range."
    )
    assert str(move(moved_by(14, 9, added=1))) == (
        "The likely finish moved 23 days later, to 9 December. By cause: 14 days from 1 added "
        "item and 9 days from slower finishing within its normal range."
    )
    assert str(move(moved_by(14, -9, -2, added=3))) == (
        "The likely finish moved 3 days later, to 9 December. By cause: 14 days from 3 added "
        "items, 9 days earlier from faster finishing within its normal range and 2 days earlier "
        "from other causes."
    )


def test_a_pace_with_a_signal_is_not_called_normal():
    said = str(move(moved_by(0, 7, side_name="low")))
    assert said.endswith(", all from slower finishing.")


def test_scope_that_moves_the_finish_without_an_added_item_is_growth_to_expect():
    said = str(move(moved_by(6, 0)))
    assert said.endswith("6 days later, to 9 December, all from growth to expect.")


def test_of_several_projects_the_move_has_no_parts():
    whole = made_project(moved_days=4, scope_days=None, pace_days=None, other_days=None)
    assert str(move(whole)) == "The likely finish moved 4 days later, to 9 December."


def test_what_is_removed_is_not_said_to_be_added():
    said = str(move(moved_by(-35, 0, added=-20)))
    assert "35 days earlier" in said
    assert "20 removed items" in said


def test_a_finish_that_stays_is_said_to_stay():
    assert str(move(moved_by(0, 0))) == "The likely finish stays near 9 December."
    assert str(move(moved_by(5, -5))) == "The likely finish stays near 9 December."
    assert not str(move(moved_by(5, 0))).startswith("The likely finish stays")


@pytest.mark.parametrize(("moved", "stays"), [(4, True), (-4, True), (5, False)])
def test_a_move_within_the_noise_of_the_method_is_none(moved, stays):
    project = made_project(moved_days=moved, noise_days=2, scope_days=moved, net_added_count=1)
    assert str(move(project)).startswith("The likely finish stays near") == stays


def test_without_two_forecasts_there_is_no_move(kind, project_of_kind):
    assert not move(project_of_kind(kind))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (0.55, 0.13, "The chance of 13 November fell from 55% to 13%."),
        (0.13, 0.55, "The chance of 13 November rose from 13% to 55%."),
        (0.551, 0.5492, ""),  # both are printed as 55%
        (0.999, 0.94, "The chance of 13 November fell from over 99% to 94%."),
        (0.03, 0.005, ""),  # less than five points
        (None, 0.55, ""),
        (0.55, None, ""),
    ],
)
def test_a_chance_is_said_to_move_where_its_print_moves(before, after, said):
    known = {"chance_share": after, "chance_share_before": before, "target_date_before": BASELINE}
    assert str(chance_moved(made_project(**{**LATE, **known}))) == said


def test_a_chance_of_another_date_is_not_compared_and_what_was_approved_anew_is_told():
    known = {
        "chance_share": 0.60,
        "chance_share_before": 0.05,
        "target_date_before": date(2026, 10, 16),
        "baseline_finish_date_before": date(2026, 10, 16),
        "baseline_budget": Decimal(540_000),
        "baseline_budget_before": Decimal(480_000),
        "is_rebaselined_since": True,
    }
    project = made_project(**{**LATE, **known})
    assert not chance_moved(project)
    assert str(explanation(project)[0]) == (
        "Approved anew: 13 November instead of 16 October and £540k instead of £480k."
    )


def test_what_was_not_approved_anew_is_not_told():
    known = {
        "baseline_finish_date_before": date(2026, 10, 16),
        "baseline_budget": Decimal(540_000),
        "baseline_budget_before": Decimal(540_000),
        "is_rebaselined_since": True,
    }
    assert str(rebaselined(made_project(**{**LATE, **known}))) == (
        "Approved anew: 13 November instead of 16 October."
    )
    assert not rebaselined(made_project(**{**LATE, **known, "is_rebaselined_since": False}))


def all_of(colour: str) -> dict[str, str]:
    return dict.fromkeys(("schedule", "flow", "data"), colour)


def test_every_project_stands_in_exactly_one_column():
    pairs = list(product(("red", "amber", "green", "grey"), repeat=2))
    projects = [
        made_project(f"P{index} of many", colours=all_of(after), colours_before=all_of(before))
        for index, (before, after) in enumerate(pairs)
    ]
    block = changes_block(projects, scope_facts(projects))
    moved = [change.project_name for change in (*block.worse, *block.better)]
    kept = [project for project in projects if project.change == "same"]
    assert len(moved) == len(set(moved)) == len(projects) - len(kept)
    said = " ".join(map(str, block.unchanged))
    assert all(project.name in said for project in kept)
    assert not any(name in said for name in moved)


def test_the_largest_change_is_told_first_and_the_rest_names_its_margin():
    sizes = {"Atlas": 1.5, "Boreal": 7.0, "Coral": 0.4}
    projects = [
        made_project(name, change_size=size, change_name="worse" if size >= 1 else "same")
        for name, size in sizes.items()
    ]
    block = changes_block(projects, scope_facts(projects))
    assert [change.project_name for change in block.worse] == ["Boreal", "Atlas"]
    assert str(block.unchanged[0]) == "Coral moved by less than 10 points of chance and 14 days."


def test_the_five_largest_changes_are_explained_and_the_others_named():
    projects = [
        made_project(f"P{size}", change_size=float(size), change_name="worse", moved_days=20)
        for size in range(1, 8)
    ]
    block = changes_block(projects, scope_facts(projects))
    assert [bool(change.text) for change in block.worse] == [True] * 5 + [False] * 2
    assert [change.project_name for change in block.worse[5:]] == ["P2", "P1"]
    assert "The largest are explained here" in str(
        changes_subtitle(projects, scope_facts(projects))
    )
    assert str(changes_subtitle(projects[:5], scope_facts(projects))) == (
        "Numbers are those of both days; a colour follows when weeks in a row ask for it"
    )
    assert not changes_subtitle((), scope_facts(projects))


def test_a_change_names_both_colours():
    project = made_project(colours={"schedule": "red"}, colours_before={"schedule": "green"})
    (change,) = changes_block([project], scope_facts([project])).worse
    assert (change.project_name, change.before, change.after) == ("Atlas", "green", "red")


def test_what_can_no_longer_be_judged_is_not_better(project_of_kind):
    lost = project_of_kind("stale", declared="green", colours_before={"schedule": "red"})
    block = changes_block([lost], scope_facts([lost]))
    assert [change.project_name for change in block.worse] == ["Atlas"]
    assert "no export since" in " ".join(map(str, block.worse[0].text))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (("green", "green"), "No project changed"),
        (("red", "green"), "One of 2 projects got worse; none got better"),
        (("red", "red"), "Two of 2 projects got worse; none got better"),
    ],
)
def test_the_title_counts_who_moved(now, said):
    projects = [
        made_project(name, colours={"schedule": colour}, colours_before={"schedule": "green"})
        for name, colour in zip(("Atlas", "Boreal"), now, strict=True)
    ]
    assert str(changes_title(scope_facts(projects))) == said


def test_the_title_tells_better_from_worse():
    worse = made_project(colours={"schedule": "red"}, colours_before={"schedule": "green"})
    better = made_project(
        "Boreal", colours={"schedule": "green"}, colours_before={"schedule": "red"}
    )
    mixed, alone = (worse, better), (better, made_project("Coral"))
    assert str(changes_title(scope_facts(mixed))) == ("One of 2 projects got worse; one got better")
    assert str(changes_title(scope_facts(alone))) == (
        "One of 2 projects got better; none got worse"
    )


def test_routine_pace_is_counted_and_given_no_reason(project_of_kind):
    projects = [
        made_project("Atlas"),
        made_project("Boreal", **SLOWER),
        project_of_kind("nothing_finished", "Dune"),
    ]
    said = [str(text) for text in changes_block(projects, scope_facts(projects)).unchanged]
    assert said[-1] == (
        "No signal in the pace of 1 of 2 projects; it needs no explanation and no action."
    )


def test_where_no_pace_is_routine_nothing_is_said_to_be():
    project = made_project(**SLOWER)
    said = " ".join(map(str, changes_block([project], scope_facts([project])).unchanged))
    assert "routine" not in said


def test_an_explanation_is_empty_where_nothing_moved():
    assert explanation(made_project()) == ()


@pytest.mark.parametrize(
    ("dimension", "said"),
    [
        ("flow", "The colour comes from its pace."),
        ("data", "The colour comes from its data."),
        ("cost", "The colour comes from its cost."),
        ("scope", "The colour comes from its scope."),
    ],
)
def test_a_colour_that_does_not_come_from_the_schedule_says_where_from(dimension, said):
    project = made_project(colours={dimension: "red"})
    assert str(explanation(project, is_headed=False)[0]) == said


def test_a_colour_of_the_schedule_needs_no_such_words():
    assert explanation(made_project(colours={"schedule": "red"})) == ()
