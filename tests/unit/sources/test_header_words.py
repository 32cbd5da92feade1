import pytest

from pmo_analytics.sources.dialect import common_role
from pmo_analytics.sources.header_words import header_words, own_name


def test_words_are_cut_at_signs_and_humps():
    assert header_words("date_started-AtLast") == ["date", "started", "At", "Last"]


@pytest.mark.parametrize(
    ("header", "name", "role"),
    [
        ("Feature status", "status", "status"),
        ("User story created on", "created on", "created"),
        ("Work item type", "type", "item_type"),
        ("Parent status", "Parent status", None),  # of another item
        ("User name", "User name", None),  # of a person
        ("Task list", "list", None),  # a list of tasks is no status, although one tool calls it so
        ("Task", "Task", "title"),
    ],
)
def test_what_the_rows_are_may_stand_before_every_name(header, name, role):
    assert own_name(header) == name
    assert common_role(header) == role
