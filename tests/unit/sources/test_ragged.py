import pytest

from pmo_analytics.sources.ragged import has_mere_end, joined, overflow_position

SPRINTS = ("whole", "text", "date", "whole")
NO_ROLES = ("", "", "", "")


def test_surplus_goes_where_every_number_comes_back_under_its_header():
    long = [(4, ["3", "Gamma", " ray", "2023-01-02", "5"]), (9, ["4", "a", "b", "c", "", "6"])]
    assert overflow_position(SPRINTS, NO_ROLES, long) == 1


def test_blank_surplus_can_be_a_shift_too():
    assert (
        overflow_position(SPRINTS, NO_ROLES, [(4, ["3", "Gamma", " ray", "2023-01-02", ""])]) == 1
    )


def test_two_text_columns_side_by_side_prove_nothing():
    two_texts = ("whole", "text", "text", "whole")
    assert overflow_position(two_texts, NO_ROLES, [(4, ["3", "Gamma", "x", "y", "5"])]) is None


def test_key_or_status_is_not_where_a_surplus_belongs():
    kinds, record = ("text", "text", "text", "whole"), ["A-3", "Gamma", " ray", "Open", "5"]
    assert overflow_position(kinds, ("item_key", "title", "status", ""), [(4, record)]) == 1
    assert overflow_position(kinds, ("item_key", "title", "label", ""), [(4, record)]) is None


@pytest.mark.parametrize(
    "record", [["x", "Gamma", "2023-01-02", "5", "6"], ["3", "Gamma", "2023-01-02", "five", "x"]]
)
def test_row_that_fits_nowhere_leaves_the_column_unproven(record):
    assert overflow_position(SPRINTS, NO_ROLES, [(4, record)]) is None


def test_without_long_rows_there_is_nothing_to_prove():
    assert overflow_position(SPRINTS, NO_ROLES, []) is None


def test_surplus_is_joined_as_it_stood():
    assert joined(["3", "Gamma", " ray", "", "5"], 1, 4, ",") == ["3", "Gamma, ray", "", "5"]


@pytest.mark.parametrize(
    ("record", "is_mere"),
    [
        (["3", "Gamma", "2023-01-02", "5", ""], True),
        (["3", "Gamma", "2023-01-02", "5", " ", ""], True),
        (["3", "Gamma", "", "", ""], True),
        (["3", "Gamma", "NA", "5", ""], True),
        (["3", "Gamma", "2023-01-02", "5", "x"], False),
        (["3", "Gamma", " ray", "2023-01-02", ""], False),
    ],
)
def test_blank_end_is_mere_only_where_nothing_moved(record, is_mere):
    assert has_mere_end(record, SPRINTS) is is_mere
