"""The pace of work: a signal is said, noise is not explained, a cause is only asked after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from made_facts import made_facts, made_project, scope_facts

from pmo_analytics.narrative.outlook import pace_changed as forecast_changed
from pmo_analytics.narrative.pace import (
    last_week,
    no_range,
    normal_range,
    pace_changed,
    pace_question,
    pace_title,
    range_doubt,
    range_options,
    verdict,
    weekly_columns,
)

FIRST_SLOW_WEEK = date(2026, 8, 3)
NOISE = {
    "lower_count": 0,
    "upper_count": 9,
    "week_before_count": 2,
    "last_week_count": 7,
}
SLOWER = {
    "side_name": "low",
    "signal_weeks_count": 8,
    "signal_date": FIRST_SLOW_WEEK,
    "recent_per_week": 3.0,
}
FASTER = {**SLOWER, "side_name": "high", "recent_per_week": 6.0}
NO_LIMITS = dict.fromkeys(("mean_per_week", "lower_count", "upper_count", "side_name"))


def decided(day: date, question: str = "Lend two reviewers?", decision_id: str = "D-05"):
    """Make a decision of the register."""
    return made_facts(
        decided_date=day, decision_id=decision_id, question=question, decision="Lend both"
    )


def test_noise_says_nothing():
    project = made_project(**NOISE)
    assert not pace_changed(project)
    assert not pace_question(project, [decided(FIRST_SLOW_WEEK)])
    assert project.signal == ""
    assert str(verdict(project)) == "routine"


def test_a_jump_inside_the_range_is_called_routine_with_its_numbers():
    assert str(last_week(made_project(**NOISE))) == (
        "Finished items moved from 2 to 7 in the last complete week, inside the normal range of 0 "
        "to 9; it needs no explanation and no action."
    )


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (SLOWER, "less than normal: 3.0 a week over the last 8 weeks, against 4.0."),
        (FASTER, "more than normal: 6.0 a week over the last 8 weeks, against 4.0."),
    ],
)
def test_a_signal_is_said_with_both_paces(known, said):
    project = made_project(**known)
    assert str(pace_changed(project)).startswith(f"It finishes {said}")
    assert not last_week(project)


@pytest.mark.parametrize(
    ("expected", "is_in_points", "said"),
    [
        (3.8, False, ". It still counts: the last 8 weeks alone made 3.0 a week."),
        (3.7, False, ". "),  # no more than a quarter above
        (3.8, True, ". "),  # of other items
    ],
)
def test_a_forecast_that_expects_a_better_pace_says_which_one_was(expected, is_in_points, said):
    known = {
        "expected_per_week": expected,
        "is_in_points": is_in_points,
        "likely_date": FIRST_SLOW_WEEK,
    }
    project = made_project(**SLOWER, **known, changed_since_date=FIRST_SLOW_WEEK)
    assert f"what was finished before counts less{said}" in f"{forecast_changed(project)} "


def test_weeks_that_signal_only_together_are_said_to():
    together = "Each week alone lies inside the normal range; together they do not."
    assert str(pace_changed(made_project(**SLOWER))).endswith(together)
    outside = made_project(**SLOWER, outside_weeks_count=1)
    assert str(pace_changed(outside)).endswith("against 4.0.")


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (SLOWER, "slower for 8 weeks"),
        (FASTER, "faster for 8 weeks"),
        ({**SLOWER, "signal_weeks_count": 1}, "slower for 1 week"),
    ],
)
def test_the_verdict_is_a_word_or_two(known, said):
    assert str(verdict(made_project(**known))) == said


def test_a_signal_without_a_decision_is_a_question():
    assert str(pace_question(made_project(**SLOWER), [])) == (
        "To ask: what changed in the week of 3 August?"
    )


@pytest.mark.parametrize("days", [-42, -1, 0, 7])
def test_a_decision_near_the_start_is_asked_after_in_its_own_words(days):
    near = decided(FIRST_SLOW_WEEK + timedelta(days=days))
    said = str(pace_question(made_project(**SLOWER), [near]))
    assert said.startswith("On ")
    assert said.endswith("“Lend two reviewers?” was answered “Lend both”. To ask: is that why?")


@pytest.mark.parametrize("days", [-43, 8])
def test_a_decision_far_from_the_start_is_no_cause(days):
    far = decided(FIRST_SLOW_WEEK + timedelta(days=days))
    assert "Lend" not in str(pace_question(made_project(**SLOWER), [far]))


def test_of_several_decisions_the_last_before_is_asked_after():
    decisions = [
        decided(FIRST_SLOW_WEEK - timedelta(days=30), "The first?", "D-01"),
        decided(FIRST_SLOW_WEEK - timedelta(days=10), "The last?", "D-02"),
    ]
    for ordered in (decisions, decisions[::-1]):
        assert "The last?" in str(pace_question(made_project(**SLOWER), ordered))


def test_words_of_a_register_are_names_never_words_of_ours():
    near = decided(FIRST_SLOW_WEEK, "{0} <b>30 %</b> [/x]")
    said = pace_question(made_project(**SLOWER), [near])
    (question,) = [one for one in said.segments if one.text == "{0} <b>30 %</b> [/x]"]
    assert question.kind == "name"


def test_one_large_week_is_said_as_an_event_and_not_as_a_pace():
    bulk = {
        "side_name": "bulk",
        "bulk_week_count": 71,
        "bulk_week_date": date(2026, 9, 7),
        "without_bulk_per_week": 1.4,
    }
    project = made_project(**{**NOISE, **bulk})
    assert str(pace_changed(project)) == (
        "71 items were finished in the week of 7 September; the weeks beside it made 1.4, as 4.0 "
        "is normal. To ask: were they closed in bulk?"
    )
    assert (project.signal, str(verdict(project))) == ("", "a single large week")
    assert not last_week(project)


def test_a_range_is_printed_as_it_is_drawn():
    assert str(normal_range(made_project(**NOISE))) == "0 to 9"
    assert range_options(made_project(**NOISE)) == {"mean": 4.0, "lower": 0, "upper": 9}
    assert range_options(made_project(**NO_LIMITS)) == {}


def test_there_is_no_range_where_there_are_no_limits():
    project = made_project(**NO_LIMITS)
    assert not project.has_normal_range
    assert not last_week(project)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"complete_weeks_count": 9}, "9 complete weeks; 10 are needed for a normal range."),
        ({"complete_weeks_count": 1}, "1 complete week; 10 are needed for a normal range."),
        ({"all_finished_count": 0}, "Nothing has been finished yet."),
        (
            {"all_finished_count": 0, "untold_count": 40, "open_count": 40},
            "No export tells whether anything was finished.",
        ),
    ],
)
def test_a_missing_range_says_what_it_needs(known, said):
    assert str(no_range(made_project(**{**NO_LIMITS, **known}))) == said


def test_an_old_export_says_so_instead_of_a_pace(project_of_kind):
    project = project_of_kind("stale", **SLOWER)
    assert not pace_changed(project)
    assert not range_doubt(project_of_kind("stale", is_baseline_in_doubt=True))
    assert "no export since 20 August" in str(no_range(project))
    assert str(pace_title([project], scope_facts([project]))) == (
        "The pace of work is not known: the exports are too old"
    )


def test_a_bulk_week_in_the_baseline_is_doubted_aloud():
    project = made_project(is_baseline_in_doubt=True, highest_week_count=90)
    said = str(range_doubt(project))
    assert said.startswith("One week of the baseline stands out: 90 items. To ask:")
    assert not range_doubt(made_project())


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
        ((NO_LIMITS,), "No project has finished work for long enough to have a normal range"),
    ],
)
def test_the_title_says_who_has_a_new_pace(paces, title):
    projects = [
        made_project(name, **known) for name, known in zip(("Atlas", "Boreal"), paces, strict=False)
    ]
    assert str(pace_title(projects, made_facts())) == title


def test_the_last_weeks_are_drawn_each_with_its_mark():
    weeks = [
        {
            "week_date": FIRST_SLOW_WEEK + timedelta(weeks=number),
            "finished_count": number,
            "is_signal": number > 2,
        }
        for number in range(4)
    ]
    made = made_project()
    project = type(made)(made.project_id, made.facts, weeks=tuple(weeks))
    assert weekly_columns(project, 2) == {
        "week_date": ("2026-08-17", "2026-08-24"),
        "finished_count": (2, 3),
        "is_signal": (False, True),
    }


def test_of_a_finished_project_the_weeks_end_with_it_and_none_is_a_signal(project_of_kind):
    """It ended on Friday 11 September; the weeks after it are empty and told as slow."""
    days = [date(2026, 8, 31) + timedelta(weeks=week) for week in range(4)]
    weeks = tuple(
        {"week_date": day, "finished_count": count, "is_signal": True}
        for day, count in zip(days, (2, 1, 0, 0), strict=True)
    )
    ended = replace(project_of_kind("ended"), weeks=weeks)
    assert weekly_columns(ended, 26) == {
        "week_date": ("2026-08-31", "2026-09-07"),
        "finished_count": (2, 1),
        "is_signal": (False, False),
    }
    assert range_options(ended) == {"has_ended": True}
    running = replace(made_project(), weeks=weeks)
    assert weekly_columns(running, 26)["is_signal"] == (True,) * 4
