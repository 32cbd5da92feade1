from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.sources import date_sightings
from pmo_analytics.sources.date_sightings import DateSightings, Sighting
from pmo_analytics.sources.date_texts import read_moment


def seen(*cells: str) -> DateSightings:
    sightings = DateSightings()
    sightings.add(cells, first_row=2)
    return sightings


def test_first_text_of_each_day_is_kept():
    sightings = seen("20/Jul/23 3:25 PM", "20/Jul/23 9:00 AM", "", "21/Jul/23 1:00 PM")
    assert list(sightings.first_of_days()) == [
        Sighting("20/Jul/23 3:25 PM", 2),
        Sighting("21/Jul/23 1:00 PM", 5),
    ]


def test_shapes_of_all_texts_are_kept():
    assert seen("20/Jul/23 3:25 PM", "1/Aug/23 3:25 PM", "").shapes == {
        "99/Jul/99 9:99 PM",
        "9/Aug/99 9:99 PM",
        "",
    }


def test_noon_is_later_than_the_morning():
    sightings = seen("20/Jul/23 12:05 PM", "20/Jul/23 11:50 AM", "20/Jul/23 1:10 PM")
    moment, sighting = sightings.newest(None)
    assert (moment, sighting.row) == (datetime(2023, 7, 20, 13, 10), 4)


def test_order_decides_which_day_is_newest():
    sightings = seen("02/03/2023", "03/02/2023")
    assert sightings.newest("day_first")[0] == datetime(2023, 3, 2)
    assert sightings.newest("month_first")[0] == datetime(2023, 3, 2)
    assert sightings.newest("day_first")[1].row == 2
    assert sightings.newest("month_first")[1].row == 3


def test_offsets_are_compared_as_moments():
    sightings = seen("2021-01-08T23:00:00+0000", "2021-01-08T20:00:00-0600")
    assert sightings.newest(None)[0] == datetime(2021, 1, 9, 2, tzinfo=UTC)


def test_impossible_years_are_never_the_newest():
    sightings = seen("2023-01-01", "9999-01-01", "1970-01-01", "2200-01-01")
    assert sightings.newest(None)[0] == datetime(2023, 1, 1)


def test_seconds_since_1970_are_read():
    sightings = seen("1380698150", "1380698151", "1380600000")
    assert sightings.newest(None)[0] == datetime(2013, 10, 2, 7, 15, 51, tzinfo=UTC)


def test_column_without_dates_has_no_newest():
    assert seen("soon", "", "later").newest(None) is None


def test_words_before_the_first_date_change_nothing():
    texts = ("NULL", "2021-01-08T16:00:00", "2021-01-09T10:00:00", "2021-01-09T11:00:00")
    assert seen(*texts).newest(None)[0] == datetime(2021, 1, 9, 11)


def test_two_forms_in_one_column_are_both_seen():
    texts = ("2021-01-08 16:00:00", "2021-01-09T10:00:00", "2021-01-10T11:00:00", "2021-01-07")
    sightings = seen(*texts)
    assert sightings.newest(None)[0] == datetime(2021, 1, 10, 11)
    assert len(sightings.days(None)) == 4


def test_newest_until_a_day():
    sightings = seen("2023-01-01", "2023-01-05", "2023-06-01")
    limit = datetime(2023, 1, 10).toordinal()
    assert sightings.newest(None, until=limit)[0] == datetime(2023, 1, 5)


def test_free_text_under_a_date_header_stays_small(monkeypatch):
    monkeypatch.setattr(date_sightings, "MOST_DAYS", 10)
    monkeypatch.setattr(date_sightings, "MOST_SHAPES", 10)
    sightings = DateSightings()
    for row in range(100):
        sightings.add([f"note {'x' * row}"], row)
    assert len(sightings.shapes) == 10
    assert len(list(sightings.first_of_days())) == 10


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(moments=st.lists(MOMENTS, min_size=1, max_size=40), batch=st.integers(1, 7))
def test_newest_is_that_of_all_texts_whatever_the_form_and_the_batches(moments, batch):
    for writing, order in (
        ("%d/%b/%y %I:%M %p", None),
        ("%d.%m.%Y %H:%M:%S", "day_first"),
        ("%m/%d/%Y %I:%M:%S %p", "month_first"),
        ("%Y-%m-%dT%H:%M:%S+0200", None),
    ):
        texts = [moment.strftime(writing) for moment in moments]
        sightings = DateSightings()
        for start in range(0, len(texts), batch):
            sightings.add(texts[start : start + batch], start)
        assert sightings.newest(order)[0] == max(read_moment(text, order) for text in texts)


def test_days_are_ordinals_under_an_order():
    assert seen("02/03/2023").days("day_first") == {date(2023, 3, 2).toordinal()}
    assert seen("02/03/2023").days("month_first") == {date(2023, 2, 3).toordinal()}
    assert seen("31/12/2023").days("month_first") == set()
