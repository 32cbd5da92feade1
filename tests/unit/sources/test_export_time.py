from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pmo_analytics.sources.date_sightings import DateSightings
from pmo_analytics.sources.export_time import (
    MomentColumn,
    export_time,
    name_without_stamp,
    newest_moment,
)


def column(*cells: str, header: str = "Updated", order=None, is_day=False) -> MomentColumn:
    sightings = DateSightings()
    sightings.add(cells, first_row=2)
    return MomentColumn(header, sightings, order, is_day)


@pytest.mark.parametrize(
    ("name", "moment", "is_day"),
    [
        ("jira-2026-09-30T17-40.csv", datetime(2026, 9, 30, 17, 40), False),
        ("history-2026-09-30.csv", datetime(2026, 9, 30, 23, 59, 59), True),
        ("Jira 2024-07-30T22_11_01+0300.csv", datetime(2024, 7, 30, 19, 11, 1, tzinfo=UTC), False),
        ("ASF JIRA 2020-01-30T07_09_16+0000.csv", datetime(2020, 1, 30, 7, 9, 16, tzinfo=UTC), 0),
        ("Jira 2021-04-28T17 44 57+0200.csv", datetime(2021, 4, 28, 15, 44, 57, tzinfo=UTC), False),
        ("board_20260930.csv", datetime(2026, 9, 30, 23, 59, 59), True),
        ("issues_job1_20260930174015.csv", datetime(2026, 9, 30, 17, 40, 15), False),
        ("Jira 30.09.2026.csv", datetime(2026, 9, 30, 23, 59, 59), True),
        ("board_1.9.2026.csv", datetime(2026, 9, 1, 23, 59, 59), True),
        ("Cards 30 September 2026.csv", datetime(2026, 9, 30, 23, 59, 59), True),
        ("issues-30-sept-2026 (1).csv", datetime(2026, 9, 30, 23, 59, 59), True),
        ("Report September 30, 2026.csv", datetime(2026, 9, 30, 23, 59, 59), True),
    ],
)
def test_name_says_when(name, moment, is_day):
    taken = export_time(name, [], zone=None)
    assert (taken.moment, taken.is_day) == (moment, bool(is_day))
    assert taken.evidence.startswith("the name of the file says")


@pytest.mark.parametrize(
    "name",
    [
        *("jira.csv", "sprint-12-2026.csv", "x-2026-13-45.csv", "1234.csv"),
        *(
            "Issues March 2026.csv",
            "team 7 board 2026.csv",
            "v1.2.2026.csv",
            "03-04-2026.csv",
        ),
    ],
)
def test_name_without_a_date_says_nothing(name):
    taken = export_time(name, [], zone=None)
    assert taken.moment is None
    assert [problem.kind for problem in taken.problems] == ["export_time_unknown"]


def test_local_time_of_a_known_zone_becomes_utc():
    taken = export_time("jira-2026-09-30T17-40.csv", [], zone="Europe/London")
    assert taken.moment == datetime(2026, 9, 30, 16, 40, tzinfo=UTC)


def test_day_in_a_name_is_a_local_day_of_whatever_zone():
    for zone in ("America/Los_Angeles", "UTC", "Asia/Tokyo", None):
        taken = export_time("jira-2026-09-30.csv", [], zone=zone)
        assert (taken.moment, taken.is_day) == (datetime(2026, 9, 30, 23, 59, 59), True)


def test_name_is_believed_before_an_older_moment_in_the_file():
    taken = export_time("jira-2026-09-30.csv", [column("29/Sep/26 5:00 PM")], zone=None)
    assert (taken.moment.day, taken.is_named, taken.problems) == (30, True, ())


def days(start: str, count: int) -> list[str]:
    first = date.fromisoformat(start)
    return [str(first + timedelta(days=n)) for n in range(count)]


def dated(*cells: str, header="Done") -> MomentColumn:
    return replace(column(*cells, header=header), cells=cells)


@pytest.mark.parametrize("odd", ["2026-12-31", "2025-03-04", "2062-01-15"])
def test_a_lone_later_date_is_listed_and_never_moves_the_clock(odd):
    board = dated(*days("2025-01-02", 40), odd)
    taken = export_time("list 2025-03-01.csv", [board], zone=None, may_stray=True)
    assert (taken.moment.date(), taken.is_named) == (date(2025, 3, 1), True)
    (problem,) = taken.problems
    assert problem.kind == "dates_beyond_export"
    assert f'row 42, Done: "{odd}"' in problem.text


def test_a_few_dates_far_beyond_the_name_are_odd_too():
    board = dated(*days("2025-01-02", 58), "2062-01-15", "2052-01-15")
    taken = export_time("list 2025-03-01.csv", [board], zone=None, may_stray=True)
    assert taken.moment.date() == date(2025, 3, 1)
    assert "row 60" in taken.problems[0].text
    assert "row 61" in taken.problems[0].text


@pytest.mark.parametrize(
    "cells",
    [
        ("2024-01-02", "2024-01-03", "2024-01-05"),  # all after the name
        ("2023-12-02", "2024-01-04", "2024-01-05", "2024-01-06"),
        ("2023-12-02", "2024-01-05", "2024-01-05", "2024-01-05"),  # one day of many cells
    ],
)
def test_content_decides_where_more_than_a_lone_date_lies_after_the_name(cells):
    taken = export_time("issues since 2024-01-01.csv", [dated(*cells)], zone=None, may_stray=True)
    assert (taken.moment.date(), taken.is_named) == (date.fromisoformat(max(cells)), False)
    (problem,) = taken.problems
    assert problem.kind == "newer_than_its_name"
    assert '"2024-01-01"' in problem.text
    assert max(cells) in problem.text


def test_content_that_decides_over_the_name_has_its_own_odd_dates():
    board = dated(*days("2024-01-05", 60), "2062-01-15")
    taken = export_time("issues since 2024-01-01.csv", [board], zone=None)
    assert taken.moment.date() == date(2024, 3, 4)
    assert [problem.kind for problem in taken.problems] == [
        *("newer_than_its_name", "dates_beyond_export")
    ]


def test_name_older_than_the_file_is_not_believed():
    taken = export_time("sprint-2026-09-01.csv", [column("02/Oct/26 5:00 PM")], zone=None)
    assert taken.moment == datetime(2026, 10, 2, 17)
    assert [problem.kind for problem in taken.problems] == ["newer_than_its_name"]


def test_without_a_name_the_newest_moment_tells():
    taken = export_time("jira.csv", [column("02/Oct/26 5:00 PM")], zone=None)
    assert taken.evidence == 'newest moment in the file: row 2, Updated: "02/Oct/26 5:00 PM"'
    assert not taken.is_named


def test_newest_day_means_its_end():
    taken = export_time("jira.csv", [column("2026-10-02")], zone="America/New_York")
    assert (taken.moment, taken.is_day) == (datetime(2026, 10, 2, 23, 59, 59), True)


def test_newest_of_several_columns():
    found, problems = newest_moment(
        [column("2026-01-02 10:00"), column("03/01/2026 09:00", header="Viewed", order="day_first")]
    )
    assert (found.header, found.moment) == ("Viewed", datetime(2026, 1, 3, 9))
    assert problems == ()
    assert newest_moment([column("soon")]) == (None, ())
    assert newest_moment([]) == (None, ())


def test_column_of_days_is_a_day_whatever_time_stands_beside_it():
    found, _ = newest_moment([column("2026-01-02 00:00:00", is_day=True)])
    assert found.is_day


def test_few_days_far_beyond_all_others_are_strays():
    days = [str(date(2024, 1, 1) + timedelta(days=n)) for n in range(400)]
    steady = column(*days, "2026-08-08", header="Done")
    found, problems = newest_moment([steady], may_stray=True)
    assert found.seen.text == days[-1]
    assert [problem.kind for problem in problems] == ["dates_beyond_export"]
    assert newest_moment([steady])[0].seen.text == "2026-08-08"


def test_a_lone_day_further_away_than_all_others_from_each_other_is_a_stray():
    found, problems = newest_moment([column(*days("2026-01-02", 30), "2062-01-15")], may_stray=True)
    assert found.seen.text == "2026-01-31"
    assert [problem.kind for problem in problems] == ["dates_beyond_export"]


def test_stray_days_of_a_small_table_are_not_taken_for_mistakes():
    found, problems = newest_moment([column("2024-01-01", "2024-06-01")], may_stray=True)
    assert (found.seen.text, problems) == ("2024-06-01", ())


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Jira 2024-07-30T22_11_01+0300", "Jira"),
        ("board-2026-09-30", "board"),
        ("2026-09-30", "2026-09-30"),
        ("nautilus_wallet", "nautilus_wallet"),
    ],
)
def test_stem_without_its_date(stem, name):
    assert name_without_stamp(stem) == name


@pytest.mark.parametrize("label", ["Date of export", "Data de exportação", "Exported on"])
def test_line_above_the_header_says_the_day_where_the_name_does_not(label):
    above = [["Plan name", "Port"], [label, "30/04/2026"]]
    dates = [column("20/03/2026", order="day_first")]
    taken = export_time("planner.csv", dates, zone=None, above=above)
    assert (taken.moment.date().isoformat(), taken.is_day) == ("2026-04-30", True)
    assert taken.evidence == 'a line above the header says "30/04/2026"'
    named = export_time("planner 2026-05-01.csv", dates, zone=None, above=above)
    assert named.moment.date().isoformat() == "2026-05-01"


def test_other_dates_above_the_header_say_nothing():
    above = [["Start of the plan", "30/04/2026"]]
    taken = export_time(
        "planner.csv", [column("20/03/2026", order="day_first")], zone=None, above=above
    )
    assert taken.moment.date().isoformat() == "2026-03-20"
