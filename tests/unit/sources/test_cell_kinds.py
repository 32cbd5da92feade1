import pytest

from pmo_analytics.sources.cell_kinds import fits, kind_of_cells


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([], "empty"),
        (["1", "-2", "30"], "whole"),
        (["1", "2.5", "1 000"], "number"),
        (["2023-01-01", "03/Apr/23", "3.4.2023", "4.4.2023", "soon"], "date"),
        (["2023-01-01", "soon"], "text"),
        (["20230101", "20230102"], "whole"),
        (["AB-1", "AB-2"], "text"),
        (["2023-01-01", "NA", "-", "NULL"], "date"),
        (["1", "n/a", "2"], "whole"),
        (["-", "NA"], "text"),
    ],
)
def test_kind_of_cells(cells, kind):
    assert kind_of_cells(cells) == kind


@pytest.mark.parametrize(
    ("record", "is_fitting"),
    [
        (["1", "Alpha", "2023-01-01", "2.5"], True),
        (["", " ", "", ""], True),
        (["1.5", "7", "NA", "-"], True),
        (["one", "Alpha", "2023-01-01", "2.5"], False),
        (["1", "Alpha", "2.5", "2.5"], False),
        (["1", "Alpha", "2023-01-01", "2023-01-01"], False),
    ],
)
def test_record_fits_where_every_cell_is_of_its_kind(record, is_fitting):
    assert fits(record, ("whole", "text", "date", "number")) is is_fitting


def test_column_of_which_nothing_is_known_takes_anything():
    assert fits(["1", "x"], ("empty", "text"))
