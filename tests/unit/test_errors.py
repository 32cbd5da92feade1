"""Every exception has a place, a sentence about itself, and an exit code."""

from __future__ import annotations

import inspect

import pytest

from pmo_analytics import errors
from pmo_analytics.errors import EXIT_CODES, PmoError, UserError, exit_code

KINDS = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, PmoError)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_says_what_it_is(kind):
    assert kind.__doc__
    assert kind.__doc__.strip().endswith((".", "one."))
    assert kind.__name__.endswith("Error")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.ReportFailedError, 1),
        (errors.CheckFailedError, 1),
        (errors.UsageError, 2),
        (errors.SettingsError, 2),
        (errors.ParameterError, 2),
        (errors.UnknownNameError, 2),
        (errors.InputError, 3),
        (errors.FolderError, 3),
        (errors.UnreadableFileError, 3),
        (errors.NothingUsableError, 3),
        (errors.ChangingFileError, 3),
        (errors.WarehouseMissingError, 3),
        (errors.EnvironmentBrokenError, 4),
        (errors.BuildLockedError, 4),
        (errors.ModelError, 1),
        (errors.PmoError, 1),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_kind_has_its_exit_code(kind, code):
    assert exit_code(kind("It broke.")) == code


def test_every_kind_is_tested():
    tested = {mark for mark in test_every_kind_has_its_exit_code.pytestmark[0].args[1]}
    assert {kind for kind, _ in tested} >= set(KINDS) - {UserError}


def test_every_code_of_the_table_is_between_one_and_four():
    assert {code for _, code, _ in EXIT_CODES} == {1, 2, 3, 4}


def test_faults_of_the_program_are_not_shown_as_faults_of_the_user():
    assert not issubclass(errors.ModelError, UserError)
