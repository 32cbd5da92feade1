"""The pace of work: a signal is said, noise is not explained, a cause is only asked after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmo_analytics.narrative.pace import (
    cause_sentence,
    last_week_sentence,
    no_range_sentence,
    normal_range,
    pace_sentence,
    pace_title,
    range_doubt_sentence,
    signal_start,
)

NOISE = (3, 5) * 10 + (2, 7)  # mean 4, normal range 0 to 9.3
SLOWER = (3, 5) * 10 + (3,) * 8  # eight weeks in a row below the mean of 4
FASTER = (5, 3) * 10 + (6,) * 8
FIRST_SLOW_WEEK = date(2026, 9, 21) - timedelta(weeks=7)  # 3 August


def decision(day: date, question: str = "Lend two reviewers?", decision_id: str = "D-05") -> dict:
    answer = {"question": question, "decision": "Lend both"}
    return {"decided_date": day, "decision_id": decision_id, **answer}


def test_noise_says_nothing(project, figures):
    state = project(finished=NOISE)
    assert not pace_sentence(state, figures(state))
    assert not cause_sentence(state, [decision(FIRST_SLOW_WEEK)], figures(state))
    assert signal_start(state) is None


def test_a_jump_inside_the_range_is_called_routine_with_its_numbers(project, figures):
    state = project(finished=NOISE)
    assert str(last_week_sentence(state, figures(state))) == (
        "Finished items moved from 2 to 7 in the last complete week, inside the normal range of 0 "
        "to 9; it needs no explanation and no action."
    )


@pytest.mark.parametrize(
    ("finished", "said"),
    [
        (SLOWER, "less than normal: 3.0 a week over the last 8 weeks, against 4.0"),
        (FASTER, "more than normal: 6.0 a week over the last 8 weeks, against 4.0"),
    ],
)
def test_a_signal_is_said_with_both_paces(finished, said, project, figures):
    state = project(finished=finished)
    assert str(pace_sentence(state, figures(state))).startswith(f"It finishes {said}")
    assert not last_week_sentence(state, figures(state))
    assert signal_start(state) == FIRST_SLOW_WEEK


def test_a_signal_without_a_decision_is_a_question(project, figures):
    state = project(finished=SLOWER)
    assert str(cause_sentence(state, [], figures(state))) == (
        "To ask: what changed in the week of 3 August?"
    )


@pytest.mark.parametrize("days", [-42, -1, 0, 7])
def test_a_decision_near_the_start_is_asked_after_in_its_own_words(days, project, figures):
    state = project(finished=SLOWER)
    near = decision(FIRST_SLOW_WEEK + timedelta(days=days))
    said = str(cause_sentence(state, [near], figures(state)))
    assert said.startswith("To ask: is it since ")
    assert "“Lend two reviewers?” was answered “Lend both” (decision register)?" in said


@pytest.mark.parametrize("days", [-43, 8])
def test_a_decision_far_from_the_start_is_no_cause(days, project, figures):
    state = project(finished=SLOWER)
    far = decision(FIRST_SLOW_WEEK + timedelta(days=days))
    assert "Lend" not in str(cause_sentence(state, [far], figures(state)))


def test_of_several_decisions_the_last_before_is_asked_after(project, figures):
    state = project(finished=SLOWER)
    decisions = [
        decision(FIRST_SLOW_WEEK - timedelta(days=30), "The first?", "D-01"),
        decision(FIRST_SLOW_WEEK - timedelta(days=10), "The last?", "D-02"),
    ]
    for ordered in (decisions, decisions[::-1]):
        assert "The last?" in str(cause_sentence(state, ordered, figures(state)))


def test_words_of_a_register_are_names_never_words_of_ours(project, figures):
    state = project(finished=SLOWER)
    said = cause_sentence(
        state, [decision(FIRST_SLOW_WEEK, "{0} <b>30 %</b> [/x]")], figures(state)
    )
    (question,) = [one for one in said.segments if one.text == "{0} <b>30 %</b> [/x]"]
    assert question.kind == "name"


def test_a_range_is_printed_as_it_is_drawn(project, figures):
    state = project(finished=NOISE)
    assert normal_range(state, figures(state)).text == "0 to 9"


def test_a_small_range_is_not_rounded_away(project, figures):
    state = project(finished=(0, 0, 0, 1, 0, 0, 0, 0, 0, 0) * 2)
    assert normal_range(state, figures(state)).text == "0.0 to 0.7"


def test_there_is_no_range_where_there_are_no_limits(project, figures):
    state = project(finished=(4,) * 9)
    with pytest.raises(ValueError, match="no normal range"):
        normal_range(state, figures(state))


@pytest.mark.parametrize(
    ("finished", "said"),
    [
        ((4,) * 9, "9 complete weeks; 10 are needed for a normal range."),
        ((4,), "1 complete week; 10 are needed for a normal range."),
        ((0,) * 9, "Nothing has been finished yet."),
    ],
)
def test_a_missing_range_says_what_it_needs(finished, said, project, figures):
    state = project(finished=finished)
    assert str(no_range_sentence(state, figures(state))) == said


def test_an_old_export_says_so_instead_of_a_pace(project_of_kind, figures):
    state = project_of_kind("stale", finished=SLOWER)
    assert not pace_sentence(state, figures(state))
    assert "no export since 20 August" in str(no_range_sentence(state, figures(state)))
    assert str(pace_title([state])) == "The pace of work is not known: the exports are too old"


def test_a_bulk_week_in_the_baseline_is_doubted_aloud(project, figures):
    state = project(finished=(3, 5, 4, 5, 90, 3) + (4, 5) * 7)
    said = str(range_doubt_sentence(state, figures(state)))
    assert said.startswith("One week of the baseline stands out: 90 items. To ask:")
    assert not range_doubt_sentence(project(), figures(project()))


@pytest.mark.parametrize(
    ("paces", "title"),
    [
        ((SLOWER,), "Atlas is slower"),
        ((FASTER,), "Atlas is faster"),
        ((SLOWER, NOISE), "Atlas is slower; the others are routine"),
        ((SLOWER, FASTER), "Atlas and Boreal are at a new pace"),
        ((SLOWER, SLOWER), "Atlas and Boreal are slower"),
        ((FASTER, FASTER), "Atlas and Boreal are faster"),
        ((NOISE, NOISE), "The ups and downs of the pace of work are routine"),
        (((4,) * 9,), "No project has finished work for long enough to have a normal range"),
    ],
)
def test_the_title_says_who_has_a_new_pace(paces, title, project):
    names = ("Atlas", "Boreal")
    states = [
        project(name, finished=finished) for name, finished in zip(names, paces, strict=False)
    ]
    assert str(pace_title(states)) == title
