import pytest

from pmo_analytics.sources.ragged import overflow_position
from pmo_analytics.sources.recognition import Table

ROWS = [["1", "Alpha", "2023-01-01", "3"], ["2", "Beta", "", "4"]]


def table(*header: str, rows=ROWS) -> Table:
    return Table(0, list(header), rows)


SPRINTS = table("id", "name", "start", "points")


def test_surplus_goes_where_every_number_comes_back_under_its_header():
    long = [(4, ["3", "Gamma", " ray", "2023-01-02", "5"]), (9, ["4", "a", "b", "c", "", "6"])]
    assert overflow_position(SPRINTS, long) == 1


def test_two_text_columns_side_by_side_prove_nothing():
    two_texts = table("id", "name", "goal", "points", rows=[["1", "Alpha", "Beta", "3"]])
    assert overflow_position(two_texts, [(4, ["3", "Gamma", "x", "y", "5"])]) is None


@pytest.mark.parametrize(
    "record", [["x", "Gamma", "2023-01-02", "5", "6"], ["3", "Gamma", "2023-01-02", "five", "x"]]
)
def test_row_that_fits_nowhere_leaves_the_column_unproven(record):
    assert overflow_position(SPRINTS, [(4, record)]) is None


def test_without_long_rows_there_is_nothing_to_prove():
    assert overflow_position(SPRINTS, []) is None
