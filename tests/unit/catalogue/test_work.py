"""The work of scopes by working day: what was known on a day, and whom a project waits for."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from given_answers import (
    AS_OF,
    GivenAnswers,
    as_of,
    days_of,
    dependency_row,
    team_row,
    weekly_history,
    work_rows,
)
from hypothesis import given

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.work import teams_of, waits_of, works_of
from pmo_analytics.forecasts.joint import Wait
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import Question, Scope
from pmo_analytics.settings import parse_settings
from tests.spec.board import Board
from tests.unit.metrics import work_twin
from tests.unit.metrics.agreement import SCOPES, asked_days, no_clock
from tests.unit.metrics.boards import exports, worked_histories
from tests.unit.metrics.twin import Day

ATLAS = project_scope("ATLAS")
FRIDAY, SATURDAY, MONDAY = date(2026, 9, 25), date(2026, 9, 26), date(2026, 9, 28)


def day_row(day, *, finished=0, arrived=0, opened=0, scope="ATLAS", people=0, progress=0):
    return {
        "scope": scope,
        "date": day,
        "finished_count": finished,
        "arrived_count": arrived,
        "open_change": opened,
        "progress_change": progress,
        "blocked_change": 0,
        "people_change": people,
    }


def known_row(day, *, covered=None, opened=0, finished=0, progress=0, blocked=0):
    return {
        "scope": "ATLAS",
        "as_of": day,
        "covered_date": covered or day,
        "open_count": opened,
        "in_progress_count": progress,
        "finished_count": finished,
        "blocked_count": blocked,
    }


def history_of(days, known, **rows):
    """Return what was known of the work by days on the day of a row."""
    answers = GivenAnswers(rows={"work_by_day": days, **rows})
    return works_of(answers, (ATLAS,), as_of(AS_OF))["ATLAS"].known_at(known)


# --- what was known ------------------------------------------------------------------------------


def test_a_history_comes_back_as_it_was_counted():
    made = weekly_history(finished=(3, 0, 5, 4), arrived=(1, 2, 0, 0), open_items=7, day=FRIDAY)
    rows = work_rows(made)
    (known,) = rows["work_as_of"]
    found = history_of(rows["work_by_day"], known)
    assert (found.last_day, len(found)) == (FRIDAY, 20)
    for name in ("finished", "open_items"):
        assert np.array_equal(getattr(found, name), getattr(made, name)), name
    assert found.arrived[1:].tolist() == made.arrived[1:].tolist()


def test_what_came_later_is_not_known():
    days = [
        day_row(FRIDAY, opened=3, arrived=3),
        day_row(MONDAY, finished=1, opened=-1),
        day_row(AS_OF, finished=2, opened=-2),
    ]
    found = history_of(days, known_row(MONDAY, opened=2, finished=1))
    assert found.finished.tolist() == [0, 1]
    assert found.open_items.tolist() == [3, 2]


def test_the_last_day_is_told_by_what_the_export_knew_of_it():
    """An export of the afternoon knows of two items that came and one that was finished."""
    days = [day_row(FRIDAY, opened=3, arrived=3), day_row(MONDAY, opened=9, arrived=9)]
    found = history_of(days, known_row(MONDAY, opened=4, finished=1))
    assert found.finished.tolist() == [0, 1]
    assert found.arrived.tolist() == [3, 2]
    assert found.open_items.tolist() == [3, 4]


def test_what_happens_at_a_weekend_counts_for_friday():
    days = [day_row(FRIDAY, opened=5, arrived=5), day_row(SATURDAY, finished=2, opened=-2)]
    found = history_of(days, known_row(MONDAY, opened=3))
    assert found.finished.tolist() == [2, 0]
    assert found.open_items.tolist() == [3, 3]


def test_a_day_off_of_all_is_no_working_day():
    off = {"team": "", "date": MONDAY, "is_working": False}
    days = [day_row(FRIDAY, opened=5, arrived=5), day_row(MONDAY, finished=1, opened=-1)]
    found = history_of(days, known_row(AS_OF, opened=4), days_off=[off])
    assert len(found) == 3  # Friday, Tuesday, Wednesday
    assert found.finished.tolist() == [1, 0, 0]


def test_a_team_with_days_of_its_own_has_those():
    off = [
        {"team": "", "date": MONDAY, "is_working": False},
        {"team": "Harbour", "date": AS_OF, "is_working": False},
    ]
    days = [day_row(FRIDAY, opened=5, arrived=5)]
    found = history_of(
        days, known_row(AS_OF, opened=5), days_off=off, sole_teams=[team_row("ATLAS", "Harbour")]
    )
    assert found.calendar.between(FRIDAY, AS_OF) == 2  # Monday and Tuesday
    other = history_of(days, known_row(AS_OF, opened=5), days_off=off)
    assert other.calendar.between(FRIDAY, AS_OF) == 2  # Tuesday and Wednesday
    assert found.calendar.last_working_day(AS_OF) == date(2026, 9, 29)


def test_one_person_works_on_one_item_at_a_time():
    days = [
        day_row(FRIDAY, opened=5, arrived=5, progress=4, people=2),
        day_row(MONDAY, people=-2),
    ]
    found = history_of(days, known_row(date(2026, 9, 29), opened=5, progress=4))
    assert found.in_progress.tolist() == [2, 4, 4]  # where nobody is named items are counted


def test_a_change_of_pace_is_known_from_its_day_on():
    changes = [{"scope": "ATLAS", "date": day} for day in (AS_OF, FRIDAY)]
    days = [day_row(FRIDAY, opened=5, arrived=5)]
    found = history_of(days, known_row(MONDAY, opened=5), pace_changes=changes)
    assert found.pace_changes == (FRIDAY,)


def test_before_the_first_change_the_last_day_stands_alone():
    """On the day of the first export all that is known is the row of the day."""
    days = [day_row(AS_OF, opened=5, arrived=0)]
    found = history_of(days, known_row(FRIDAY, opened=2, finished=1))
    assert (len(found), found.open_now, found.finished.tolist()) == (1, 2, [1])


def test_a_scope_without_work_has_no_history():
    assert works_of(GivenAnswers(), (ATLAS,), as_of(AS_OF)) == {}


# --- on generated boards -------------------------------------------------------------------------


@no_clock
@given(board=worked_histories(), taken=exports)
@pytest.mark.slow
def test_history_cut_at_a_day_is_what_the_twin_counts(board, taken, board_warehouse):
    """On every working day of every cut: open, in progress, blocked, finished and arrived."""
    export = Board(board.text, exported=f"{taken.isoformat()}Z")
    with board_warehouse.holding([export], toml=board.toml) as connection:
        answers = Evidence(connection, parse_settings({}))
        days = list(asked_days(board.zone, taken))
        works = works_of(answers, SCOPES, days[-1])
        rows = answers.rows("work_as_of", Question(SCOPES, tuple(days)))
    for row in rows:
        (asked,) = (day for day in days if day.day == row["as_of"])
        scope = next(one for one in SCOPES if one.name == row["scope"])
        day = Day(asked.day, asked.moment, board.zone)
        assert_is_counted(works[scope.name].known_at(row), stories_of(board, scope), day)


def stories_of(board, scope: Scope):
    return [story for story in board.within(scope.project_ids) if story.is_counted]


def assert_is_counted(history, stories, day: Day) -> None:
    dates = days_of(history)
    evenings = [following - timedelta(days=1) for following in dates[1:]]
    levels = [work_twin.standing_work(stories, evening, day) for evening in evenings]
    now = work_twin.standing_work(stories, day.known_day, day)
    for name, at in (("open_items", 0), ("in_progress", 1), ("blocked", 2)):
        assert getattr(history, name).tolist() == [*(one[at] for one in levels), now[at]], name
    # the last day counts what is finished now, each day before it every time something was finished
    rows = work_twin.work_by_day(stories, day)
    (known,) = work_twin.work_as_of(stories, day)
    seen = sum(row[1] for row in rows if row[0] < history.last_day)
    assert history.finished.sum() == seen + known[3]
    opened = np.diff(history.open_items, prepend=0.0)
    assert np.array_equal(history.arrived, opened + history.finished)


# --- whom a project waits for --------------------------------------------------------------------


def test_a_wait_counts_the_open_items_that_wait():
    rows = [dependency_row(waiting=f"ATLAS-{n}", needs="BOREAL") for n in (1, 2, 2)]
    assert waits_of(rows) == (Wait("ATLAS", needs="BOREAL", items=2.0, owner="BOREAL"),)


def test_a_project_waits_for_a_committed_date_instead_of_the_other_project():
    committed = date(2026, 11, 2)
    rows = [dependency_row(needs="BOREAL", later_date=committed), dependency_row(needs="CORAL")]
    assert waits_of(rows) == (
        Wait("ATLAS", needs="", expected=committed, items=1.0, owner="BOREAL"),
        Wait("ATLAS", needs="CORAL", items=1.0, owner="CORAL"),
    )


@pytest.mark.parametrize(
    "known",
    [{"is_open": False}, {"is_cross_project": False}, {"scope": "portfolio"}],
)
def test_what_is_over_or_within_a_project_is_no_wait(known):
    assert waits_of([dependency_row(**known)]) == ()


def test_a_project_that_waits_as_a_whole_waits_with_one_item():
    assert waits_of([dependency_row(waiting_kind="project")])[0].items == 1.0


def test_projects_of_one_team_share_it_and_a_team_of_one_shares_nothing():
    rows = [team_row("BOREAL", "Harbour"), team_row("ATLAS", "Harbour"), team_row("CORAL", "Pier")]
    assert teams_of(rows) == (("ATLAS", "BOREAL"),)
