from datetime import UTC, date, datetime, timedelta

import pytest

from pmo_analytics.sources.date_sightings import DateSightings, Sighting
from pmo_analytics.sources.export_time import (
    MomentColumn,
    Newest,
    export_time,
    name_without_stamp,
    newest_moment,
)


def column(*cells: str, header: str = "Updated", order=None, is_day=False) -> MomentColumn:
    sightings = DateSightings()
    sightings.add(cells, first_row=2)
    return MomentColumn(header, sightings, order, is_day)


def newest(text: str, moment: datetime, *, is_day: bool = False) -> Newest:
    return Newest(moment, "Updated", Sighting(text, 2), is_day)


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
    ],
)
def test_name_says_when(name, moment, is_day):
    taken = export_time(name, None, zone=None)
    assert (taken.moment, taken.is_day) == (moment, bool(is_day))
    assert taken.evidence.startswith("the name of the file says")


@pytest.mark.parametrize("name", ["jira.csv", "sprint-12-2026.csv", "x-2026-13-45.csv", "1234.csv"])
def test_name_without_a_date_says_nothing(name):
    taken = export_time(name, None, zone=None)
    assert taken.moment is None
    assert [problem.kind for problem in taken.problems] == ["export_time_unknown"]


def test_local_time_of_a_known_zone_becomes_utc():
    taken = export_time("jira-2026-09-30T17-40.csv", None, zone="Europe/London")
    assert taken.moment == datetime(2026, 9, 30, 16, 40, tzinfo=UTC)


def test_day_of_a_known_zone_ends_at_its_midnight():
    taken = export_time("jira-2026-09-30.csv", None, zone="Europe/London")
    assert taken.moment == datetime(2026, 9, 30, 22, 59, 59, tzinfo=UTC)


def test_name_is_believed_before_an_older_moment_in_the_file():
    last = newest("29/Sep/26 5:00 PM", datetime(2026, 9, 29, 17))
    taken = export_time("jira-2026-09-30.csv", last, zone=None)
    assert (taken.moment.day, taken.problems) == (30, ())


def test_name_older_than_the_file_is_not_believed():
    last = newest("02/Oct/26 5:00 PM", datetime(2026, 10, 2, 17))
    taken = export_time("sprint-2026-09-01.csv", last, zone=None)
    assert taken.moment == datetime(2026, 10, 2, 17)
    assert [problem.kind for problem in taken.problems] == ["newer_than_its_name"]


def test_without_a_name_the_newest_moment_tells():
    last = newest("02/Oct/26 5:00 PM", datetime(2026, 10, 2, 17))
    taken = export_time("jira.csv", last, zone=None)
    assert taken.evidence == 'newest moment in the file: row 2, Updated: "02/Oct/26 5:00 PM"'


def test_newest_day_means_its_end():
    taken = export_time(
        "jira.csv", newest("2026-10-02", datetime(2026, 10, 2), is_day=True), zone=None
    )
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
