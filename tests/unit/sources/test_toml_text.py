import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.sources.toml_text import toml_comment, toml_key, toml_string

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(key=TEXTS, value=TEXTS, comment=TEXTS)
def test_any_text_comes_back_and_acts_on_nothing(key, value, comment):
    text = f"{toml_key(key)} = {toml_string(value)}  {toml_comment(comment)}\n"
    assert tomllib.loads(text) == {key: value}


@pytest.mark.parametrize(("name", "key"), [("jira", "jira"), ("my board", '"my board"')])
def test_key_is_quoted_only_where_it_must_be(name, key):
    assert toml_key(name) == key
