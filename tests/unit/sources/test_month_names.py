import pytest

from pmo_analytics.sources.month_names import LANGUAGES, day_half, month_number


@pytest.mark.parametrize(
    ("token", "number"),
    [
        ("Jul", 7), ("September", 9), ("févr.", 2), ("août", 8), ("mar", 3), ("ene", 1),
        ("Mrz", 3), ("März", 3), ("Dez", 12), ("mrt.", 3), ("mei", 5), ("fev", 2), ("out", 10),
        ("gen", 1), ("giu", 6), ("lug", 7), ("paź", 10), ("lis", 11), ("lip", 7), ("июл", 7),
        ("мая", 5), ("maj", 5), ("juli", 7), ("7月", 7), ("12月", 12), ("heinä", 7), ("SEP", 9),
    ],
)  # fmt: skip
def test_month_of_a_token(token, number):
    assert month_number(token) == number


@pytest.mark.parametrize("token", ["jui", "ma", "Foo", "", "PM", "13月"])
def test_token_that_names_no_month_or_two_is_none(token):
    assert month_number(token) is None


def test_every_wide_name_of_every_language_is_known():
    from babel.dates import get_month_names

    for language in LANGUAGES:
        for number, name in get_month_names("wide", "format", language).items():
            assert month_number(name) == number, (language, name)


@pytest.mark.parametrize(
    ("token", "half"),
    [("PM", "PM"), ("am", "AM"), ("p. m.", "PM"), ("a.\xa0m.", "AM"), ("午後", "PM"), ("Z", None)],
)
def test_half_of_the_day(token, half):
    assert day_half(token) == half
