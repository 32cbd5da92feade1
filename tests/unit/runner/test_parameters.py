"""Parameters: what a notebook does not have, or in another type, is refused before it runs."""

from __future__ import annotations

import pytest
from own_notebooks import write_notebook

from pmo_analytics.errors import ParameterError
from pmo_analytics.runner.parameters import checked_parameters, notebook_parameters, parsed_value

CELL = """
note: str = "plain"  # what it says
weeks: int = 12  # how many
share: float = 0.85  # how sure
is_long: bool = False  # all of it
free = None  # without a type
"""


@pytest.fixture
def notebook(tmp_path):
    return write_notebook(tmp_path, "own", parameters=CELL)


def test_names_types_defaults_and_help_are_read_from_the_cell(notebook):
    found = notebook_parameters(notebook)
    assert list(found) == ["note", "weeks", "share", "is_long", "free"]
    assert found["weeks"].type_name == "int"
    assert found["weeks"].default == "12"
    assert found["weeks"].help == "how many"


def test_a_notebook_without_such_a_cell_is_no_report(tmp_path):
    notebook = write_notebook(tmp_path, "bare", "1 + 1", parameters=None)
    with pytest.raises(ParameterError, match=r'bare\.ipynb has no cell tagged "parameters"'):
        notebook_parameters(notebook)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"note": "other"},
        {"weeks": 3, "share": 0.5, "is_long": True},
        {"share": 1},  # a whole number is a number
        {"free": ["anything"]},
    ],
)
def test_what_fits_is_taken_as_it_is(given, notebook):
    assert checked_parameters(notebook, given) == given


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"wekes": 3}, 'own has no parameter "wekes". Did you mean "weeks"?'),
        ({"zzz": 3}, 'own has no parameter "zzz". There are: note, weeks, share, is_long, free.'),
        ({"weeks": "3"}, "weeks of own is a int (how many), not '3'"),
        ({"weeks": 1.5}, "weeks of own is a int"),
        ({"weeks": True}, "weeks of own is a int"),
        ({"is_long": 1}, "is_long of own is a bool"),
        ({"note": 3}, "note of own is a str"),
        ({"note": None}, "note of own is a str"),
    ],
)
def test_a_misspelt_or_mistyped_parameter_is_refused(given, said, notebook):
    with pytest.raises(ParameterError) as error:
        checked_parameters(notebook, given)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("note", "12", "12"),
        ("weeks", "26", 26),
        ("weeks", "-1", -1),
        ("share", "0.5", 0.5),
        ("share", "1", 1.0),
        ("is_long", "true", True),
        ("is_long", "False", False),
        ("free", "x", "x"),
    ],
)
def test_the_text_of_a_command_line_becomes_the_type_of_the_notebook(name, text, value, notebook):
    parsed = parsed_value(notebook, name, text)
    assert (parsed, type(parsed)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("weeks", "many", 'weeks of own is a number, not "many"'),
        ("weeks", "1.5", 'weeks of own is a number, not "1.5"'),
        ("share", "", 'share of own is a number, not ""'),
        ("is_long", "yes", 'is_long of own is true or false, not "yes"'),
        ("note_", "x", 'own has no parameter "note_". Did you mean "note"?'),
    ],
)
def test_a_text_that_is_no_such_value_is_refused(name, text, said, notebook):
    with pytest.raises(ParameterError) as error:
        parsed_value(notebook, name, text)
    assert said in str(error.value)
