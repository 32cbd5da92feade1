import pytest

from pmo_analytics.sources.conventions import (
    decimal_sign,
    deliveries,
    null_texts,
    parent_role,
    row_order,
    separator,
)
from pmo_analytics.sources.survey import Survey


def test_word_for_nothing_counts_where_a_date_column_holds_it():
    texts, evidence = null_texts(Survey(), dialect_texts=(), shapes=[{"9999-99-99", "NULL", ""}])
    assert texts == ("NULL",)
    assert '"NULL"' in evidence


def test_word_for_nothing_elsewhere_is_a_word():
    assert null_texts(Survey(), dialect_texts=(), shapes=[{"9999-99-99"}]) == ((), "")


def test_na_of_r_needs_its_row_numbers():
    by_r = Survey(is_numbered=True, has_not_available=True)
    assert null_texts(by_r, dialect_texts=(), shapes=[])[0] == ("NA",)
    not_by_r = Survey(is_numbered=False, has_not_available=True)
    assert null_texts(not_by_r, dialect_texts=(), shapes=[])[0] == ()


@pytest.mark.parametrize(
    ("shapes", "sign"),
    [
        ({"9,9", "9"}, ","),
        ({"9.999,9"}, ","),
        ({"9,99"}, ","),
        ({"9.9", "9"}, "."),
        ({"9,999.9"}, "."),
        ({"9", "99", ""}, "."),
        ({"9,999"}, "."),  # a thousand, as likely as not
        ({"9,9", "9.9"}, "."),
    ],
)
def test_decimal_sign(shapes, sign):
    assert decimal_sign([shapes])[0] == sign


def test_parents_are_keys_or_ids():
    assert parent_role({"AB-99", ""}) == "parent_key"
    assert parent_role({"99999", ""}) == "parent_id"
    assert parent_role({""}) == "parent_id"


def test_separator_is_the_first_that_occurs():
    assert separator(["a| b", "c"], (";", "|")) == "|"
    assert separator(["a"], (";", "|")) == ";"
    assert separator(["a;b"], ()) == ""


def test_deliveries_are_found_by_their_running_total():
    columns = {1: ["5", "5", "3"], 2: ["3", "2", "1"], 3: ["3", "5", "6"]}
    assert deliveries(columns) == (2, 3)


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {1: ["5", "5"], 2: ["0", "0"]},  # nothing delivered: nothing proven
        {1: ["5", "4", "3"], 2: ["3", "2", "2"]},
        {1: ["a", "b"], 2: ["1", "2"]},
        {1: ["3"], 2: ["3"]},
    ],
)
def test_without_that_arithmetic_there_are_no_deliveries(columns):
    assert deliveries(columns) is None


def test_order_of_rows_is_that_of_most_neighbours():
    falling = [("2023-01-02", "2023-01-01")] * 3
    rising = [("2023-01-01", "2023-01-02")]
    assert row_order(falling + rising, None)[0] == "newest_first"
    assert row_order(rising, None)[0] == "oldest_first"
    assert row_order([], None)[0] is None
    assert row_order([("?", "2023-01-01")], None)[0] is None
    assert row_order([("02/01/2023", "01/02/2023")], "month_first")[0] == "newest_first"
    assert row_order([("02/01/2023", "01/02/2023")], "day_first")[0] == "oldest_first"
