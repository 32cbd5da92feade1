"""Numbers as people write them: read where the decimal sign leaves one reading, else refused."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_analytics.warehouse.amounts import amount_sql, may_be_thousands, readings_sql, share_sql

MONEY = "decimal(18, 2)"
TEXT = "$text::varchar"


@pytest.fixture(scope="module")
def database():
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def read(database):
    """Return the number that a text says with a decimal sign."""

    def amount(text: str, sign: str) -> Decimal | None:
        sql = f"select {amount_sql(TEXT, sign, MONEY)}"
        return database.execute(sql, {"text": text}).fetchone()[0]

    return amount


@pytest.mark.parametrize(
    ("text", "sign", "number"),
    [
        ("1200", ".", "1200"),
        ("1,200,000.50", ".", "1200000.50"),
        ("1.200.000,50", ",", "1200000.50"),
        ("250.000", ",", "250000"),
        ("250.000", ".", "250"),
        ("1 200", ",", "1200"),
        ("1\u202f200,5", ",", "1200.5"),
        ("1'200.50", ".", "1200.50"),
        ("1’200", ",", "1200"),
        ("£1,200", ".", "1200"),
        ("1.200 €", ",", "1200"),
        ("US$ 12.5", ".", "12.5"),
        ("CHF 1'200", ".", "1200"),
        ("1 200 kr", ",", "1200"),
        ("(1,200)", ".", "-1200"),
        ("€ (12,5)", ",", "-12.5"),
        ("-£12", ".", "-12"),
        ("12-", ".", "-12"),
        ("\u221212", ".", "-12"),
        (".5", ".", "0.5"),
        ("1.5E+06", ".", "1500000"),
    ],
)
def test_numbers_of_people_are_read(read, text, sign, number):
    assert read(text, sign) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        *(("25.5", ","), ("25,5", "."), ("1.200,5", "."), ("1,200.5", ",")),
        *(("250k", "."), ("5 T€", "."), ("1.2 Mio", "."), ("12 34", "."), ("1,23,456", ".")),
        *(("0.125", ","), ("1.200.000", "."), ("85 %", "."), ("EUR", "."), (".", "."), ("", ".")),
        *(("12 apples", "."), ("1;2", "."), ("1e99", "."), ("(5", "."), ("--5", ".")),
    ],
)
def test_what_has_no_single_reading_is_no_number(read, text, sign):
    assert read(text, sign) is None


@given(
    number=st.integers(-(10**9), 10**9),
    cents=st.integers(0, 99),
    sign=st.sampled_from(".,"),
    group=st.sampled_from(["", "other", " ", "\u00a0", "'"]),
    currency=st.sampled_from(["{}", "{} €", "£{}", "EUR {}", "{} CHF"]),
)
def test_a_number_that_is_written_is_the_number_that_is_read(read, number, cents, sign, **written):
    group, currency = written["group"], written["currency"]
    other = "," if sign == "." else "."
    grouped = f"{abs(number):,}".replace(",", other if group == "other" else group)
    text = f"{'-' if number < 0 else ''}{currency.format(f'{grouped}{sign}{cents:02}')}"
    expected = Decimal(abs(number)) + Decimal(cents) / 100
    assert read(text, sign) == (-expected if number < 0 else expected)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        *(("250.000", True), ("€ 25.500", True), ("(1.200)", True)),
        *(("0.125", False), ("25.50", False), ("1250.000", False), ("250,000", False)),
    ],
)
def test_a_point_before_three_digits_may_part_thousands(database, text, is_open):
    found = database.execute(f"select {may_be_thousands(TEXT)}", {"text": text}).fetchone()
    assert found == (is_open,)


@pytest.mark.parametrize(
    ("text", "sign", "share"),
    [
        *(("0.5", ".", "0.5"), ("50%", ".", "0.5"), ("50 %", ",", "0.5")),
        *(("12,5 %", ",", "0.125"), ("-20 %", ".", "-0.2"), ("5", ".", "5")),
    ],
)
def test_a_percent_sign_makes_a_share(database, text, sign, share):
    sql = f"select {share_sql(TEXT, sign, 'decimal(9, 6)')}"
    assert database.execute(sql, {"text": text}).fetchone() == (Decimal(share),)


@pytest.mark.parametrize(
    ("text", "sign", "said"),
    [
        ("250.000", ".", "It can be read as 250 or as 250000."),
        ("1.200,5", ".", 'With the decimal sign "," it is 1200.5, but that of this portfolio is'),
        ("25.5", ",", 'With the decimal sign "." it is 25.5, but that of this portfolio is ","'),
        ("85 %", ".", "It can be read as 85 or as a hundredth of that."),
        ("much", ".", "Expected a number."),
    ],
)
def test_a_refusal_shows_the_readings(database, text, sign, said):
    sql = f"select {readings_sql(TEXT, sign, expected='a number')}"
    assert database.execute(sql, {"text": text}).fetchone()[0].startswith(said)
